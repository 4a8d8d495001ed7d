import { describe, expect, test } from 'vitest';
import { toCsv } from '../../ui/csv.ts';
import { ages, invoicesOf } from './ageing.ts';
import { byStage } from './queries.ts';
import { earlierIn, momentIn } from './useCompared.ts';
import { chartRows, compareRows, totalOf, type Row } from './model.ts';
import { inOrder, nextOrder } from './order.ts';

const row = (id: string, amount: string, currency = 'EUR'): Row => ({ id, name: id, currency, figures: { margin: { amount: { amount, currency }, explain: `x=${id}` } } });

describe('the invoices behind an age', () => {
  const day = '2026-11-30';
  test('are due on exactly its days: every day is in one age and in no other', () => {
    const ranges = ages.map((age) => invoicesOf({ age, day, past: false, currency: 'EUR' }).search as { dueFrom?: string; dueBy?: string });
    expect(ranges.map(({ dueFrom, dueBy }) => [dueFrom, dueBy])).toEqual([
      [day, undefined],
      ['2026-10-31', '2026-11-29'],
      ['2026-10-01', '2026-10-30'],
      ['2026-09-01', '2026-09-30'],
      [undefined, '2026-08-31'],
    ]);
  });
  test('are those that are open now, or were at the end of a day', () => {
    expect(invoicesOf({ day, past: false, currency: 'EUR', customer: 'c' }).search).toEqual({ status: 'issued', currency: 'EUR', customer: 'c' });
    expect(invoicesOf({ age: 'over_90', day, past: true, currency: 'HUF' }).search).toEqual({ openOn: day, dueBy: '2026-08-31', currency: 'HUF' });
  });
});

describe('two moments side by side', () => {
  const now = [row('a', '10.10'), row('b', '-2.00')];
  const then = [row('a', '9.95'), row('c', '7.00'), row('a', '1', 'HUF')];
  const rows = compareRows(now, then, 'margin');
  test('change is what is now less what was then', () => {
    expect(rows.map((one) => [one.id, one.currency, one.before?.amount.amount ?? null, one.change.amount])).toEqual([
      ['a', 'EUR', '9.95', '0.1500'],
      ['b', 'EUR', null, '-2.0000'],
      ['c', 'EUR', '7.00', '-7.0000'],
      ['a', 'HUF', '1', '-1.0000'],
    ]);
  });
  test('the changes sum to the change of the totals', () => {
    const eur = (list: readonly Row[]) => Number(totalOf(list.filter((one) => one.currency === 'EUR'), 'margin')?.amount);
    const sum = rows.filter((one) => one.currency === 'EUR').reduce((all, one) => all + Number(one.change.amount), 0);
    expect(sum).toBeCloseTo(eur(now) - eur(then), 10);
  });
  test('what is gone shows nothing now, but what it was', () => expect(rows[2]?.figures).toEqual({}));
});

test('stages stand in the order of their pipelines, which are named where there are several', () => {
  const rows = [row('won', '1'), row('b', '2'), row('gone', '3'), row('a', '4')];
  const [one, two] = [{ name: 'New', stages: [{ stage_id: 'a' }, { stage_id: 'b' }] }, { name: 'Old', stages: [{ stage_id: 'won' }] }];
  expect(byStage(rows, [one, two]).map(({ name }) => name)).toEqual(['New · a', 'New · b', 'Old · won', 'gone']);
  expect(byStage(rows, [one]).map(({ name }) => name)).toEqual(['a', 'b', 'won', 'gone']);
  expect(byStage(rows, [])).toEqual(rows);
});

test('a chart shows the largest and keeps the rest together', () => {
  const rows = [row('a', '1'), row('b', '-30'), row('c', '20'), row('d', '0'), row('e', '5', 'HUF')];
  expect(chartRows(rows, 'EUR', 'margin', 5).shown.map((one) => one.id)).toEqual(['b', 'c', 'a']);
  const { shown, rest } = chartRows(rows, 'EUR', 'margin', 2);
  expect([shown.map((one) => one.id), rest.map((one) => one.id)]).toEqual([['b'], ['c', 'a']]);
  expect(totalOf(rest, 'margin')?.amount).toBe('21.0000');
  expect(chartRows([row('z', '7'), row('y', '-7'), row('x', '8')], 'EUR', 'margin', 5).shown.map((one) => one.id)).toEqual(['x', 'y', 'z']);
});

