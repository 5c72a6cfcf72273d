// The colours of values in charts: a value has the same one wherever it is drawn.

const pair = (light: string, dark: string) => `light-dark(${light}, ${dark})`;

const statuses: Record<string, string> = {
  completed: pair('#4a78dc', '#5f87e0'), 'no-answer': pair('#e3a63f', '#d29a3c'), busy: pair('#a583d6', '#9678c9'), failed: pair('#d4564c', '#d9645a'),
  canceled: pair('#a9a89f', '#7d808a'), voicemail: pair('#47a99b', '#3f998c'), 'in-progress': pair('#74bfe6', '#5aa5cc'), ringing: pair('#9ed3ee', '#7fb9d8'), initiated: pair('#c3e3f4', '#a4cde3'),
};
const sentiments: Record<string, string> = { positive: pair('#45a174', '#4aa578'), neutral: pair('#b3b2aa', '#777a84'), negative: pair('#d4564c', '#d9645a') };
const others = [pair('#c77fb0', '#b06d9b'), pair('#8a9a3f', '#93a34a'), pair('#b97a4d', '#b07a52'), pair('#5d8aa8', '#6b97b5')];
const none = pair('#dddcd6', '#44474f');

/** A value nobody foresaw has a colour of its own, by its letters. */
function colourOf(known: Record<string, string>, value: string | null): string {
  if (value === null) return none;
  if (Object.hasOwn(known, value)) return known[value] ?? none;
  const sum = [...value].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return others[sum % others.length] ?? none;
}

export const statusColour = (value: string | null): string => colourOf(statuses, value);
export const sentimentColour = (value: string | null): string => colourOf(sentiments, value);

/** A CSS colour as canvas and SVG files understand it, in the theme of an element. */
export function resolver(near: HTMLElement): (css: string) => string {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const known = new Map<string, string>();
  return (css) => {
    const before = known.get(css);
    if (before !== undefined || !canvas) return before ?? css;
    const probe = document.createElement('span');
    probe.style.color = css;
    near.append(probe);
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
    probe.remove();
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    const plain = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
    known.set(css, plain);
    return plain;
  };
}

/** Calls when light turns to dark or back; gives the function that stops. */
export function onTheme(changed: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', changed);
  const chosen = new MutationObserver(changed);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', changed);
    chosen.disconnect();
  };
}
