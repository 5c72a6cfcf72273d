// Numbers for people, and never a changed number where it is not one.
import { expect, it } from 'vitest';
import { formatPhone } from './phone';

it.each([
  ['+16045551234', '+1 604 555 1234'],
  ['+442079460018', '+44 20 7946 0018'],
  ['+4930901820', '+49 30 901820'],
  ['anonymous', 'anonymous'],
  ['sip:front.desk@pbx.example.org', 'sip:front.desk@pbx.example.org'],
  ['6045551234', '6045551234'],
  ['+1', '+1'],
  ['+1604555123', '+1604555123'],
  ['+999123456789', '+999123456789'],
  ['', ''],
])('%s reads %s', (number, words) => expect(formatPhone(number)).toBe(words));
