// The words of printing, loaded with it.
import { inLanguage } from './in-language';
import { printing as de } from './print.de';
import { printing as en } from './print.en';

export const printText = inLanguage({ en, de });
