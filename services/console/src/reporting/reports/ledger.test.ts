import { expect, test } from 'vitest';
import { compareBalances, credit, debit, sides } from './ledger.ts';
import type { Balance } from './queries.ts';

const balance = (account: Balance['account'], kind: Balance['kind'], amount: string): Balance => ({ account, kind, currency: 'EUR', amount: { amount, currency: 'EUR' }, explain: account });
const now = [balance('revenue', 'income', '-100.10'), balance('receivables', 'asset', '60.05'), balance('cash', 'asset', '40.05')];

test('a raw sign is debit or credit', () => {
  expect(debit({ amount: '-1', currency: 'EUR' })).toBeNull();
  expect(credit({ amount: '-1', currency: 'EUR' })?.amount).toBe('1');
  expect(debit({ amount: '0.00', currency: 'EUR' })).toBeNull();
});
test('both sides of the ledger are even', () => {
  expect(sides(now)).toEqual([{ currency: 'EUR', debit: { amount: '100.1000', currency: 'EUR' }, credit: { amount: '100.1000', currency: 'EUR' }, even: true }]);
  expect(sides([...now, balance('cash', 'asset', '0.01')])[0]?.even).toBe(false);
});
test('accounts by kind, with the change since then', () => {
  const rows = compareBalances(now, [balance('cash', 'asset', '50'), balance('unbilled_work', 'asset', '7')]);
  expect(rows.map((row) => [row.account, row.before?.amount ?? null, row.change.amount])).toEqual([
    ['receivables', null, '60.0500'],
    ['cash', '50', '-9.9500'],
    ['unbilled_work', '7', '-7.0000'],
    ['revenue', null, '100.1000'],
  ]);
});
test('what grows by credit grows upwards', () => {
  const [vat] = compareBalances([balance('vat_payable', 'liability', '-27')], [balance('vat_payable', 'liability', '-20')]);
  expect([vat?.before?.amount, vat?.change.amount]).toEqual(['20', '7.0000']);
  const [gone] = compareBalances([], [balance('revenue', 'income', '-5')]);
  expect([gone?.before?.amount, gone?.change.amount]).toEqual(['5', '-5.0000']);
});
