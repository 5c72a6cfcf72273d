// The words of how Offhook behaves among other programs.
import { desktop as de } from './desktop.de';
import { desktop as en } from './desktop.en';
import { inLanguage } from './in-language';

export const desktopText = inLanguage({ en, de });
