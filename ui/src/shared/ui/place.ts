// Where a sheet lies beside the control that opened it: on the wanted side where there is room, else
// on the other, and never outside the window.

export type Side = 'top' | 'bottom' | 'right';
export type Align = 'start' | 'center' | 'end';

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const gap_px = 6;
/** To the edges of the window. */
const margin_px = 8;

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(value, most));

/** From where along the control the sheet begins. */
function along(start: number, length: number, own: number, align: Align): number {
  if (align === 'start') return start;
  return align === 'end' ? start + length - own : start + (length - own) / 2;
}

/** The first place that fits into the room, else the one with more of it. */
function across(before: number, after: number, wanted: 'before' | 'after', own: number, room: number): number {
  const fits = { before: before >= margin_px, after: after + own <= room - margin_px };
  const other = wanted === 'before' ? 'after' : 'before';
  const side = fits[wanted] || !fits[other] ? wanted : other;
  return side === 'before' ? before : after;
}

/** The left upper corner of a sheet of this size. */
export function cornerFor(sheet: Pick<Box, 'width' | 'height'>, opener: Box, room: Pick<Box, 'width' | 'height'>, side: Side, align: Align): Pick<Box, 'left' | 'top'> {
  const sideways = side === 'right';
  const left = sideways
    ? across(opener.left - gap_px - sheet.width, opener.left + opener.width + gap_px, 'after', sheet.width, room.width)
    : along(opener.left, opener.width, sheet.width, align);
  const top = sideways
    ? along(opener.top, opener.height, sheet.height, align)
    : across(opener.top - gap_px - sheet.height, opener.top + opener.height + gap_px, side === 'top' ? 'before' : 'after', sheet.height, room.height);
  return {
    left: clamp(left, margin_px, room.width - margin_px - sheet.width),
    top: clamp(top, margin_px, room.height - margin_px - sheet.height),
  };
}

export function placeBeside(sheet: HTMLElement, opener: HTMLElement, side: Side, align: Align): void {
  const { left, top } = cornerFor(sheet.getBoundingClientRect(), opener.getBoundingClientRect(), { width: window.innerWidth, height: window.innerHeight }, side, align);
  sheet.style.left = `${left}px`;
  sheet.style.top = `${top}px`;
}
