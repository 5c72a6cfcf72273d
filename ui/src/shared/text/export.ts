// The words of the export dialog, loaded with it.
import { exporting as de } from './export.de';
import { exporting as en } from './export.en';
import { inLanguage } from './in-language';

export const exportText = inLanguage({ en, de });
