import { expect, it, vi } from 'vitest';
import { paperOf } from './paper';

vi.mock('$ipc', () => ({ printPages: () => Promise.resolve(true) }));

it.each([
  ['en-US', 'letter'], ['fr-CA', 'letter'], ['en', 'letter'], ['de', 'a4'], ['en-GB', 'a4'], ['C', 'a4'], ['', 'a4'], ['no language', 'a4'],
])('in %s the paper is %s', (language, paper) => expect(paperOf(language)).toBe(paper));
