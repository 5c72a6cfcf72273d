// A made-up backend for looking at the window in a plain browser during development. The
// address chooses the state: ?state=first-run, offline, syncing, … It is not in the built app.
import type {
  Agent, CallList, Code, Connected, Connection, DesktopManners, DesktopWish, InsightOptions, ListRequest, ProfileInfo, QueryAnswer, QueryOptions, SyncProgress, SyncRun, SyncStatus,
} from './bindings';
import { makeCalls, phonesOfCalls } from './fake-calls';
import { FakeExport } from './fake-export';
import { insightsOf } from './fake-insights';
import { answer, matching } from './fake-query';
import { FakeReview } from './fake-review';
import type { Transport } from './transport';

type Handler = (payload: unknown) => void;

const fail = (code: Code, message: string) => ({ code, message, retryable: code === 'offline', detail: null });
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const errorStates: Record<string, [Code, string]> = {
  offline: ['offline', 'No connection to mtxbiyilvgwhbdptysex.supabase.co.'],
  unauthorized: ['unauthorized', 'The server answered 401 to the token ending in …x7Qd.'],
  removals: ['removals_refused', 'The server no longer lists 1204 of the 3200 calls kept here. Nothing was removed.'],
  mismatch: ['account_mismatch', 'None of the 100 newest calls on the server is in this cache of 3,200.'],
  limited: ['rate_limited', 'The server asks to wait until 10:41.'],
};

class Fake implements Transport {
  #state: string;
  #sample: boolean;
  #endpoint: string | null;
  #all: ReturnType<typeof makeCalls>;
  #known: number;
  #running = false;
  #handlers = new Map<string, Set<Handler>>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #review: FakeReview;
  #export: FakeExport;
  #manners: DesktopManners = { notify_negative: false, tray: false, tray_seen: true, at_login: false };

