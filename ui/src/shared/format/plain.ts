// Text from the server is data: it may hold control characters, line breaks or a hundred
// kilobytes. These functions make it harmless to look at; they never change what is copied.

// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Control characters become visible marks; line breaks and tabs stay. */
export function showControls(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(controls, '\ufffd');
}

/** One line of at most `length` characters, for a table cell. */
export function oneLine(text: string, length = 280): string {
  const start = showControls(text.slice(0, length * 2)).replace(/\s+/g, ' ').trim();
  const characters = Array.from(start);
  const cut = characters.length > length || text.length > length * 2;
  return cut ? `${characters.slice(0, length).join('')}…` : start;
}

// Letters written from the right, and the marks that turn what follows them.
const turning = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A name from outside for a sentence: however it is written, the words around it stay in place. */
export function isolated(name: string): string {
  // An end of an isolation within it would let the rest out.
  return turning.test(name) ? `\u2068${name.replace(/[\u2066-\u2069]/g, '')}\u2069` : name;
}

/** Any value the server may send, as text a person can read. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return showControls(value);
  return JSON.stringify(value, null, 2) ?? '';
}
