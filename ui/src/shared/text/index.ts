// The words of the language in use. A screen that is loaded when it is first opened brings its own
// catalogue, beside this one.
import { de } from './de';
import { en, type Catalogue } from './en';
import { inLanguage } from './in-language';

export type { Catalogue, ErrorWords } from './en';

export const text: Catalogue = inLanguage({ en, de });
