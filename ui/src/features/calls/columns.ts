// The table's columns, and how those shown are laid out in the room there is. The most generous
// arrangement that fits is taken, so that nothing is cut off and nothing scrolls sideways.

export const columns = ['time', 'direction', 'from', 'to', 'agent', 'status', 'duration', 'sentiment', 'summary'] as const;
export type Column = (typeof columns)[number];

/** How wide each column has to be at least, in rem. */
export interface Widths extends Record<Column, number> {
  /** The time with its weekday. */
  weekdayTime: number;
  /** The agent where it stands below the other columns. */
  agentBelow: number;
}

/** The widths that a person has dragged, in rem. */
export type OwnWidths = Readonly<Partial<Record<Column, number>>>;

/** One way to arrange the columns. */
interface Look {
  /** Room that has to be left for the columns that grow, beyond their least width, in rem. */
  spare_rem: number;
  /** On two lines, agent and summary stand below the others. */
  lines: 1 | 2;
  weekday: boolean;
  /** Columns told by their icon alone. */
  icons: readonly Column[];
}

export interface Layout extends Omit<Look, 'spare_rem'> {
  /** CSS grid tracks of the first line; the first is that of the marks. */
  tracks: string;
  /** The grid line up to which the agent reaches on the second line; the summary follows. */
  split: number;
}

const oneLine: [Look, ...Look[]] = [
  { lines: 1, weekday: true, icons: [], spare_rem: 14 },
  { lines: 1, weekday: false, icons: [], spare_rem: 0 },
  { lines: 1, weekday: false, icons: ['direction'], spare_rem: 0 },
];
const twoLines: Look[] = [
  { lines: 2, weekday: true, icons: [], spare_rem: 0 },
  { lines: 2, weekday: true, icons: ['direction'], spare_rem: 0 },
  { lines: 2, weekday: false, icons: ['direction'], spare_rem: 0 },
  { lines: 2, weekday: false, icons: ['direction', 'sentiment'], spare_rem: 0 },
  { lines: 2, weekday: false, icons: ['direction', 'sentiment', 'status'], spare_rem: 0 },
];
/** For who hides both columns that could go below. */
const stillOneLine: Look[] = [
  { lines: 1, weekday: false, icons: ['direction', 'sentiment'], spare_rem: 0 },
  { lines: 1, weekday: false, icons: ['direction', 'sentiment', 'status'], spare_rem: 0 },
];

const below: readonly Column[] = ['agent', 'summary'];
const growth: Record<Look['lines'], Partial<Record<Column, number>>> = {
  1: { from: 0.28, to: 0.28, agent: 0.55, summary: 2.4 },
  2: { from: 1, to: 1 },
};

/** Long names often differ at their end only; where there is room, they get more of it. */
const agentGrowth = ({ agentBelow }: Widths) => 0.55 * Math.max(1, (agentBelow - 3) / 5);

/** In rem, as the stylesheet of the table has them. */
const gaps: Record<Look['lines'], number> = { 1: 0.65, 2: 0.5 };
const padding = 2;
const icon = 1.2;
export const marks_rem = 3.1;
/** Who drags one column wider takes the room from those that grow, before anything else changes. */
const giveWay = 0.5;

function widthOf(column: Column, look: Look, widths: Widths, own: OwnWidths): number {
  if (look.icons.includes(column)) return icon;
  const dragged = own[column];
  if (dragged !== undefined) return dragged;
  if (column === 'time' && look.weekday) return widths.weekdayTime;
  const gives = look.lines === 1 && Object.keys(own).length > 0 && column in growth[1];
  return gives ? widths[column] * giveWay : widths[column];
}

const firstLine = (look: Look, shown: readonly Column[]) => shown.filter((column) => look.lines === 1 || !below.includes(column));

function needed(look: Look, shown: readonly Column[], widths: Widths, own: OwnWidths): number {
  const line = firstLine(look, shown);
  const bare = padding + marks_rem + gaps[look.lines] * line.length + look.spare_rem;
  return line.reduce((sum, column) => sum + widthOf(column, look, widths, own), bare);
}

function tracksOf(look: Look, shown: readonly Column[], widths: Widths, own: OwnWidths, fits: boolean): string {
  const line = firstLine(look, shown);
  const grows = (column: Column) => own[column] === undefined && column in growth[look.lines];
  const tracks = line.map((column) => {
    const width = widthOf(column, look, widths, own);
    if (grows(column)) return `minmax(${fits ? `${width}rem` : 0}, ${column === 'agent' ? agentGrowth(widths) : growth[look.lines][column]}fr)`;
    return fits || own[column] === undefined ? `${width}rem` : `minmax(0, ${width}rem)`;
  });
  // The second line spans the first, which therefore has to reach the edge.
  if (look.lines === 2 && !line.some(grows)) tracks.push('1fr');
  return [`${marks_rem}rem`, ...tracks].join(' ');
}

/** After the columns under which the agent has room enough; one column is left to the summary. */
function splitOf(look: Look, shown: readonly Column[], widths: Widths, own: OwnWidths): number {
  const line = firstLine(look, shown);
  let [room, count] = [0, 0];
  while (room < widths.agentBelow && count < line.length - 1) {
    room += widthOf(line[count] as Column, look, widths, own) + gaps[2];
    count += 1;
  }
  return Math.max(1, count) + 2;
}

/** The layout for the columns shown in `room_rem`; where none fits, what can shrink does. */
export function layoutFor(room_rem: number, shown: readonly Column[], widths: Widths, own: OwnWidths = {}): Layout {
  const looks = [...oneLine, ...(below.some((column) => shown.includes(column)) ? twoLines : stillOneLine)];
  const fitting = looks.find((look) => needed(look, shown, widths, own) <= room_rem);
  const look = fitting ?? looks.at(-1) ?? oneLine[0];
  const { lines, weekday, icons } = look;
  return { lines, weekday, icons, split: splitOf(look, shown, widths, own), tracks: tracksOf(look, shown, widths, own, fitting !== undefined) };
}
