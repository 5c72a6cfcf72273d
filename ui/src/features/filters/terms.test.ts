// Taking a term out of the search text leaves the rest as it was typed.
import { describe, expect, it } from 'vitest';
import type { QueryTerm } from '$ipc';
import { hasWords, stretchIn, withoutTerm, withoutWords, withStretch } from './terms';

function term(query: string, text: string, field: string | null = null, problem: string | null = null): QueryTerm {
  const start = query.indexOf(text);
  return { text, start, end: start + text.length, field, value: text, negated: false, problem };
}

describe('without a term', () => {
  const query = 'refund status:failed  "two words"';
  it.each([
    ['refund', 'status:failed "two words"'],
    ['status:failed', 'refund "two words"'],
    ['"two words"', 'refund status:failed'],
  ])('%s the text is %s', (text, rest) => expect(withoutTerm(query, term(query, text))).toBe(rest));

  it('that has moved while typing went on, the text still loses it', () => {
    expect(withoutTerm('more refund status:failed', term('refund status:failed', 'status:failed'))).toBe('more refund');
  });

  it('that is gone already, the text stays', () => expect(withoutTerm('refund', term('status:failed', 'status:failed'))).toBe('refund'));

  it('takes the right one of two that look the same', () => {
    const twice = { ...term('a b a', 'a'), start: 4, end: 5 };
    expect(withoutTerm('a b a', twice)).toBe('a b');
  });
});

it('without its words only the filters are left, also those that made no sense', () => {
  const query = 'big refund status:failed on:someday now';
  const terms = [term(query, 'big'), term(query, 'refund'), term(query, 'status:failed', 'status'), term(query, 'on:someday', 'on', 'no day'), term(query, 'now')];
  expect([withoutWords({ query, terms, phones: {} }), hasWords({ query, terms, phones: {} })]).toEqual(['status:failed on:someday', true]);
});

it('an ampersand between filters is not a word to search for', () => {
  const query = 'tag:billing & tag:vip';
  const terms = [term(query, 'tag:billing', 'tag'), term(query, '&'), term(query, 'tag:vip', 'tag')];
  expect([hasWords({ query, terms, phones: {} }), withoutWords({ query, terms, phones: {} })]).toEqual([false, query]);
});

describe('days that go on with the calendar', () => {
  it.each([
    ['refund on:last-7-days', 'last-7-days'],
    ['ON:Today', 'today'],
    ['on:2026-03-01', null],
    ['-on:today', null],
    ['"said on:today twice"', null],
    ['on:today on:yesterday', null],
  ])('in %s are %s', (text, word) => expect(stretchIn(text)).toBe(word));

  it('take each other’s place, and leave everything else, quotes that are open too', () => {
    expect([withStretch('refund on:today', 'last-7-days'), withStretch('tag:"two  words" on:today "open on:today', 'yesterday'), withStretch('', 'today')]).toEqual([
      'on:last-7-days refund', 'on:yesterday tag:"two  words" "open on:today', 'on:today',
    ]);
  });

  it('are taken out, and text without them is not touched', () => expect([withStretch('on:today refund', null), withStretch('as  typed ', null)]).toEqual(['refund', 'as  typed ']));
});
