// Both catalogues say the same things about the same values. That no key is missing is the
// compiler's to see; what it cannot see is a sentence that forgets a value.
import { afterEach, describe, expect, it } from 'vitest';
import { language } from '../state/language.svelte';
import { text } from '.';
import { backups as backupsDe } from './backups.de';
import { backups as backupsEn } from './backups.en';
import { de } from './de';
import { desktop as desktopDe } from './desktop.de';
import { desktop as desktopEn } from './desktop.en';
import { en } from './en';
import { exporting as exportDe } from './export.de';
import { exporting as exportEn } from './export.en';
import { insights as insightsDe } from './insights.de';
import { insights as insightsEn } from './insights.en';
import { printing as printDe } from './print.de';
import { printing as printEn } from './print.en';

type Sentence = (...values: unknown[]) => string;
type Entry = string | Sentence;

/** Every entry with its path, such as "pager.range". */
function entriesOf(part: object, path = ''): [string, Entry][] {
  return Object.entries(part).flatMap(([key, value]: [string, Entry | object]) =>
    typeof value === 'object' ? entriesOf(value, `${path}${key}.`) : [[`${path}${key}`, value] as [string, Entry]],
  );
}

/** The main catalogue, and those of the screens that bring their own. */
const english = { ...en, backups: backupsEn, desktop: desktopEn, export: exportEn, insights: insightsEn, print: printEn };
const german = new Map(entriesOf({ ...de, backups: backupsDe, desktop: desktopDe, export: exportDe, insights: insightsDe, print: printDe }));
const sentences = entriesOf(english).filter((entry): entry is [string, Sentence] => typeof entry[1] === 'function');

/** The numbers a sentence mentions when its values are 701, 702 and so on; they pass for text as well. */
function mentioned(sentence: Sentence, arity: number): string[] {
  const values = Array.from({ length: arity }, (_, index) => String(701 + index));
  return [...sentence(...values).matchAll(/\d+/g)].map(([number]) => number).sort();
}

describe('the German catalogue', () => {
  it('has the entries of the English one, and no others', () => {
    expect([...german.keys()].sort()).toEqual(entriesOf(english).map(([path]) => path).sort());
  });

  it.each(sentences)('mentions the same values in %s', (path, sentence) => {
    const translated = german.get(path);
    if (typeof translated !== 'function') throw new Error(`${path} is no sentence in German`);
    expect(mentioned(translated, sentence.length)).toEqual(mentioned(sentence, sentence.length));
  });

  it('leaves no entry empty', () => expect([...german].filter(([path, entry]) => entry === '' && path !== 'troubles.refusals.other')).toEqual([]));

  it('tells one from many', () => {
    expect([de.pager.announce(1), de.pager.announce(2), de.sync.about(60), de.sync.about(480)]).toEqual(['1 Anruf gefunden', '2 Anrufe gefunden', 'noch etwa 1 Minute', 'noch etwa 8 Minuten']);
  });
});

describe('a change of language', () => {
  afterEach(() => language.choose('system'));

  it('changes the words, the numbers and the page’s own language at once', () => {
    expect(text.pager.announce(1234)).toBe('1,234 calls found');
    language.choose('de');
    expect([text.pager.announce(1234), text.common.retry, document.documentElement.lang]).toEqual(['1.234 Anrufe gefunden', 'Noch einmal versuchen', 'de-DE']);
  });
});
