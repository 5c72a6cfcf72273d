// Made-up calls for development in a browser: plausible, the same every time, newest first.
import type { Call, Phones } from './bindings';

const agents: [string | null, string | null][] = [
  ['550e8400-e29b-41d4-a716-446655440000', 'Maya — Reception'], ['6fa459ea-ee8a-4ca4-894e-db77e160355e', 'Jonas — Support'],
  ['16fd2706-8baf-433b-82eb-8c7fada847da', 'Amélie — Rendez-vous'], ['legacy-agent-07', null], ['886313e1-3b8a-5372-9b90-0c9aee199e5d', 'Outreach Q4'], [null, null],
];
const summaries = [
  'Appointment confirmed for tomorrow at 2pm. Caller asked to be reminded by text message an hour before.',
  'Customer asked about the delivery date of order 48213 and was told it arrives on Thursday.',
  'Der Anrufer möchte seinen Termin auf nächste Woche verschieben; Dienstag 9:30 Uhr wurde bestätigt.',
  'La patiente souhaite annuler son rendez-vous de vendredi. Un nouveau créneau sera proposé par courriel.',
  'Caller was upset about a double charge. A refund was promised within five working days; follow up needed.',
  'Left a voicemail asking to call back about the open invoice.',
  'El cliente preguntó por el horario de apertura en festivos y quedó satisfecho.',
  'Interested in the annual plan. Wants a written offer for 25 seats before the end of the month.',
  'تم تأكيد الموعد ليوم الأحد الساعة العاشرة صباحًا.',
  'Wrong number; call ended after greeting.',
];
const statuses = ['completed', 'completed', 'completed', 'completed', 'completed', 'no-answer', 'no-answer', 'busy', 'failed', 'canceled', 'voicemail'];
const sentiments = ['positive', 'Positive', 'neutral', 'neutral', 'neutral', 'negative', null];
const furtherAgents = ['Priya — Billing', 'Tomás — Ventas', 'Sarah — Renewals', 'Lena — Empfang', 'Night desk', 'Yuki — Returns', 'Omar — Bookings'];
for (const [index, name] of furtherAgents.entries()) agents.push([`9b2d7c1e-0000-4000-8000-00000000000${index}`, name]);
const countries = ['+1604555', '+1415555', '+493090182', '+3314200', '+44207946', '+9714555'];

/** Minutes from a call to the one before it: fewer at night and at the weekend. */
function longestGap_min(time: number): number {
  const at = new Date(time);
  const weekend = at.getDay() % 6 === 0;
  const night = at.getHours() < 8 || at.getHours() > 18;
  return weekend ? (night ? 400 : 150) : night ? 200 : 32;
}

/** A small deterministic generator (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function makeCalls(count: number, strange: boolean): Call[] {
  const random = randomFrom(7);
  const among = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T;
  const digits = () => String(Math.floor(random() * 9000) + 1000);
  let time = Date.now() - 4 * 60_000;
  return Array.from({ length: count }, (_, index) => {
    time -= Math.floor(random() * longestGap_min(time) * 60_000);
    const status = index === 0 ? 'in-progress' : index === 1 ? 'ringing' : among(statuses);
    const talked = ['completed', 'voicemail'].includes(status);
    const [agent_id, agent_name] = among(agents);
    const outbound = random() < 0.45;
    const ours = '+16045550100';
    const theirs = random() < 0.03 ? (random() < 0.5 ? 'anonymous' : 'sip:front.desk@pbx.example.org') : `${among(countries)}${index % 4 === 0 ? '1742' : digits()}`;
    const duration_s = talked ? Math.floor(20 + random() ** 3 * 4200) : status === 'in-progress' ? null : 0;
    const call: Call = {
      id: (0x7f3d8e00 + index).toString(16), agent_id, from_number: outbound ? ours : theirs, to_number: outbound ? theirs : ours,
      direction: outbound ? 'outbound' : 'inbound', status, duration: duration_s,
      sentiment: talked ? among(sentiments) : null, call_summary: talked && index > 2 ? among(summaries) : null,
      created_at: new Date(time).toISOString(), agent_name,
      started_at: talked ? new Date(time + 4000).toISOString() : null,
      ended_at: talked ? new Date(time + 4000 + (duration_s ?? 0) * 1000).toISOString() : null,
      recording_consent: true, metadata: { campaign: 'autumn', attempt: 1 },
    };
    return strange ? makeStrange(call, index) : call;
  });
}

/** Values nobody should send, so that they can be looked at. */
function makeStrange(call: Call, index: number): Call {
  const word = 'Donaudampfschifffahrtsgesellschaft';
  return {
    ...call,
    agent_name: index % 2 ? `${word}${word} — ${word}` : '\u202eevil\u0007name <b>bold</b>',
    from_number: index % 3 ? 'sip:a.very.long.user.name.indeed@voice-gateway-17.eu-central-1.pbx.example.org' : call.from_number,
    status: index % 4 ? call.status : 'transferred-to-human-operator',
    call_summary: index === 3 ? 'A long one. '.repeat(8500) : `${call.call_summary ?? ''}\n\n\u0000\u202eright to left <script>alert(1)</script>`,
    [`unforeseen_field_with_a_long_name_${index % 3}`]: 'x'.repeat(300),
  };
}

/** How the numbers of the made-up countries are grouped. */
const grouped: [RegExp, string][] = [
  [/^(\+1)(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3 $4'], [/^(\+49)(30)(\d+)$/, '$1 $2 $3'], [/^(\+33)(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1 $2 $3 $4 $5 $6'],
  [/^(\+44)(20)(\d{4})(\d{4})$/, '$1 $2 $3 $4'], [/^(\+971)(\d)(\d{3})(\d{4})$/, '$1 $2 $3 $4'],
];

export function phonesOf(numbers: readonly (string | null | undefined)[]): Phones {
  const read = (number: string) => grouped.find(([pattern]) => pattern.test(number));
  return Object.fromEntries(numbers.flatMap((number) => {
    const [pattern, groups] = read(number ?? '') ?? [];
    return number && pattern && groups ? [[number, number.replace(pattern, groups)]] : [];
  }));
}

export const phonesOfCalls = (calls: readonly Call[]): Phones => phonesOf(calls.flatMap(({ from_number, to_number }) => [from_number, to_number]));
