// The words of printing.
import { formatCount as n } from '../format/number';

export const printing = {
  title: 'Print', what: 'What is printed', list: (count: number) => `The list, ${n(count)} ${count === 1 ? 'call' : 'calls'}`, one: 'The open call', whole: 'All its fields, the whole summary, and what you noted',
  file: 'PDF file', print: 'Print…', save: 'Save as PDF', replace: 'Replace it', exists: 'There is already a file of this name.', noPath: 'Name the file to write.',
  none: 'No call matches, so there is nothing to print.', preparing: 'Laying out the pages…', saved: 'PDF saved', open: 'Open', show: 'Show in folder', again: 'Print again',
  limit: (most: number) => `Paper takes the first ${n(most)} calls. An export takes all of them.`,
  cut: (printed: number, total: number) => `Only the first ${n(printed)} of ${n(total)} calls are printed here. An export holds all of them.`,
  asOf: (moment: string, zone: string) => `As of ${moment}, times in ${zone}`, marks: '★ starred, ✓ reviewed, ✎ with a note',
  page: (page: string, pages: string) => `Page ${page} of ${pages}`,
  call: (from: string, to: string) => `Call from ${from} to ${to}`, review: 'Review', marked: 'Marks', tags: 'Tags', note: 'Note',
  noteOf: (moment: string) => `Note, last changed ${moment}`, starred: 'starred', reviewed: (moment: string) => `reviewed ${moment}`,
  history: 'History', removed: 'The server lists this call no longer',
};
