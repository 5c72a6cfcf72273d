import { afterEach, describe, expect, it } from 'vitest';
import { zone } from '$shared/state/zone.svelte';
import { defaultPath, forms, missing, orderOf, withExtension, type Draft, type Subject } from './order';

const subject: Subject = {
  request: { status: 'failed', query: 'refund', limit: 50, offset: 100, sort: '-duration' }, inWords: 'Failed calls', total: 1234, selected: ['a', 'b'], shown: ['created_at', 'to_number'],
};
const draft: Draft = { form: 'xlsx', path: ' /home/a/calls.xlsx ', onlySelected: false, columns: 'shown', chosen: ['status', 'id'], withReview: true, zone: 'local' };
const here = { zone: 'Europe/Berlin', language: 'de' };
const written = (change: Partial<Draft> = {}, overwrite = false) => orderOf({ ...draft, ...change }, subject, here, overwrite);

afterEach(() => zone.choose(null));

describe('a file name', () => {
  it.each([
    ['/home/a', '/home/a/offhook-calls-2026-03-05.xlsx'],
    ['/home/a/', '/home/a/offhook-calls-2026-03-05.xlsx'],
    ['C:\\Users\\a', 'C:\\Users\\a\\offhook-calls-2026-03-05.xlsx'],
    ['', 'offhook-calls-2026-03-05.xlsx'],
  ])('in %j names the day', (folder, path) => expect(defaultPath(folder, draft, new Date(2026, 2, 5))).toBe(path));

  it('names the day of the zone that the times in the file are in', () => {
    const lateInUtc = new Date('2026-03-05T23:30:00Z');
    const day = (change: Partial<Draft>) => /\d{4}-\d\d-\d\d/.exec(defaultPath('', { ...draft, ...change }, lateInUtc))?.[0];
    for (const [name, there] of [['Asia/Tokyo', '2026-03-06'], ['America/Vancouver', '2026-03-05'], ['Pacific/Kiritimati', '2026-03-06']] as const) {
      zone.choose(name);
      // Parquet has no times for reading, and so no zone of its own.
      expect([day({}), day({ zone: 'utc' }), day({ form: 'parquet', zone: 'utc' })]).toEqual([there, '2026-03-05', there]);
    }
  });

  it.each([
    ['/a/calls.xlsx', 'csv_excel', '/a/calls.csv'],
    ['/a/calls.CSV', 'json', '/a/calls.json'],
    ['/a/v1.2/calls', 'parquet', '/a/v1.2/calls.parquet'],
    ['/a/calls.txt', 'csv_machines', '/a/calls.txt'],
    ['C:\\a\\calls.ndjson', 'xlsx', 'C:\\a\\calls.xlsx'],
    ['/a/', 'xlsx', '/a/'],
    ['', 'xlsx', ''],
  ] as const)('%j becomes, as %s, %j', (path, form, expected) => expect(withExtension(path, form)).toBe(expected));
});

describe('an order', () => {
  it('asks for all pages of the list, in its order', () => {
    expect(written().body).toEqual({ status: 'failed', query: 'refund', sort: '-duration' });
    expect(written().order).toEqual({
      form: 'xlsx', path: '/home/a/calls.xlsx', overwrite: false, columns: ['created_at', 'to_number'], with_review: true, zone: 'Europe/Berlin', days_in: 'Europe/Berlin', language: 'de', ids: null,
    });
  });

  it('asks for selected calls whatever the filter says by now', () => {
    expect([written({ onlySelected: true }).body, written({ onlySelected: true }).order.ids]).toEqual([{ sort: '-duration' }, ['a', 'b']]);
  });

  it('names no column for all of them, and chosen ones in their own order', () => {
    expect([written({ columns: 'all' }).order.columns, written({ columns: 'chosen' }).order.columns]).toEqual([[], ['id', 'status']]);
  });

  it.each(['json', 'ndjson', 'parquet'] as const)('of %s takes whole calls', (form) => expect(written({ form }).order.columns).toEqual([]));

  it('has its times in UTC only where there is a time zone to choose', () => {
    expect(written({ zone: 'utc' }).order.days_in).toBe('Europe/Berlin');
    expect(forms.filter((form) => written({ form, zone: 'utc' }).order.zone === 'UTC')).toEqual(['xlsx', 'csv_excel']);
  });
});

it.each<[Partial<Draft>, ReturnType<typeof missing>]>([
  [{}, null], [{ path: '  ' }, 'path'], [{ columns: 'chosen', chosen: [] }, 'columns'], [{ columns: 'chosen', chosen: [], form: 'json' }, null],
])('with %o, what is missing is %j', (change, lacks) => expect(missing({ ...draft, ...change }, subject)).toBe(lacks));

it('there is nothing to write where no call matches', () => {
  const none = { ...subject, total: 0 };
  expect([missing(draft, none), missing({ ...draft, onlySelected: true }, none)]).toEqual(['calls', null]);
});
