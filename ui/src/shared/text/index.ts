// The words of the language in use.
import { language, type Language } from '../state/language.svelte';
import { de } from './de';
import { en, type Catalogue } from './en';

export type { Catalogue, ErrorWords } from './en';

const catalogues: Record<Language, Catalogue> = { en, de };

/** Looks each section up in the language of the moment, so that a change of language shows at
 * once. A section kept in a variable stays in its language; in a component, derive it. */
export const text: Catalogue = new Proxy(en, {
  get: (_, section) => Reflect.get(catalogues[language.code], section) as unknown,
});
