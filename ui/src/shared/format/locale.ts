// Formatters of the platform cost far more to make than to use, and each belongs to one locale, and
// those of times to one time zone.
import { language } from '../state/language.svelte';
import { zone } from '../state/zone.svelte';

/** Gives the formatter for the locale in use, made anew only when that has changed. */
export function perLocale<T>(make: (locale: string) => T): () => T {
  let made: { locale: string; formatter: T } | undefined;
  return () => {
    const { locale } = language;
    if (made?.locale !== locale) made = { locale, formatter: make(locale) };
    return made.formatter;
  };
}

/** The same for times: `timeZone` is undefined for the system's. */
export function perPlace<T>(make: (locale: string, timeZone: string | undefined) => T): () => T {
  let made: { locale: string; choice: string | null; formatter: T } | undefined;
  return () => {
    const { locale } = language;
    const { choice } = zone;
    if (made?.locale !== locale || made.choice !== choice) made = { locale, choice, formatter: make(locale, choice ?? undefined) };
    return made.formatter;
  };
}
