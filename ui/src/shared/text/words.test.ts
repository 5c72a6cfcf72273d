import { afterEach, describe, expect, it } from 'vitest';
import type { Code, ErrorBody, ErrorDetail } from '$ipc/bindings';
import { language } from '../state/language.svelte';
import { text } from '.';
import { en } from './en';
import { errorLine, errorToast, told } from './words';

const codes = Object.keys(en.errors) as Code[];
const spoken = 'the disk is full; free some space and try again, nothing was lost';
const errorOf = (code: Code, detail: ErrorDetail | null = null): ErrorBody => ({ code, message: spoken, retryable: false, detail });
/** Words that no German sentence has. */
const english = /\b(the|and|of|is|with|your|again|cannot|nothing|there|which)\b/i;

const refused = Object.keys(en.troubles.refusals).map((what) => ({ refused: { what } }) as ErrorDetail);
const details: ErrorDetail[] = [
  'file_exists', { missing_calls: { missing: 3, cached: 9 } }, { unusable: { path: '/a/cache.db' } }, { too_new: { path: '/a/cache.db' } }, { review_damaged: { path: '/a/review.db', backup: null } },
  { review_damaged: { path: '/a/review.db', backup: 'review-2026.db' } }, { status: { status: 503 } }, { wait: { seconds: 90 } }, { wait: { seconds: 3600 } }, { field: { name: 'from_date' } }, ...refused,
];

afterEach(() => language.choose('system'));

describe.each(['en', 'de'] as const)('an error in %s', (tongue) => {
  const every = codes.flatMap((code) => [null, ...details].map((detail) => [code, JSON.stringify(detail), errorOf(code, detail)] as const));

  it.each(codes)('%s says what happened and what helps', (code) => {
    language.choose(tongue);
    const { title, help } = text.errors[code];
    expect([title.length > 5, help.length > 5, errorLine(errorOf(code))]).toEqual([true, true, `${title}. ${help}`]);
  });

  it('never speaks in the words of the engine', () => {
    language.choose(tongue);
    const lines = every.map(([, , error]) => errorLine(error));
    expect(lines.filter((line) => line.includes(spoken) || line.includes('undefined') || !/[.:!)]$|\.db$/.test(line))).toEqual([]);
  });

  it('keeps them as details', () => {
    language.choose(tongue);
    expect(new Set(every.map(([, , error]) => told(error).details))).toEqual(new Set([spoken]));
  });
});

it('has no English in its German line, whatever the code and the detail', () => {
  language.choose('de');
  const lines = codes.flatMap((code) => [null, ...details].map((detail) => errorLine(errorOf(code, detail))));
  expect(lines.filter((line) => english.test(line))).toEqual([]);
});

it('tells the values that the engine gives', () => {
  const line = (code: Code, detail: ErrorDetail) => errorLine(errorOf(code, detail));
  expect(line('internal', { unusable: { path: '/a/settings.json' } })).toContain('/a/settings.json');
  expect(line('server_error', { status: { status: 503 } })).toContain('error 503');
  expect(line('rate_limited', { wait: { seconds: 90 } })).toContain('a pause of 90 seconds');
  expect(line('rate_limited', { wait: { seconds: 3600 } })).toContain('a pause of 60 minutes');
  expect(line('internal', { review_damaged: { path: '/a/review.db', backup: 'newest' } })).toContain('restore newest');
  expect(line('invalid_filter', { field: { name: 'from_date' } })).toContain('“from_date”');
  expect(line('invalid_filter', { refused: { what: 'profile_taken' } })).toMatch(/^This cannot be used\. There is a profile of this name/);
});

it('opens the details only where nothing else tells', () => {
  expect([told(errorOf('internal')).alone, told(errorOf('invalid_filter', { refused: { what: 'other' } })).alone]).toEqual([true, true]);
  expect([told(errorOf('disk_full')).alone, told(errorOf('invalid_filter', { refused: { what: 'token' } })).alone]).toEqual([false, false]);
});

it('comes over the window in a sentence, with its details', () => {
  const error = errorOf('disk_full');
  const { title, help } = en.errors.disk_full;
  expect(errorToast(error, text.review.failed)).toEqual({ text: `Not saved. ${title}. ${help}`, details: error, tone: 'bad', action: null });
});

describe('a name from outside', () => {
  const turned = 'Acme\u202elive';

  it('turns nothing of the sentence around it', () => {
    const said = [text.views.removed(turned), text.review.did.tagged(2, turned), text.review.did.untagged(2, turned), text.tags.remove(turned), text.views.moved(turned, 1, 2), text.views.menu(turned), text.actions.goTo(turned), text.profiles.removeTitle(turned), text.profiles.current(turned), text.filters.remove(turned)];
    language.choose('de');
    said.push(text.views.removed(turned), text.review.did.tagged(2, turned), text.review.did.untagged(2, turned), text.tags.remove(turned), text.views.moved(turned, 1, 2), text.views.menu(turned), text.actions.goTo(turned), text.profiles.removeTitle(turned), text.profiles.current(turned), text.filters.remove(turned));
    expect(said.filter((line) => !line.includes(`\u2068${turned}\u2069`))).toEqual([]);
  });

  it('cannot end its own isolation, and one of Latin letters needs none', () => {
    expect(text.views.removed('a\u2069\u202eb')).toBe('View “\u2068a\u202eb\u2069” deleted');
    expect(text.views.removed('Größe 5')).toBe('View “Größe 5” deleted');
  });
});
