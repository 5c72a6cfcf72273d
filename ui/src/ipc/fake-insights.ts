// The made-up backend's figures, counted over a few thousand calls.
import type { AgentFigures, Call, Insights, ListRequest, Series, Share, TimeSeries, Totals } from './bindings';
import { phonesOf } from './fake-calls';
import { following, starts } from './fake-query';

type Unit = TimeSeries['unit'];
type AgentTotals = Omit<AgentFigures, 'agent_id' | 'name'>;

const day_ms = 86_400_000;
const ended = ['completed', 'no-answer', 'busy', 'failed', 'canceled'];
const timeOf = (call: Call) => Date.parse(call.created_at);
const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

function totalsOf(calls: Call[]): Totals {
  const durations = calls.flatMap(({ duration }) => (typeof duration === 'number' ? [duration] : [])).sort((a, b) => a - b);
  const at = (part: number) => durations[Math.ceil(durations.length * part) - 1] ?? null;
  const total = durations.reduce((sum, one) => sum + one, 0);
  const count = (test: (call: Call) => boolean) => calls.filter(test).length;
  const [answered, over] = [count(({ status }) => status === 'completed'), count(({ status }) => ended.includes(status ?? ''))];
  const [felt, negative] = [count(({ sentiment }) => Boolean(sentiment)), count(({ sentiment }) => sentiment?.toLowerCase() === 'negative')];
  return {
    calls: calls.length, answered, ended: over, answer_rate: share(answered, over), with_duration: durations.length, duration_total_s: total,
    duration_mean_s: share(total, durations.length), duration_median_s: at(0.5), duration_p90_s: at(0.9), with_sentiment: felt, negative, negative_share: share(negative, felt),
  };
}

function sharesOf(calls: Call[], read: (call: Call) => string | null | undefined): Share[] {
  const counts = new Map<string | null, number>();
  for (const call of calls) counts.set(read(call) ?? null, (counts.get(read(call) ?? null) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}

const statusOf = (call: Call) => call.status;
const sentimentOf = (call: Call) => call.sentiment?.toLowerCase();

function seriesOf(buckets: Call[][], shares: Share[], read: (call: Call) => string | null | undefined): Series[] {
  return shares.map(({ value }) => ({ value, counts: buckets.map((calls) => calls.filter((call) => (read(call) ?? null) === value).length) }));
}

function timeOfCalls(calls: Call[], from: number, to: number, asked: Unit | null): TimeSeries {
  const days = (to - from) / day_ms;
  const unit = asked ?? (days <= 120 ? 'day' : days <= 900 ? 'week' : 'month');
  const buckets: { start: Date; end: Date; calls: Call[] }[] = [];
  for (let start = starts[unit](new Date(from)); start.getTime() <= to; start = following[unit](start)) buckets.push({ start, end: following[unit](start), calls: [] });
  for (const call of calls) buckets.find(({ end }) => timeOf(call) < end.getTime())?.calls.push(call);
  const inside = buckets.map((bucket) => bucket.calls);
  return {
    unit, starts: buckets.map(({ start }) => start.toISOString()), ends: buckets.map(({ end }) => new Date(end.getTime() - 1).toISOString().replace('Z', '999Z')),
    calls: inside.map(({ length }) => length), statuses: seriesOf(inside, sharesOf(calls, statusOf), statusOf), sentiments: seriesOf(inside, sharesOf(calls, sentimentOf), sentimentOf),
  };
}

function hoursOf(calls: Call[]): number[][] {
  const hours = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const call of calls) {
    const at = new Date(timeOf(call));
    const row = hours[(at.getDay() + 6) % 7] ?? [];
    row[at.getHours()] = (row[at.getHours()] ?? 0) + 1;
  }
  return hours;
}

function agentsOf(calls: Call[], names: ReadonlyMap<string, string | null>): AgentFigures[] {
  return sharesOf(calls, (call) => call.agent_id).map(({ value }) => {
    const figures: Partial<Totals> & AgentTotals = totalsOf(calls.filter((call) => (call.agent_id ?? null) === value));
    delete figures.duration_median_s;
    delete figures.duration_p90_s;
    return { agent_id: value, name: names.get(value ?? '') ?? null, ...figures };
  });
}

/** `matching` gives the calls that a request lets pass. */
export function insightsOf(matching: (body: ListRequest) => Call[], body: ListRequest, unit: Unit | null, names: ReadonlyMap<string, string | null>): Omit<Insights, 'ready'> {
  const calls = matching(body);
  const times = calls.map(timeOf);
  const from = body.from_date ? Date.parse(body.from_date) : Math.min(...times);
  const to = Math.min(body.to_date ? Date.parse(body.to_date) : Math.max(...times), Date.now());
  const known = Number.isFinite(from) && Number.isFinite(to) && from <= to;
  const iso = (time: number) => new Date(time).toISOString();
  const before = { from: known ? iso(2 * from - to - 1) : '', to: known ? iso(from - 1) : '' };
  const numbers = sharesOf(calls, (call) => (call.direction === 'outbound' ? call.to_number : call.from_number)).flatMap(({ value, count }) => (value ? [{ number: value, calls: count }] : []));
  return {
    span: known ? { from: iso(from), to: iso(to) } : null, totals: totalsOf(calls),
    previous: known && body.from_date ? { ...before, totals: totalsOf(matching({ ...body, from_date: before.from, to_date: before.to })) } : null,
    time: known ? timeOfCalls(calls, from, to, unit) : null, hours: hoursOf(calls), statuses: sharesOf(calls, statusOf), sentiments: sharesOf(calls, sentimentOf),
    agents: agentsOf(calls, names), numbers: numbers.slice(0, 20), phones: phonesOf(numbers.slice(0, 20).map(({ number }) => number)),
  };
}
