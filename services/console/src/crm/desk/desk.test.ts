import { expect, test } from 'vitest';
import { readSubject, subjectsOf, writeSubject } from './about.ts';
import { againValues, readAgain, toggleDay, wrongAgain } from './again.ts';
import { quoteRowsQuery, readQuotes } from './quotes.ts';

test('how a task comes again survives the form', () => {
  const every = { frequency: 'weekly', interval: 2, weekdays: ['monday', 'thursday'], until: null, count: 6 } as const;
  expect(readAgain(againValues({ ...every, weekdays: [...every.weekdays] }))).toEqual(every);
  const till = { frequency: 'monthly', interval: 1, weekdays: [], until: '2026-12-31', count: null } as const;
  expect(readAgain(againValues({ ...till, weekdays: [] }))).toEqual(till);
  expect(readAgain(againValues(null))).toBeNull();
});

test('days belong to weeks only, in the order of the week', () => {
  expect(toggleDay(toggleDay('', 'friday'), 'monday')).toBe('monday friday');
  expect(toggleDay('monday friday', 'monday')).toBe('friday');
  expect(readAgain({ ...againValues(null), again: 'daily', days: 'friday' })?.weekdays).toEqual([]);
});

test('what cannot be is found before it is sent', () => {
  const again = { ...againValues(null), again: 'weekly' };
  expect(wrongAgain(again, '2026-12-01')).toEqual([]);
  expect(wrongAgain({ ...again, every: '0' }, '2026-12-01')).toEqual(['every']);
  expect(wrongAgain({ ...again, ends: 'until', until: '2026-11-30' }, '2026-12-01')).toEqual(['until']);
  expect(wrongAgain({ ...again, ends: 'count', count: '1000' }, '2026-12-01')).toEqual(['count']);
  expect(wrongAgain({ ...again, again: '', every: 'x' }, '2026-12-01')).toEqual([]);
});

test('what something is about is written into an address and read from it', () => {
  const deal = { kind: 'deal', id: '019ac0de-0000-7000-8000-000000000001' } as const;
  expect(readSubject(writeSubject(deal))).toEqual(deal);
  expect([readSubject('deal:x'), readSubject('invoice:019ac0de-0000-7000-8000-000000000001'), readSubject(undefined)]).toEqual([undefined, undefined, undefined]);
  expect(subjectsOf([{ account_id: 'a' }, { contact_id: 'c' }, { deal_id: 'd' }]).map((one) => one.kind)).toEqual(['deal', 'contact', 'account']);
});

test('what runs out soon is asked for, first what runs out first', () => {
  const asked = quoteRowsQuery(readQuotes({ soon: true, state: 'draft', q: 'Acme' })).queryKey[3];
  expect(asked).toMatchObject({ runs_out_within: 7, sort: 'valid_until', q: 'Acme', state: undefined });
  expect(quoteRowsQuery(readQuotes({ soon: true, sort: '-net' })).queryKey[3].sort).toBe('-net');
  expect(quoteRowsQuery(readQuotes({ state: 'draft', sort: 'colour' })).queryKey[3]).toMatchObject({ state: 'draft', sort: undefined, runs_out_within: undefined });
});
