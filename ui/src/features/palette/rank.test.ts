// Finding actions by a few letters.
import { describe, expect, it } from 'vitest';
import { match, rank } from './rank';

const actions = ['Next call', 'Previous call', 'Mark reviewed and go to the next', 'Go to Negative', 'Go to Needs review', 'Sync now', 'Sync activity', 'Settings', 'Löschen'].map((name, index) => ({ id: `a${index}`, name }));
const found = (typed: string, recent: string[] = []) => rank(typed, actions, recent).map(({ item }) => item.name);

describe('what was typed', () => {
  it.each([
    ['activity', 'Sync activity'],
    ['gn', 'Go to Negative'],
    ['gnr', 'Go to Needs review'],
    ['sett', 'Settings'],
    ['SN', 'Sync now'],
    ['next', 'Next call'],
    ['loschen', 'Löschen'],
    ['activity sync', 'Sync activity'],
    ['  previous ', 'Previous call'],
  ])('%s finds', (typed, name) => expect(found(typed)).toContain(name));

  it('puts names that begin with it first', () => expect(found('next')).toEqual(['Next call', 'Mark reviewed and go to the next']));
  it('puts words’ beginnings before letters inside words', () => expect(found('gn')[0]).toBe('Go to Negative'));
  it('keeps the given order among equals', () => expect(found('sync')).toEqual(['Sync now', 'Sync activity']));
  it('puts whole words in another order before letters here and there', () => expect(rank('view delete', [{ id: 'a', name: 'Find a view: its order, deletion date' }, { id: 'b', name: 'Delete view Angry' }], [])[0]?.item.id).toBe('b'));
  it('finds nothing that lacks a letter', () => expect(found('zzz')).toEqual([]));
  it('tells which letters it found', () => expect(match('gn', 'Go to Negative')?.at).toEqual([0, 6]));
});

describe('what was used lately', () => {
  it('comes first, latest first, while nothing is typed', () => expect(found('', ['a7', 'a5']).slice(0, 3)).toEqual(['Settings', 'Sync now', 'Next call']));
  it('breaks a tie, but does not beat a better name', () => expect(found('next', ['a2'])[0]).toBe('Next call'));
});