describe('the order of rows', () => {
  const nobody: Row = { ...row('none', '900'), name: null };
  const rows = [row('b', '2'), nobody, row('h', '5', 'HUF'), row('a', '-30'), row('c', '20')];
  const compare = (a: string, b: string) => a.localeCompare(b);
  const ids = (...order: Parameters<typeof inOrder>) => inOrder(...order).map(({ id }) => id);
  test('is by size as in the chart, currency after currency, and what is of nobody last', () => expect(ids(rows, { size: 'margin' }, compare)).toEqual(['a', 'c', 'b', 'h', 'none']));
  test('by a column knows gains from losses, either way', () => {
    expect(ids(rows, { by: 'margin', down: true }, compare)).toEqual(['c', 'b', 'a', 'h', 'none']);
    expect(ids(rows, { by: 'margin', down: false }, compare)).toEqual(['a', 'b', 'c', 'h', 'none']);
  });
  test('by name is of all currencies', () => {
    expect(ids(rows, { by: 'name', down: false }, compare)).toEqual(['a', 'b', 'c', 'h', 'none']);
    expect(ids(rows, { by: 'name', down: true }, compare)).toEqual(['h', 'c', 'b', 'a', 'none']);
  });
  test('what is not known stands after what is, either way', () => {
    const shared = [{ ...row('x', '1'), shares: { percent: null } }, { ...row('y', '1'), shares: { percent: '9.50' } }, { ...row('z', '1'), shares: { percent: '55.80' } }];
    expect(ids(shared, { by: 'percent', down: true }, compare)).toEqual(['z', 'y', 'x']);
    expect(ids(shared, { by: 'percent', down: false }, compare)).toEqual(['y', 'z', 'x']);
  });
  test('of a head goes from its natural direction to the other and back to none', () => {
    expect(nextOrder(undefined, 'margin')).toEqual({ by: 'margin', down: true });
    expect(nextOrder({ by: 'margin', down: true }, 'margin')).toEqual({ by: 'margin', down: false });
    expect(nextOrder({ by: 'margin', down: false }, 'margin')).toBeUndefined();
    expect(nextOrder({ by: 'margin', down: true }, 'name')).toEqual({ by: 'name', down: false });
  });
});

test('a file keeps exact amounts and runs nothing', () => {
  expect(toCsv(['Name', 'Amount'], [['Kovács, Anna "A"', '-12.5000'], ['=HYPERLINK("x")', '1.00'], [null, 3], ['-x', '0']])).toBe(
    '\uFEFFName,Amount\r\n"Kovács, Anna ""A""",-12.5000\r\n"\'=HYPERLINK(""x"")",1.00\r\n,3\r\n\'-x,0\r\n',
  );
});
test('all amounts of a file have as many decimals: two, or as many as one of them needs', () => {
  const file = (...amounts: string[]) => toCsv(['A'], amounts.map((amount) => [{ amount }])).split('\r\n').slice(1, -1);
  expect(file('0', '12524.30', '-12524.3000')).toEqual(['0.00', '12524.30', '-12524.30']);
  expect(file('0', '1.0725', '7.5')).toEqual(['0.0000', '1.0725', '7.5000']);
  // A number that is no amount stays as it is.
  expect(toCsv(['A', 'B', 'C'], [[{ amount: '1.0725' }, 3, '55.80']])).toContain('1.0725,3,55.80');
});
test('a day that has not come is told from one that has', () => {
  const now = '2026-11-27';
  expect(momentIn('2026-11-28', now)).toEqual({ asof: undefined, ahead: '2026-11-28' });
  expect([now, '2026-01-31', undefined].map((asked) => momentIn(asked, now))).toEqual([now, '2026-01-31', undefined].map((asof) => ({ asof, ahead: undefined })));
});
test('only an earlier day is compared with, and another one is not dropped in silence', () => {
  const now = '2026-11-27';
  expect(earlierIn('2026-11-26', undefined, now)).toEqual({ since: '2026-11-26', unfit: undefined });
  expect(earlierIn(undefined, undefined, now)).toEqual({ since: undefined, unfit: undefined });
  for (const day of [now, '2026-12-05']) expect(earlierIn(day, undefined, now)).toEqual({ since: undefined, unfit: day });
  expect(earlierIn('2026-10-15', '2026-09-30', now)).toEqual({ since: undefined, unfit: '2026-10-15' });
  expect(earlierIn('2026-09-29', '2026-09-30', now).since).toBe('2026-09-29');
});
