import { expect, test } from 'vitest';
import { chainOf, hear, linkOf, underWay } from './chain.ts';
import { cell, discounted, emptyLine, leftToSplit, requestOf, rowsOf, totalOf, priceBy, valuesOf, withoutRow, withProduct, type Line } from './lines.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const visit = (outcome: string | null, left_at: string | null) => ({
  visit_no: 1, stage_id: 's', stage_name: 'Proposal', entered_on: '2026-11-01', entered_at: '2026-11-01T08:00:00Z', entered_by: 'member:1', left_on: null, left_at, outcome,
});

test('a fixed line goes through the form and back with its ids', () => {
  const line: Line = {
    deal_line_id: 'l1', name: 'Site', vat_rate: '27',
    billing: { kind: 'fixed', price: eur('18000.00'), budget_hours: '120', milestones: [
      { milestone_id: 'm1', name: 'Concept', amount: eur('6000.00'), due_on: '2026-12-01' },
      { milestone_id: 'm2', name: 'Launch', amount: eur('12000.00'), due_on: null },
    ] },
  };
  const values = valuesOf(line, '2026-11-25');
  expect(requestOf(values, 'EUR', 'l1')).toEqual(line);
  expect(leftToSplit(values, 'EUR')).toBeNull();
  const fewer = { ...values, ...withoutRow(values, 0) };
  expect(rowsOf(fewer).map((row) => row.id)).toEqual(['m2']);
  expect(leftToSplit(fewer, 'EUR')).toEqual({ money: eur('6000.0000') });
});
test('sums follow what is typed', () => {
  const start = emptyLine('2026-11-25');
  expect(totalOf({ ...start, kind: 'retainer', amount: '1,500', periods: '12' }, 'EUR')).toEqual(eur('18000.0000'));
  expect(totalOf({ ...start, kind: 'one_off', unit_price: '99.90', quantity: '2.5' }, 'EUR')).toEqual(eur('249.7500'));
  const rates = { ...start, kind: 'time_and_materials', rows: '2', [cell(0, 'amount')]: '90', [cell(0, 'hours')]: '7:30', [cell(1, 'amount')]: '110', [cell(1, 'hours')]: '10' };
  expect(totalOf(rates, 'EUR')).toEqual(eur('1775.0000'));
  expect(totalOf({ ...rates, [cell(1, 'hours')]: 'x' }, 'EUR')).toBeNull();
});
test('a product brings its price of the day, a discount is off each price', () => {
  const product = {
    product_id: 'p', name: 'Audit', code: null, description: null, unit: 'piece', billing: 'one_off' as const, vat_rate: '27', archived: false, version: 1,
    prices: [{ amount: eur('90.00'), valid_from: '2020-01-01', valid_to: '2026-10-31' }, { amount: eur('99.99'), valid_from: '2026-11-01', valid_to: null }],
  };
  const values = { ...withProduct(emptyLine('2026-11-25'), product, 'EUR', '2026-11-25'), quantity: '3', discount: '12.5' };
  expect(totalOf(values, 'EUR')).toEqual(eur('262.4700'));
  expect(requestOf(values, 'EUR')).toMatchObject({ product_id: 'p', discount_percent: '12.5', billing: { kind: 'one_off', unit_price: eur('99.99') } });
  expect(discounted('0.05', '50')).toBe('0.0200');
  expect(discounted('100', '')).toBe('100.0000');
});
test('a product costs what its list says, else less than the standard price, as the service counts it', () => {
  const price = (amount: string, price_list_id: string | null) => ({ amount: eur(amount), valid_from: '2020-01-01', valid_to: null, price_list_id });
  const product = {
    product_id: 'p', name: 'Audit', code: null, description: null, unit: 'piece', billing: 'one_off' as const, vat_rate: '27', archived: false, version: 1,
    prices: [price('99.99', null), price('80.00', 'partners')],
  };
  const by = (list: { price_list_id: string; discount_percent: string | null } | null) => Number(priceBy(list, product, 'EUR', '2026-11-25'));
  expect(by({ price_list_id: 'partners', discount_percent: '10' })).toBe(80);
  expect(by({ price_list_id: 'others', discount_percent: '10' })).toBe(89.99);
  expect(by({ price_list_id: 'others', discount_percent: null })).toBe(99.99);
  expect(by(null)).toBe(99.99);
  expect(priceBy({ price_list_id: 'partners', discount_percent: '10' }, product, 'HUF', '2026-11-25')).toBeUndefined();
});
test('shares are counted in percent', () => {
  const values = { ...emptyLine('2026-11-25'), split: 'share', price: '1000', rows: '2', [cell(0, 'amount')]: '30', [cell(1, 'amount')]: '57.5' };
  expect(leftToSplit(values, 'EUR')).toEqual({ percent: '12.5' });
  expect(requestOf({ ...values, name: 'x' }, 'EUR').billing).toMatchObject({ milestones: [{ share_percent: '30' }, { share_percent: '57.5' }] });
});
test('the chain says what is done, what is awaited and what is stuck', () => {
  const history = [visit('won', '2026-11-25T10:00:00.000Z')];
  const steps = [{ step: 'project' as const, at: '2026-11-25T10:00:00.012Z' }, { step: 'schedule' as const, at: null }, { step: 'budget' as const, at: null }];
  const delivery = { state: 'provisioning' as const, win_no: 1, steps, project_id: 'p', waiting_for: 'schedule' as const };
  const chain = chainOf({ status: 'won', history, delivery });
  expect(chain.map((one) => one.state)).toEqual(['done', 'waiting', 'waiting', 'later']);
  expect(chain[0]?.after).toBe(12);
  expect(chainOf({ status: 'won', history, delivery: { ...delivery, state: 'failed' } })[1]?.state).toBe('stuck');
  expect(underWay({ status: 'won', won_elsewhere: false, delivery })).toBe(true);
  expect(underWay({ status: 'won', won_elsewhere: false, delivery: { ...delivery, state: 'active' } })).toBe(false);
  // Nothing is awaited of a deal that came as history, so its page does not ask on and on.
  expect(underWay({ status: 'won', won_elsewhere: false })).toBe(true);
  expect(underWay({ status: 'won', won_elsewhere: true })).toBe(false);
});
test('an event lights its step only when this win caused it', () => {
  const event = { type: 'billing.schedule.created.v1', time: '2026-11-25T10:00:00.020Z', correlation_id: 'c1' };
  expect(hear({}, event, 'c2')).toEqual({});
  const heard = hear({}, event, 'c1');
  expect(heard).toEqual({ schedule: event.time });
  expect(chainOf({ status: 'won', history: [visit('won', '2026-11-25T10:00:00Z')] }, heard)[1]).toMatchObject({ state: 'done', after: 20 });
  expect(linkOf('billing.invoice.drafted.v1')).toBeUndefined();
});
