// The catalogue in use. Another language would be chosen here.
import { en, type Catalogue } from './en';

export type { Catalogue, ErrorWords } from './en';

export const text: Catalogue = en;
