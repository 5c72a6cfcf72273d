// The stored form of the request limit.
import { expect, it } from 'vitest';
import { readRateLimit, writeRateLimit } from './rate-limit';

it.each(['auto', 'none', '30/min,500/h'])('%s is read and written unchanged', (stored) => expect(writeRateLimit(readRateLimit(stored))).toBe(stored));
it('something unknown is taken for automatic', () => expect(readRateLimit('fast').kind).toBe('auto'));
it.each([0, -1, 1.5, Number.NaN])('a custom limit of %s is refused', (perMinute) => expect(writeRateLimit({ kind: 'custom', perMinute, perHour: 100 })).toBeNull());
