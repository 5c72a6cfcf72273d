// A chart as a file: boxes and words, drawn the same way into an SVG and a PNG.

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  fill: string;
}

export interface Words {
  x: number;
  /** The base line. */
  y: number;
  text: string;
  fill: string;
  size: number;
  anchor?: 'start' | 'middle' | 'end';
  bold?: boolean;
}

export interface Picture {
  width: number;
  height: number;
  boxes: readonly Box[];
  words: readonly Words[];
}

export const font = 'Inter, system-ui, sans-serif';

// eslint-disable-next-line no-control-regex
const escaped = (text: string) => text.replace(/[\u0000-\u0008\u000b-\u001f]/g, '\ufffd').replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const round = (value: number) => Math.round(value * 100) / 100;

export function svgOf({ width, height, boxes, words }: Picture): string {
  const rects = boxes.map(({ x, y, width: w, height: h, fill }) => `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" fill="${escaped(fill)}"/>`);
  const texts = words.map(({ x, y, text, fill, size, anchor = 'start', bold }) => `<text x="${round(x)}" y="${round(y)}" fill="${escaped(fill)}" font-size="${size}" text-anchor="${anchor}"${bold ? ' font-weight="600"' : ''}>${escaped(text)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${font}">\n${[...rects, ...texts].join('\n')}\n</svg>\n`;
}

const aligned = { start: 'left', middle: 'center', end: 'right' } as const;

/** Twice as fine as it is on screen, for slides and print. */
export function pngOf({ width, height, boxes, words }: Picture, scale = 2): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext('2d');
  if (!context) return Promise.resolve(null);
  context.scale(scale, scale);
  for (const { x, y, width: w, height: h, fill } of boxes) {
    context.fillStyle = fill;
    context.fillRect(x, y, w, h);
  }
  for (const { x, y, text, fill, size, anchor = 'start', bold } of words) {
    context.fillStyle = fill;
    context.font = `${bold ? 600 : 400} ${size}px 'Inter Variable', ${font}`;
    context.textAlign = aligned[anchor];
    context.fillText(text, x, y);
  }
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
