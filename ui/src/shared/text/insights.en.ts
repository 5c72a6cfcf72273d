// The words of the insights.
import { counted } from './counted';

export const insights = {
  headline: {
    label: 'At a glance', calls: 'Calls', rate: 'Answer rate', total: 'Time on the phone', mean: 'Mean duration', negative: 'Negative',
    rateHelp: 'Completed calls among those that have ended', negativeHelp: 'Among the calls with a sentiment', noPrevious: 'With a From date, this is compared with the time before.',
    against: (from: string, to: string) => `Compared with ${from} – ${to}`,
    nothingBefore: 'There were no calls in the time before.',
  },
  trend: { same: 'unchanged', up: (change: string) => `${change} more`, down: (change: string) => `${change} less`, points: (points: string) => `${points} points`, fresh: 'none before' },
  time: { title: 'Calls over time', unit: 'One bar for each', units: { day: 'Day', week: 'Week', month: 'Month' }, when: 'When', calls: 'Calls', none: 'No calls in this time', help: 'A click shows the calls of that time' },
  heat: { title: 'When calls come', day: 'Day', hour: 'Hour', cell: (day: string, hour: string, calls: string) => `${day}, ${hour}: ${calls}`, fewer: 'Fewer', more: 'More' },
  shares: { statuses: 'How calls ended', sentiments: 'How calls went', others: 'All others', othersHelp: 'The rarer values together: too many for one filter', none: 'Without', share: 'Share', count: 'Calls', trend: 'Share over time', what: 'Value' },
  durations: { title: 'How long calls take', mean: 'Mean', median: 'Half of the calls', p90: 'Nine in ten calls', up: (length: string) => `up to ${length}`, meanHelp: 'All time by all calls with a duration', medianHelp: 'Are this long at most', p90Help: 'Are this long at most', longer: (length: string) => `Show calls of ${length} and longer`, none: 'No call has a duration' },
  agents: { title: 'By agent', agent: 'Agent', calls: 'Calls', rate: 'Answered', mean: 'Mean', total: 'Total', negative: 'Negative', none: 'Without an agent', all: (count: number) => `Show all ${counted(count, 'agent', 'agents')}`, sort: (column: string) => `Sort by ${column.toLowerCase()}` },
  numbers: { title: 'Most frequent numbers', number: 'Number', calls: 'Calls', none: 'No numbers' },
  saved: (name: string) => `Saved as ${name}`,
  notSaved: 'The chart could not be saved',
  show: 'Show in folder',
  tools: { table: 'As table', chart: 'As chart', copy: 'Copy for a spreadsheet', copied: 'Copied', png: 'Save as PNG', svg: 'Save as SVG', cut: (count: number) => `The first ${counted(count, 'row', 'rows')}; copying takes all.` },
  through: (what: string) => `Show these calls: ${what}`,
  calls: (count: number) => counted(count, 'call', 'calls'),
  empty: { title: 'No calls match', help: 'There is nothing to count with these filters.', none: 'No calls yet', noneHelp: 'Figures appear with the first calls.' },
  reading: 'The texts are still being read in; figures for a search follow.',
  failed: 'The figures could not be counted',
  loading: 'Counting…',
};
