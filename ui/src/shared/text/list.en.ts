// The words of the list and what stands around it: search, facets, histogram, marks, panes.
import { formatCount as n } from '../format/number';
import { isolated } from '../format/plain';
import { counted } from './counted';
import { verbs } from './verbs.en';

const calls = (count: number) => counted(count, 'call', 'calls');

export const list = {
  verbs,
  search: {
    label: 'Search calls', placeholder: 'Search words, numbers, status:failed …', clear: 'Clear the search',
    suggestions: 'Suggestions', suggested: (count: number) => counted(count, 'suggestion', 'suggestions'),
    fields: {
      status: 'how the call ended', agent: 'who spoke', sentiment: 'how it went', direction: 'inbound or outbound',
      from: 'the calling number', to: 'the called number', number: 'digits of either number',
      after: 'since this day', before: 'before this day', until: 'up to this day', on: 'on this day', hour: 'at these hours', weekday: 'on these days of the week',
      duration: 'longer or shorter than', is: 'starred, reviewed, missed', has: 'a note, no sentiment', tag: 'with this tag',
    },
    marks: {
      starred: 'Starred', unstarred: 'Not starred', reviewed: 'Reviewed', unreviewed: 'Not reviewed', missed: 'Missed', removed: 'No longer on the server', note: 'A note', 'no-note': 'No note',
      sentiment: 'A sentiment', 'no-sentiment': 'No sentiment', agent: 'An agent', 'no-agent': 'No agent', status: 'A status', 'no-status': 'No status',
    },
    days: {
      today: 'Today', yesterday: 'Yesterday', 'last-7-days': 'Last 7 days', 'last-30-days': 'Last 30 days', 'this-week': 'This week', 'last-week': 'Last week', 'this-month': 'This month', 'last-month': 'Last month', 'this-year': 'This year',
    },
    durations: { '<10s': 'Under 10 seconds', '>1m': 'Over a minute', '>2m': 'Over 2 minutes', '>5m': 'Over 5 minutes', '>15m': 'Over 15 minutes' },
    hours: { '6-11': 'Morning', '12-17': 'Afternoon', '18-23': 'Evening', '0-5': 'Night' },
    weekdays: { 'mon-fri': 'Monday to Friday', weekend: 'Weekend', mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday', sun: 'Sunday' },
    names: {
      hour: 'Hours', weekday: 'Weekday', on: 'On', after: 'After', before: 'Before', until: 'Until', is: 'Is', has: 'Has', tag: 'Tag', to: 'To', number: 'Number', phone: 'Phone number', duration: 'Duration', sentiment: 'Sentiment', 'agent-id': 'Agent',
    },
    not: (what: string) => `not ${isolated(what)}`,
    asWords: 'searched as words',
    words: 'Words',
  },
  facets: {
    label: 'Narrow down', review: 'Review', starred: 'Starred', reviewed: 'Reviewed', unreviewed: 'Not reviewed', unstarred: 'Not starred', tags: 'Tags',
    durations: { '0-9': 'Under 10 s', '10-59': '10–59 s', '60-299': '1–5 min', '300-899': '5–15 min', '900-': 'Over 15 min' },
    more: (count: number) => `${n(count)} more`,
    chosenOf: (chosen: number) => `${n(chosen)} chosen`,
    counted: (what: string, count: number) => `${what}: ${calls(count)}`,
    findTag: 'Find a tag', noTags: 'No tag by that name',
  },
  histogram: {
    label: 'Calls over time',
    per: { hour: 'Calls per hour', day: 'Calls per day', week: 'Calls per week', month: 'Calls per month' },
    show: 'Show the chart', hide: 'Hide the chart',
    zoomIn: 'Zoom in', zoomOut: 'Zoom out', whole: 'Whole time', clear: 'Clear the dates',
    first: 'Start of the range', last: 'End of the range',
    help: 'Arrow keys move this edge, with Shift the whole range. Plus and minus zoom. Escape clears.',
    range: (from: string, to: string) => `${from} – ${to}`,
    count: calls,
    summary: (count: number, from: string, to: string) => `${calls(count)} from ${from} to ${to}.`,
    most: (when: string, count: number) => `Most of them: ${when}, ${calls(count)}.`,
    when: 'When', calls: 'Calls',
    none: 'Nothing to draw',
    earlier: (count: number) => `${calls(count)} earlier`, later: (count: number) => `${calls(count)} later`, beyondHelp: 'Too far from all the others to be drawn. Show only these.',
  },
  marks: {
    column: 'Marks', star: 'Star', unstar: 'Remove the star', reviewed: 'Reviewed', noted: 'Has a note', tagged: (tags: string) => `Tags: ${isolated(tags)}`,
    inTag: 'Found in a tag', inNote: 'Found in the note',
    select: 'Select this call', selectPage: 'Select all on this page', selectAll: (count: number) => `Select all ${n(count)} that match`, selectFirst: (count: number) => `Select the first ${n(count)}`,
    selected: (count: number) => `${n(count)} selected`, clear: 'Clear selection',
  },
  panes: { rail: 'Width of the filters', detail: 'Width of the details' },
  arrange: {
    moveUp: (column: string) => `Move ${column} to the left`, moveDown: (column: string) => `Move ${column} to the right`,
    drag: 'Drag to reorder', reset: 'Reset',
    resize: (column: string) => `Width of ${column}`,
  },
  widen: {
    help: 'Removing one of these finds calls:',
    nothing: 'No single filter is in the way; several together leave nothing.',
    without: (what: string) => `Without ${isolated(what)}`,
  },
};
