// What can be read and told apart by its colour alone, computed as WCAG does.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const css = readFileSync('src/shared/styles/tokens.css', 'utf8');
const tokens = new Map([...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [name, { light, dark }] as [string, Record<'light' | 'dark', string>]));

type Colour = readonly [number, number, number];

const read = (hex: string): Colour => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Colour;
const mixed = (one: Colour, other: Colour, share: number) => one.map((value, index) => value * share + (other[index] ?? 0) * (1 - share)) as unknown as Colour;
const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const luminance = ([red, green, blue]: Colour) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

function colour(name: string, theme: Theme): Colour {
  const token = tokens.get(name);
  if (!token) throw new Error(`there is no colour ${name}`);
  return read(token[theme]);
}

/** Each as text on each. The bars behind the facets' names are the grounds that axe cannot see. */
const grounds = ['bg', 'bg-rail', 'bg-raised', 'bg-sunken', 'bg-hover', 'bg-rail-hover', 'bg-chosen', 'bg-selected', 'rail-share', 'warn-soft', 'bad-soft', 'good-soft'];
const inks = ['ink', 'ink-2', 'ink-3', 'accent', 'good', 'warn', 'bad'];

it.each(themes)('text can be read on every ground: %s', (theme) => {
  const weak = inks.flatMap((ink) => grounds.map((ground) => [`${ink} on ${ground}`, contrast(colour(ink, theme), colour(ground, theme))] as const)).filter(([, ratio]) => ratio < 4.5);
  expect(weak).toEqual([]);
});

it.each(themes)('words on buttons, in marks, and over the bar of a chosen facet can be read: %s', (theme) => {
  const share = mixed(colour('accent', theme), colour('bg-selected', theme), 0.13);
  expect(contrast(colour('accent', theme), share)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(colour('ink', theme), colour('mark', theme))).toBeGreaterThanOrEqual(4.5);
  for (const fill of ['accent-fill', 'accent-fill-hover']) expect(contrast([1, 1, 1], colour(fill, theme))).toBeGreaterThanOrEqual(4.5);
});

it.each(themes)('graphics and the edges of controls can be told from what is behind them: %s', (theme) => {
  const pairs = [['bar', 'bg'], ['bar-chosen', 'bg-selected'], ['line-control', 'bg'], ['line-control', 'bg-raised'], ['line-control', 'bg-rail'], ['star', 'bg'], ['star', 'bg-selected'], ['star', 'warn-soft'], ['focus', 'bg'], ['focus', 'bg-rail']] as const;
  const weak = pairs.map(([one, other]) => [`${one} on ${other}`, contrast(colour(one, theme), colour(other, theme))] as const).filter(([, ratio]) => ratio < 3);
  expect(weak).toEqual([]);
});
