import { expect, test } from 'vitest';
import { coming, nextDay } from './coming.ts';
import type { Schedule } from './queries.ts';
import { billedOf } from './state.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const part = (id: string, status: Schedule['installments'][number]['status'], on?: string): Schedule['installments'][number] => ({
  installment_id: id,
  deal_line_id: 'l',
  name: id,
  trigger: on ? { kind: 'date', on } : { kind: 'milestone', milestone_id: 'm' },
  amount: eur('100.10'),
  vat_rate: '27',
  status,
});
const schedule = (status: Schedule['status'], installments: Schedule['installments']) => ({ status, installments, currency: 'EUR' }) as unknown as Schedule;

test('what comes: planned days up to the horizon, and all that is held back', () => {
  const active = schedule('active', [part('later', 'planned', '2027-05-01'), part('soon', 'planned', '2026-12-01'), part('m', 'planned'), part('done', 'invoiced', '2026-01-01')]);
  const frozen = schedule('frozen', [part('held', 'planned', '2027-05-01'), part('heldToo', 'planned')]);
  const found = coming([active, frozen, schedule('cancelled', [part('x', 'planned', '2026-12-01')])], '2026-12-24');
  expect(found.map((one) => [one.installment.installment_id, one.held])).toEqual([['soon', false], ['held', true], ['heldToo', true]]);
  expect(nextDay(active)).toBe('2026-12-01');
});
test('what is billed is exact', () => expect(billedOf(schedule('active', [part('a', 'invoiced'), part('b', 'invoiced'), part('c', 'planned')])).amount).toBe('200.2000'));
