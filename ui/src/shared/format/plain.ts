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

/** Any value the server may send, as text a person can read. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return showControls(value);
  return JSON.stringify(value, null, 2) ?? '';
}
