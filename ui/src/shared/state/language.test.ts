// Whose dates and numbers the window writes.
import { expect, it, vi } from 'vitest';
import { language, localeFor } from './language.svelte';

it.each([
  ['the region of the system', ['de-AT', 'en-US'], 'de-AT'],
  ['the first language there is a translation for', ['fr-FR', 'de-CH', 'en-US'], 'de-CH'],
  ['the language’s own country where the system names none', ['de'], 'de-DE'],
  ['British English where there is no translation', ['fr-FR'], 'en-GB'],
  ['British English where the system has no language at all', ['C'], 'en-GB'],
  ['British English where the system says nothing', [], 'en-GB'],
  ['the system’s own wish for a clock', ['en-US-u-hc-h23'], 'en-US-u-hc-h23'],
])('by default it is %s', (_, preferred, locale) => expect(localeFor('system', preferred)).toBe(locale));

it.each([
  ['de', ['de-AT', 'en-US'], 'de-AT'],
  ['de', ['en-US'], 'de-DE'],
  ['en', ['en-US', 'de'], 'en-US'],
  ['en', ['de-DE', 'en-US'], 'en-GB'],
] as const)('%s chosen on a system that speaks %s is written as in %s', (choice, preferred, locale) => {
  expect(localeFor(choice, preferred)).toBe(locale);
});

it('libraries that ask the browser for its language are given one that Intl takes', () => {
  const browsers = vi.spyOn(navigator, 'language', 'get').mockReturnValue('C');
  expect(() => new Intl.NumberFormat(navigator.language)).toThrow(RangeError);
  language.start();
  expect(new Intl.NumberFormat(navigator.language).resolvedOptions().locale).toBe(language.locale);
  Reflect.deleteProperty(navigator, 'language');
  browsers.mockRestore();
});
