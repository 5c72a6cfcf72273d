// The words of the insights, loaded with them.
import { inLanguage } from './in-language';
import { insights as de } from './insights.de';
import { insights as en } from './insights.en';

export const insightsText = inLanguage({ en, de });