  constructor(params: URLSearchParams) {
    this.#state = params.get('state') ?? '';
    this.#sample = this.#state === 'sample';
    this.#endpoint = ['first-run', 'no-keychain'].includes(this.#state) ? null : 'https://calls.example.org/functions/v1';
    this.#all = makeCalls(Number(params.get('calls') ?? 3200), this.#state === 'long');
    this.#review = new FakeReview(this.#all, this.#state, () => this.#emit('review-changed', null));
    this.#export = new FakeExport(this.#state, (body) => this.#query(body, { facets: false, histogram: false, zone: '', language: 'en' }).total, (progress) => this.#emit('export-progress', progress));
    const none = ['first-run', 'empty', 'never', 'fetching', 'offline-empty'].includes(this.#state);
    this.#known = none ? 0 : this.#state === 'syncing' || this.#state === 'waiting' ? 1240 : this.#all.length;
    this.#running = ['syncing', 'waiting', 'fetching'].includes(this.#state);
    if (this.#state === 'syncing') setTimeout(() => this.#run(), 500);
    if (this.#state === 'news') setTimeout(() => this.#arrive(), 2500);
  }

  async listen(event: string, handler: Handler): Promise<() => void> {
    const handlers = this.#handlers.get(event) ?? new Set();
    this.#handlers.set(event, handlers.add(handler));
    return () => handlers.delete(handler);
  }

  async invoke(command: string, args: Record<string, unknown> = {}): Promise<unknown> {
    await new Promise((resolve) => setTimeout(resolve, this.#state === 'slow' ? 900 : 12));
    const handler = this.#commands[command] ?? this.#review.commands[command] ?? this.#export.commands[command];
    if (!handler) throw fail('internal', `No such command: ${command}`);
    return handler(args);
  }

  #commands: Record<string, (args: Record<string, unknown>) => unknown> = {
    profile_info: () => this.#profile(),
    list_calls: ({ body }): CallList => this.#query(body as ListRequest, { facets: false, histogram: false, zone: '', language: 'en' }),
    query_calls: ({ body, options }) => this.#query(body as ListRequest, options as QueryOptions),
    first_calls: ({ body, most, options }) => this.#query({ ...(body as ListRequest), limit: Number(most), offset: 0 }, options as QueryOptions),
    insights: ({ body, options }) => this.#insights(body as ListRequest, options as InsightOptions),
    save_picture: ({ picture }) => `/home/me/Downloads/${(picture as { name: string }).name}`,
    call_detail: ({ id }) => this.#detail(String(id)),
    list_agents: () => this.#agents(),
    test_connection: ({ connection }) => this.#test(connection as { token: string }),
    connect_account: ({ connection }) => this.#connect(connection as Connection),
    save_settings: () => this.#profile(),
    desktop_manners: () => this.#manners,
    change_desktop: ({ wish }) => (this.#manners = { ...this.#manners, ...(wish as DesktopWish) }),
    diagnostics: () => 'offhook: 0.1.0\n',
    wanted_profile: () => null,
    answer_closing: () => null,
    explore_samples: () => { this.#sample = true; this.#run(); return this.#profile(); },
    leave_samples: () => { this.#sample = false; this.#endpoint = null; return this.#profile(); },
    sync_if_stale: () => { this.#run(); return null; },
    sync_now: () => { this.#state = ''; this.#run(); return null; },
    sync_cancel: () => { this.#finish(); return null; },
    sync_status: () => this.#status(),
    sync_log: () => this.#log(),
    check_against_server: () => ({ agrees: this.#state !== 'differs', remote_total: 3201, local_total: this.#state === 'differs' ? 3200 : 3201, requests: 2, differences: this.#state === 'differs' ? [{ kind: 'totals', remote: 3201, local: 3200 }, { kind: 'not_here', id: '7f3d8e00' }] : [] }),
  };

  #query(body: ListRequest, options: QueryOptions): QueryAnswer {
    if (this.#state === 'error') throw fail('cache_damaged', 'The cache file could not be read: database disk image is malformed.');
    const whole = answer(this.#all.slice(0, this.#known), this.#review, body, options);
    return { ...whole, ...(this.#state === 'opening' ? { facets: null, histogram: null, ready: false } : {}), review_problem: this.#review.problem };
  }

  #insights(body: ListRequest, { unit }: InsightOptions) {
    if (this.#state === 'insights-error') throw fail('cache_damaged', 'The cache file could not be read: database disk image is malformed.');
    const known = this.#all.slice(0, this.#known);
    const names = new Map(known.map(({ agent_id, agent_name }) => [agent_id ?? '', this.#review.alias(agent_id ?? '') ?? agent_name ?? null] as const));
    return { ...insightsOf((wanted) => matching(known, this.#review, wanted), body, unit, names), ready: this.#state !== 'opening' };
  }

  #detail(id: string) {
    const call = this.#all.find((one) => one.id === id);
    if (!call) throw fail('internal', 'No such call.');
    const changes = [
      { noticed_at: minutesAgo(14), field: 'sentiment', old: 'neutral', new: 'positive' },
      { noticed_at: minutesAgo(26), field: 'call_summary', old: null, new: call.call_summary ?? null },
    ];
    return { call, changes: Number.parseInt(id, 16) % 2 ? changes : [], removed_at: this.#state === 'removed' ? minutesAgo(60) : null, review: this.#review.of(id), review_error: null, phones: phonesOfCalls([call]) };
  }

  #agents() {
    const counts = new Map<string, Agent>();
    for (const call of this.#all.slice(0, this.#known)) {
      if (!call.agent_id) continue;
      const entry = counts.get(call.agent_id) ?? { agent_id: call.agent_id, name: this.#review.alias(call.agent_id) ?? call.agent_name ?? null, server_name: call.agent_name ?? null, calls: 0 };
      counts.set(call.agent_id, { ...entry, calls: entry.calls + 1 });
    }
    return [...counts.values()].sort((a, b) => b.calls - a.calls);
  }

  #connect({ endpoint, place }: Connection): Connected {
    if (this.#state === 'no-keychain' && place === 'keychain') return { profile: this.#profile(), keychain_problem: 'none is running here: The name org.freedesktop.secrets was not provided by any .service files' };
    this.#endpoint = endpoint;
    return { profile: this.#profile(), keychain_problem: null };
  }

  #test({ token }: { token: string }) {
    if (token === 'bad') throw fail('unauthorized', 'The server answered 401.');
    return { calls: 156_000 };
  }

  #profile(): ProfileInfo {
    return {
      name: this.#sample ? 'sample' : 'default', endpoint: this.#endpoint, sample: this.#sample, calls: this.#known,
      default_endpoint: 'https://mtxbiyilvgwhbdptysex.supabase.co/functions/v1', token_kept: 'keychain', token_choice: 'keychain',
      data_dir: '~/.local/share/offhook', rate_limit: 'auto', refresh_interval_min: 5,
    };
  }

  #progress(): SyncProgress {
    const waiting = this.#state === 'waiting';
    return {
      phase: this.#known === 0 ? 'first_page' : 'walking', requests: this.#known / 100, local_total: this.#known,
      remote_total: this.#known === 0 ? null : this.#all.length, back_to: this.#all[this.#known - 1]?.created_at ?? null,
      waiting_until: waiting ? minutesAgo(-9) : null, waiting_for: waiting ? 'rate_limit' : null,
      eta_s: this.#known === 0 ? null : Math.round((this.#all.length - this.#known) / 4),
    };
  }

  #status(): SyncStatus {
    const [code, message] = errorStates[this.#state.replace('-empty', '')] ?? [];
    const whole = this.#known === this.#all.length || this.#state === 'empty';
    return {
      running: this.#running, progress: this.#running ? this.#progress() : null, complete: whole, calls: this.#known,
      complete_back_to: this.#known > 0 ? (this.#all[this.#known - 1]?.created_at ?? null) : null,
      last_verified_at: this.#known > 0 || this.#state === 'empty' ? minutesAgo(3) : null, last_report: null,
      last_error: code && message ? { ...fail(code, message), detail: code === 'removals_refused' ? { missing_calls: { missing: 1204, cached: 3200 } } : null } : null,
    };
  }

  #log(): SyncRun[] {
    const run = (started: number, outcome: string, inserted: number, requests: number, message: string | null = null): SyncRun => ({
      started_at: minutesAgo(started), ended_at: minutesAgo(started - requests / 60), outcome: outcome === 'offline' ? 'failed' : outcome, code: outcome === 'offline' ? 'offline' : null, message, inserted, updated: requests > 1 ? 2 : 0, removed: 0, requests, retries: message ? 3 : 0,
    });
    return [run(3, 'complete', 2, 1), run(8, 'complete', 0, 1), run(13, 'offline', 0, 1, 'No connection to calls.example.org.'), run(70, 'complete', 3198, 33)];
  }

  /** Walks on to the end of the made-up history, a page at a time. */
  #run(): void {
    this.#running = true;
    if (this.#known === this.#all.length) this.#known = this.#all.length - 300;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      this.#known = Math.min(this.#all.length, this.#known + 100);
      this.#emit('calls-changed', null);
      this.#emit('sync-progress', this.#progress());
      if (this.#known === this.#all.length) this.#finish();
    }, 400);
  }

  #finish(): void {
    clearInterval(this.#timer);
    this.#running = false;
    this.#emit('sync-finished', this.#status());
  }

  #arrive(): void {
    const [newest] = makeCalls(1, false);
    if (newest) this.#all.unshift({ ...newest, id: 'fffffff0', created_at: new Date().toISOString() });
    this.#known += 1;
    this.#emit('calls-changed', null);
  }

  #emit(event: string, payload: unknown): void {
    for (const handler of this.#handlers.get(event) ?? []) handler(payload);
  }
}

export const createFake = (params: URLSearchParams): Transport => new Fake(params);
