// What is offered while typing, and what taking it does to the text.
import { describe, expect, it } from 'vitest';
import { suggest, take, tokenAt, type Vocabulary } from './complete';

const vocabulary: Vocabulary = {
  statuses: [{ value: 'completed', count: 9 }, { value: 'no-answer', count: 4 }, { value: 'failed', count: 2 }],
  agents: [{ value: 'a-1', label: 'Maya — Reception', count: 5 }, { value: 'legacy-7', label: null, count: 1 }, { value: 'a-2', label: 'Amélie', count: 3 }],
  sentiments: [{ value: 'negative', count: 1 }],
  tags: [{ value: 'follow up', count: 2 }],
};
const offered = (typed: string, wholeList = false) => suggest(tokenAt(typed, typed.length), vocabulary, wholeList).map(({ insert }) => insert);

describe('the word at the caret', () => {
  it.each([
    ['refund status:fa', 16, 'status:fa'],
    ['refund status:fa', 3, 'refund'],
    ['refund ', 7, ''],
    ['agent:"Maya — Re', 16, 'agent:"Maya — Re'],
    ['"two words" x', 8, '"two words"'],
    ['', 0, ''],
    ['tag:"so \\"big\\" a', 15, 'tag:"so \\"big\\" a'],
  ])('in %j at %i is %j', (query, caret, token) => expect(tokenAt(query, caret).text).toBe(token));
});

describe('offered', () => {
  it('for the beginning of a field is the field', () => expect(offered('sen')).toEqual(['sentiment:']));
  it('after a field are its values, with how many calls they have', () => {
    const [first] = suggest(tokenAt('status:no', 9), vocabulary, false);
    expect(first).toEqual({ insert: 'status:no-answer', hint: 'No answer', count: 4 });
  });
  it('are agents by their name, in quotes where it has spaces, whatever the accent', () => {
    expect([offered('agent:rec'), offered('amelie'), offered('agent:leg')]).toEqual([['agent:"Maya — Reception"'], ['agent:Amélie'], ['agent:legacy-7']]);
  });
  it('are one for several agents of one name, with the calls of them all', () => {
    const agents = [{ value: 'a-1', label: 'Emma', count: 3 }, { value: 'a-2', label: 'Emma', count: 4 }, { value: 'a-3', label: 'Emma' }];
    expect(suggest(tokenAt('em', 2), { ...vocabulary, agents }, false)).toEqual([{ insert: 'agent:Emma', hint: '', count: 7 }]);
  });
  it('for a plain word are the filters it could mean', () => expect(offered('fail')).toEqual(['status:failed']));
  it('behind a minus is nothing, for only words can be excluded', () => expect([offered('-sta'), offered('-status:f')]).toEqual([[], []]));
  it('are named stretches of days', () => expect(offered('on:last')).toEqual(['on:last-7-days', 'on:last-30-days', 'on:last-week', 'on:last-month']));
  it('are what can be marked, and what can be noted', () => expect([offered('is:un'), offered('has:')]).toEqual([['is:unstarred', 'is:unreviewed'], ['has:note', 'has:no-note', 'has:sentiment', 'has:no-sentiment', 'has:agent', 'has:no-agent', 'has:status', 'has:no-status']]));
  it('escape a quote in a name', () => expect(suggest(tokenAt('tag:', 4), { ...vocabulary, tags: [{ value: 'so "big"' }] }, false)[0]?.insert).toBe('tag:"so \\"big\\""'));
  it('is nothing for nothing, unless it is asked for', () => {
    expect(offered('')).toEqual([]);
    expect(offered('', true)).toContain('tag:');
  });
  it('is nothing once the value is complete', () => expect(offered('status:failed')).toEqual([]));
  it('is nothing for a field nobody knows', () => expect(offered('colour:b')).toEqual([]));
});

describe('taking', () => {
  const taken = (query: string, caret: number, insert: string) => take(query, tokenAt(query, caret), insert);
  it('a field waits for its value', () => expect(taken('refund st', 9, 'status:')).toEqual({ query: 'refund status:', caret: 14 }));
  it('a value is followed by a space', () => expect(taken('status:fa', 9, 'status:failed')).toEqual({ query: 'status:failed ', caret: 14 }));
  it('in the middle keeps what follows', () => expect(taken('st refund', 2, 'status:busy')).toEqual({ query: 'status:busy refund', caret: 12 }));
});
