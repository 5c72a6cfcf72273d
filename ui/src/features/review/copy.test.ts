// What lands on the clipboard.
import { expect, it } from 'vitest';
import type { Call } from '$ipc';
import { asText, asTsv } from './copy';

const call: Call = {
  id: 'c1', created_at: '2026-11-23T09:31:05Z', direction: 'inbound', from_number: '+16045551234', to_number: '+16045550100',
  agent_name: '=HYPERLINK("x")', status: 'completed', duration: 65, sentiment: null, call_summary: 'Two\nlines\tand a tab\u0000',
};

it('is one line for each call in a spreadsheet, in the columns that are shown, with numbers as they came and formulas as text', () => {
  const fields = ['created_at', 'to_number', 'from_number', 'agent_name', 'duration', 'sentiment', 'call_summary'];
  expect(asTsv(fields)([call]).split('\n')).toEqual([
    'created_at\tto_number\tfrom_number\tagent_name\tduration\tsentiment\tcall_summary',
    `2026-11-23T09:31:05Z\t+16045550100\t+16045551234\t'=HYPERLINK("x")\t65\t\tTwo lines and a tab\ufffd`,
    '',
  ]);
});

it('is readable as text', () => {
  expect(asText([call, { id: 'c2', created_at: 'whenever' }])).toBe(
    'Mon 23 Nov 2026, 10:31:05 · Inbound · +16045551234 → +16045550100 · =HYPERLINK("x") · Completed · 1:05\nTwo\nlines\tand a tab\ufffd\n\nwhenever · — → —\n',
  );
});
