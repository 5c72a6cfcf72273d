// Nothing the server sent is left out of the details.
import { expect, it } from 'vitest';
import { fieldLabel, otherFields } from './fields';

it('fields nobody foresaw keep their name, value and order', () => {
  const call = { id: '1', created_at: '2026-01-01T00:00:00Z', zeta: null, status: 'busy', alpha: { a: 1 } };
  expect(otherFields(call)).toEqual([['zeta', null], ['alpha', { a: 1 }]]);
});

it('a known field has a label, an unknown one its own name', () => {
  expect([fieldLabel('call_summary'), fieldLabel('zeta'), fieldLabel('constructor')]).toEqual(['Summary', 'zeta', 'constructor']);
});
