import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { longestLabel } from './limits';

it('labels are as long as the store lets them be', () => {
  const store = readFileSync('../crates/store/src/review/labels.rs', 'utf8');
  expect(store).toContain(`MAX_TAG_CHARACTERS: usize = ${longestLabel};`);
});
