// Completing tags.
import { expect, it } from 'vitest';
import { spellTag, suggestTags, tidyTag } from './suggest';

const known = ['refund', 'billing', 'VIP', 'no refund', 'reference'].map((tag, index) => ({ tag, calls: 9 - index }));
const names = (typed: string, present: string[] = []) => suggestTags(typed, known, present).map(({ tag }) => tag);

it('suggests tags that begin with the text before tags that hold it', () => expect(names('REF')).toEqual(['refund', 'reference', 'no refund']));
it('suggests the frequent ones while nothing is typed', () => expect(names('')).toEqual(['refund', 'billing', 'VIP', 'no refund', 'reference']));
it('never suggests a tag the call has', () => expect(names('ref', ['Refund'])).toEqual(['reference', 'no refund']));
it('looks through ten thousand tags at a keystroke', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => ({ tag: `tag ${index}`, calls: 1 }));
  const begun = performance.now();
  expect(suggestTags('9999', many, []).length).toBe(1);
  expect(performance.now() - begun).toBeLessThan(100);
});
it('keeps the spelling that is in use', () => expect([spellTag(' vip ', known), spellTag('New  one', known)]).toEqual(['VIP', 'New one']));
it('takes a comma or a line break in a tag for a space', () => expect(tidyTag(' a,\n b\t')).toBe('a b'));
