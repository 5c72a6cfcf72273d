// The words of the backups of the review data, loaded with their dialog.
import { backups as de } from './backups.de';
import { backups as en } from './backups.en';
import { inLanguage } from './in-language';

export const backupsText = inLanguage({ en, de });
