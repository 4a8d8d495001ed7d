import { beforeAll, expect, test } from 'vitest';
import { loadTexts } from '../../i18n/index.ts';
import { hoursLeft, unknownText } from './forecast.ts';

beforeAll(() => loadTexts('projects'));

const euros = (amount: string) => ({ amount, currency: 'EUR' });
const tasks = [{ task_id: 'a', name: 'Design' }, { task_id: 'b', name: 'Build' }];

test('what is not known is said in words, with tasks by their names and amounts as they are written', () => {
  const said = (one: Parameters<typeof unknownText>[0]) => unknownText(one, tasks);
  expect(said({ reason: 'worked_without_rate', hours: '7.5' })).toContain('7:30');
  expect(said({ reason: 'over_plan', task_ids: ['a', 'b'], hours: '2' })).toMatch(/^Design and Build: 2:00/);
  expect(said({ reason: 'not_planned', task_ids: ['b'] })).toContain('Build');
  expect(said({ reason: 'held', amount: euros('1200.00') })).toContain('€1,200.00');
  expect(said({ reason: 'other_currency', revenue: euros('0.00'), cost: euros('7.00') })).toContain('€7.00 of cost');
  expect(said({ reason: 'on_hold' })).toContain('on hold');
});

test('hours that are left are summed to the quarter and beyond', () => {
  const left = (hours: string) => ({ task_id: hours, hours });
  expect(hoursLeft([left('0.25'), left('1.5'), left('10')])).toBe('11.75');
  expect(hoursLeft([])).toBe('0');
});
