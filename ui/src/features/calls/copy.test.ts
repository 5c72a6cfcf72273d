// Numbers leave the table as the server wrote them.
import { afterEach, expect, it } from 'vitest';
import { rawText } from './copy';

afterEach(() => document.body.replaceChildren());

/** Two rows, and what is marked in them. */
function marked(choose: (range: Range) => void): string | null {
  const row = (from: string, raw: string, status: string) => `<tr><td class="marks">Reviewed</td><td><bdi data-raw="${raw}">${from}</bdi></td><td> ${status} </td></tr>`;
  document.body.innerHTML = `<table><tbody>${row('+1 604 555 1234', '+16045551234', 'Busy')}${row('+44 20 7946 0018', '+442079460018', 'Failed')}</tbody></table>`;
  const range = document.createRange();
  choose(range);
  const selection = window.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  return selection && rawText(selection);
}

const number = (index: number) => document.querySelectorAll('bdi')[index]?.firstChild as Text;

it('a whole number is copied raw', () => expect(marked((range) => range.selectNodeContents(number(0)))).toBe('+16045551234'));

it('a part of a number is copied as it looks', () => {
  expect(marked((range) => { range.setStart(number(0), 3); range.setEnd(number(0), 6); })).toBeNull();
});

it('rows are copied with tabs between their cells, and without the marks', () => {
  expect(marked((range) => range.selectNodeContents(document.querySelector('tbody') as Node))).toBe('+16045551234\tBusy\n+442079460018\tFailed');
});

it('text without numbers is left to the browser', () => {
  expect(marked((range) => range.selectNodeContents(document.querySelectorAll('td')[2] as Node))).toBeNull();
});
