// What the sync card says.
import { describe, expect, it } from 'vitest';
import type { Code, SyncProgress, SyncStatus } from '$ipc';
import { language } from '$shared/state/language.svelte';
import { missingLine, progressLine, progressShare, syncWords } from './words';

const now = new Date('2026-11-23T12:00:00Z');

const progress: SyncProgress = {
  phase: 'walking', requests: 124, local_total: 12_400, remote_total: 156_000, back_to: '2025-03-03T12:00:00Z',
  waiting_until: null, waiting_for: null, eta_s: 480,
};

const status: SyncStatus = {
  running: false, progress: null, complete: true, calls: 156_000, complete_back_to: null,
  last_verified_at: '2026-11-23T09:32:00Z', last_report: null, last_error: null,
};

const atRest = (change: Partial<SyncStatus>, code?: Code, refreshes = true) => {
  const error = code ? { code, message: 'from the server', retryable: false, detail: null } : null;
  return syncWords({ status: { ...status, ...change }, progress: null, running: false, error }, now, refreshes);
};

describe('progress', () => {
  it('says how far, back to when, and how long', () => {
    expect(progressLine(progress)).toBe('12,400 of 156,000, back to 3 March 2025, about 8 minutes');
  });

  it('says what it waits for', () => {
    const waiting = { ...progress, waiting_until: '2026-11-23T09:41:00Z', waiting_for: 'rate_limit' as const };
    expect(progressLine(waiting)).toContain('waiting for the server’s limit until 10:41');
  });

  it('does not pretend to know the whole', () => {
    expect(progressLine({ ...progress, remote_total: null, back_to: null, eta_s: null })).toBe('12,400 calls so far');
    expect(progressShare({ ...progress, remote_total: null })).toBeNull();
  });

  it('names what it does besides reading on', () => {
    expect(progressLine({ ...progress, phase: 'confirming', back_to: null, eta_s: 20 })).toBe('Confirming removals, 12,400 of 156,000, less than a minute');
  });

  it('never fills the bar beyond its end', () => expect(progressShare({ ...progress, local_total: 156_003 })).toBe(1));
});

describe('at rest', () => {
  it('a whole cache is complete and verified', () => expect(atRest({}).line).toBe('Complete: 156,000 calls, verified\u00a010:32'));

  it('a part of it is complete back to a day', () => {
    expect(atRest({ complete: false, complete_back_to: '2025-03-03T12:00:00Z' }).line).toBe('Complete back to 3 March 2025, verified\u00a010:32');
  });

  it('nothing synced says so', () => {
    expect(atRest({ complete: false, calls: 0, last_verified_at: null }).heading).toBe('Not synced');
  });
});

describe('trouble', () => {
  it('without a network is calm', () => {
    const { tone, line } = atRest({ calls: 12_345 }, 'offline');
    expect([tone, line]).toEqual(['offline', 'Offline — showing 12,345 cached calls. Last synced 10:32. Trying again by itself.']);
  });

  it('without a network promises nothing when the refresh is off', () => {
    expect(atRest({ calls: 1 }, 'offline', false).line).toBe('Offline — showing 1 cached call. Last synced 10:32. Press Sync now to try again.');
  });

  it.each([
    ['unauthorized', 'trouble', 'replace_token'],
    ['removals_refused', 'trouble', 'decide_removals'],
    ['account_mismatch', 'trouble', 'replace_token'],
    ['bad_response', 'trouble', 'settings'],
    ['disk_full', 'trouble', null],
    ['rate_limited', 'plain', null],
    ['busy', 'plain', null],
  ] as const)('%s is %s and leads to %s', (code, tone, remedy) => {
    const said = atRest({}, code);
    expect([said.tone, said.remedy]).toEqual([tone, remedy]);
  });

  it('branches on the code, never on the message', () => expect(atRest({}, 'unauthorized').line).not.toContain('from the server'));

  it('a cancelled sync still tells what is there', () => expect(atRest({ complete: false }, 'cancelled').line).toBe('156,000 calls so far, not complete yet'));
});

describe('missing calls', () => {
  const error = { code: 'removals_refused' as const, message: 'from the server', retryable: false, detail: { missing_calls: { missing: 2_380, cached: 2_400 } } };

  it('are counted as the language counts', () => {
    expect(missingLine(error)).toContain('2,380 of the 2,400 calls');
    language.choose('de');
    expect(missingLine(error)).toContain('2.380 von 2.400 Anrufen');
    language.choose('system');
  });

  it('are told without numbers where there are none, and not in the words that came', () => {
    expect(missingLine({ ...error, detail: null })).toMatch(/^Many calls are missing on the server\. /);
  });
});
