// Words that follow the language in use: one catalogue for each language, looked up anew each time.
import { language, type Language } from '../state/language.svelte';

/** Looks each section up in the language of the moment, so that a change of language shows at
 * once. A section kept in a variable stays in its language; in a component, derive it. */
export function inLanguage<Words extends object>(catalogues: Record<Language, Words>): Words {
  return new Proxy(catalogues.en, { get: (_, section) => Reflect.get(catalogues[language.code], section) as unknown });
}
