import { expect, test, vi } from 'vitest';
import type { Deal, DealDetails } from '../deals/queries.ts';
import { belongs, inSight, putIn, readAgain, rowsOf, takeOut, type ColumnAsk, type ColumnPages } from './pages.ts';

const deal = (id: string, more: Partial<Deal> = {}): Deal => ({
  deal_id: id, name: id, stage_id: 's1', stage_name: 'One', status: 'open', odds_percent: 10, value: { amount: '100.00', currency: 'EUR' }, opened_on: '2026-11-01', win_no: 0, won_elsewhere: false, version: 1,
  pipeline_id: 'p', stale: false, tags: [], custom: {}, ...more,
});
/** Pages of one letter per card; each goes on at the last letter of the one before. */
const pages = (...all: string[]): ColumnPages => ({
  pages: all.map((letters, index) => ({ items: [...letters].map((id) => deal(id)), next_cursor: index < all.length - 1 ? (letters.at(-1) ?? '') : null })),
  pageParams: [undefined, ...all.slice(0, -1).map((letters) => letters.at(-1))],
});
const shape = (data: ColumnPages) => data.pages.map((page) => page.items.map((row) => row.deal_id).join('')).join(' ');
const page = (letters: string, next: string | null = null) => ({ items: [...letters].map((id) => deal(id)), next_cursor: next });

test('a card goes into the page that its place is in, and is nowhere else', () => {
  expect(shape(putIn(pages('abd', 'eg'), deal('c'), 'name'))).toBe('abcd eg');
  expect(shape(putIn(pages('abd', 'eg'), deal('e', { name: 'aa' }), 'name'))).toBe('aebd g');
  expect(shape(putIn(pages('acd', 'fg'), deal('e'), 'name'))).toBe('acd efg');
  expect(shape(putIn(pages('acd', 'fg'), deal('z'), 'name'))).toBe('acd fgz');
});
test('what comes after all that is loaded waits for its page, unless one put it there oneself', () => {
  const going = pages('abc', 'de');
  const open: ColumnPages = { pages: going.pages.slice(0, 1), pageParams: [undefined] };
  expect(shape(putIn(open, deal('x'), 'name'))).toBe('abc');
  expect(shape(putIn(open, deal('a', { name: 'x' }), 'name'))).toBe('bc');
  expect(shape(putIn(open, deal('x'), 'name', true))).toBe('abcx');
});
test('an older answer changes nothing, and taking out what is not there is no change', () => {
  const now = pages('abc');
  const newer = putIn(now, deal('b', { version: 3, name: 'bb' }), 'name');
  expect(putIn(newer, deal('b', { version: 2 }), 'name')).toBe(newer);
  expect(takeOut(now, 'x')).toBe(now);
  expect(shape(takeOut(now, 'b'))).toBe('ac');
  expect(rowsOf(newer).find((row) => row.deal_id === 'b')?.name).toBe('bb');
});
test('only pages with a card in sight are read again; the first when nothing is', () => {
  const all = pages('ab', 'cd', 'ef');
  expect([0, 1, 2].map((at) => inSight(all, at, new Set('de')))).toEqual([false, true, true]);
  expect([0, 1, 2].map((at) => inSight(all, at, new Set()))).toEqual([true, false, false]);
  expect([0, 1, 2].map((at) => inSight(all, at, new Set('z')))).toEqual([true, false, false]);
});
test('a page that is read again still ends where the next one begins', async () => {
  const all = pages('ab', 'cd', 'ef');
  // Something was put in, something is gone, and more was given than asked for.
  const ask = vi.fn(() => Promise.resolve(page('axcde', 'e')));
  expect(await readAgain(all, 0, 'name', ask)).toEqual(page('ax', 'b'));
  // From a later page something has come up: it is there, too.
  expect(await readAgain(all, 0, 'name', () => Promise.resolve(page('afbcd', 'd')))).toEqual(page('afb', 'b'));
  // The list became shorter: nothing follows.
  expect(await readAgain(all, 0, 'name', () => Promise.resolve(page('ab')))).toEqual(page('ab'));
  // The last page has no end to keep to.
  expect(await readAgain(all, 2, 'name', () => Promise.resolve(page('efg', 'g')))).toEqual(page('efg', 'g'));
  // What was moved to its end by oneself stays there, although it belongs further down.
  expect(await readAgain(pages('ab', 'cdz'), 1, 'name', () => Promise.resolve(page('cef', 'f')))).toEqual(page('cefz', 'f'));
  expect(ask).toHaveBeenCalledTimes(1);
});
test('when more was put in than is read at once, more is read, and then what follows is asked for anew', async () => {
  const ask = vi.fn((limit: number) => Promise.resolve(limit < 200 ? page('xyz', 'z') : page('xyzabc', 'c')));
  expect(await readAgain(pages('ab', 'cd'), 0, 'name', ask)).toEqual(page('xyzab', 'b'));
  expect(ask.mock.calls).toEqual([[60], [200]]);
  expect(await readAgain(pages('ab', 'cd'), 0, 'name', () => Promise.resolve(page('xyz', 'z')))).toEqual(page('xyz', 'z'));
});
test('what can be told of a filter, and what only the service knows', () => {
  const one = { ...deal('a', { name: 'Árvíz', owner_id: 'o', account_id: 'c', tags: ['t'], base_value: { amount: '100.00', currency: 'EUR' } }), currency: 'EUR', lines: [], history: [] } as unknown as DealDetails;
  const ask = (more: Partial<ColumnAsk> = {}): ColumnAsk => ({ stage_id: 's1', status: 'open', ...more });
  expect(belongs(one, ask())).toBe(true);
  for (const no of [{ stage_id: 's2' }, { owner_id: 'x' }, { account_id: 'x' }, { q: 'b' }, { q: 'viz b' }, { min_value: '100.01' }, { stale: true }] as const) expect(belongs(one, ask(no))).toBe(false);
  for (const yes of [{ owner_id: 'o' }, { account_id: 'c' }, { q: 'áRV' }, { q: 'viz ar' }, { min_value: '100' }, { tag_id: 't' }]) expect(belongs(one, ask(yes))).toBe(true);
  for (const unknown of [{ tag_id: 'x' }, { custom: '{}' }, { min_value: '1e2' }]) expect(belongs(one, ask(unknown))).toBeUndefined();
  // Nobody gave a rate: no limit holds it. The answer to a change does not say what it is worth.
  expect(belongs({ ...one, base_value: null }, ask({ min_value: '1' }))).toBe(false);
  expect(belongs({ ...one, base_value: undefined }, ask({ min_value: '1' }))).toBeUndefined();
  expect(belongs({ ...one, status: 'won' }, ask({ custom: '{}' }))).toBe(false);
});
