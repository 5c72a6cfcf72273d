import { expect, it } from 'vitest';
import { formatPhone } from './phone';

const phones = { '+16045551234': '+1 604 555 1234' };

it('a number reads as the answer says', () => expect(formatPhone('+16045551234', phones)).toBe('+1 604 555 1234'));

it.each(['', 'anonymous', '+4930901820', 'constructor', '__proto__', '<b>'])('%s, which is in no answer, stays as it came', (text) => expect(formatPhone(text, phones)).toBe(text));
