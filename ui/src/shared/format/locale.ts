// Formatters of the platform cost far more to make than to use, and each belongs to one locale.
import { language } from '../state/language.svelte';

/** Gives the formatter for the locale in use, made anew only when that has changed. */
export function perLocale<T>(make: (locale: string) => T): () => T {
  let made: { locale: string; formatter: T } | undefined;
  return () => {
    const { locale } = language;
    if (made?.locale !== locale) made = { locale, formatter: make(locale) };
    return made.formatter;
  };
}
