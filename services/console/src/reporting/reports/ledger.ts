/* The trial balance: raw signs turned into debit and credit. */
import { isZero, minor, negate, sums, type Money } from '../../i18n/format.ts';
import type { Balance } from './queries.ts';

export const kinds = ['asset', 'liability', 'income', 'cost', 'memo'] as const;
/** What was before and the change stand as the account is read: income and liabilities grow on the credit side. */
export type BalanceRow = Balance & { readonly before: Money | null; /** Where the balance of then is explained. */ readonly beforeExplain?: string; readonly change: Money };

/** Whether more of it is more credit. */
export const growsByCredit = ({ kind }: Pick<Balance, 'kind'>) => kind === 'income' || kind === 'liability';
const read = (row: Balance, value: Money): Money => (growsByCredit(row) ? negate(value) : value);

export const debit = (value: Money): Money | null => (value.amount.startsWith('-') || isZero(value) ? null : value);
export const credit = (value: Money): Money | null => (value.amount.startsWith('-') ? negate(value) : null);

/** Accounts of now beside what they were then; an account that had nothing at one moment stands there all the same. */
export function compareBalances(now: readonly Balance[], then: readonly Balance[] | undefined): BalanceRow[] {
  const key = (row: Balance) => `${row.account} ${row.currency}`;
  const before = new Map(then?.map((row) => [key(row), row]));
  const rows = now.map((row): BalanceRow => {
    const old = before.get(key(row));
    before.delete(key(row));
    return { ...row, before: old ? read(row, old.amount) : null, beforeExplain: old?.explain, change: read(row, differenceOf(row.amount, old?.amount)) };
  });
  const gone = [...before.values()].map((row): BalanceRow => {
    const amount = { amount: '0', currency: row.currency };
    return { ...row, amount, before: read(row, row.amount), beforeExplain: row.explain, change: read(row, differenceOf(amount, row.amount)) };
  });
  return [...rows, ...gone].toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

const differenceOf = (now: Money, then: Money | undefined): Money => sums([now, ...(then ? [negate(then)] : [])])[0] ?? now;

/** Debit and credit of every currency; a ledger that balances has the same on both sides. */
export function sides(rows: readonly Balance[]): { readonly currency: string; readonly debit: Money; readonly credit: Money; readonly even: boolean }[] {
  const currencies = [...new Set(rows.map((row) => row.currency))];
  return currencies.map((currency) => {
    const own = rows.filter((row) => row.currency === currency).map((row) => row.amount);
    const zero = { amount: '0', currency };
    const left = sums(own.flatMap((value) => debit(value) ?? []))[0] ?? zero;
    const right = sums(own.flatMap((value) => credit(value) ?? []))[0] ?? zero;
    return { currency, debit: left, credit: right, even: minor(left.amount) === minor(right.amount) };
  });
}
