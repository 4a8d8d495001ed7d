import { expect, test } from 'vitest';
import { filtersOf, plain, searchOf, shownView, type View } from './views.ts';

const view = (filters: Record<string, string>, sort: string | null = null) => ({ view_id: 'v', filters, sort }) as unknown as View;

test('a view goes to the address and back', () => {
  const search = { status: 'open', stage: 's1', stale: true, peek: 'deal:1', sort: '-value' };
  const filters = filtersOf('deals', search);
  expect(filters).toEqual({ status: 'open', stage_id: 's1', stale: 'true' });
  expect(searchOf('deals', view(filters, '-value'))).toMatchObject({ status: 'open', stage: 's1', stale: true, sort: '-value', owner: undefined });
});
test('the view that is shown is found whatever else the address says', () => {
  const views = [view({ status: 'open' }), view({ status: 'open' }, '-value')];
  expect(shownView('deals', views, { status: 'open', sort: '-value', peek: 'x' })).toBe(views[1]);
  expect(shownView('deals', views, { status: 'won' })).toBeUndefined();
});
test('a view of leads says whether it shows those that are closed', () => {
  expect(filtersOf('leads', { q: 'a' })).toEqual({ q: 'a', open: 'true' });
  expect(filtersOf('leads', { all: true })).toEqual({});
  expect(searchOf('leads', view({}))).toMatchObject({ all: true, q: undefined });
  expect(searchOf('leads', view({ open: 'true' }))).toMatchObject({ all: undefined });
  expect(searchOf('leads', view({ status: 'converted' }))).toMatchObject({ all: undefined, status: 'converted' });
  expect(filtersOf('leads', { channel: 'form' })).toEqual({ channel: 'form', open: 'true' });
  expect(searchOf('leads', view({ channel: 'import' }))).toMatchObject({ channel: 'import' });
  expect(plain('leads', {})).toBe(true);
  expect(plain('leads', { all: true })).toBe(false);
});
test('only a page that asks for nothing begins with a view', () => {
  expect(plain('accounts', { peek: 'account:1' })).toBe(true);
  expect(plain('accounts', { sort: '-name' })).toBe(false);
  expect(plain('board', { owner: 'm' })).toBe(false);
});
test('a view of tasks says whose they are, and quotes that run out soon stay so', () => {
  expect(filtersOf('follow_ups', { me: 'm' })).toEqual({ status: 'open', owner_id: 'm' });
  expect(filtersOf('follow_ups', { me: 'm', all: true, status: 'any', within: '7' })).toEqual({ due_within: '7' });
  expect(plain('follow_ups', { me: 'm' })).toBe(true);
  expect(plain('follow_ups', { me: 'm', all: true })).toBe(false);
  expect(searchOf('follow_ups', view({ status: 'open', owner_id: 'n' }))).toMatchObject({ status: undefined, owner: 'n', all: undefined });
  expect(searchOf('follow_ups', view({ due_within: '7' }))).toMatchObject({ status: 'any', all: true, within: '7' });
  const mine = view({ status: 'open', owner_id: 'm' });
  expect(shownView('follow_ups', [mine], { ...searchOf('follow_ups', mine), me: 'm' })).toBe(mine);
  expect(filtersOf('quotes', { soon: true })).toEqual({ runs_out_within: '7' });
  expect(searchOf('quotes', view({ runs_out_within: '7' }))).toMatchObject({ soon: true, state: undefined });
});
test('what was said with yes and no goes to the address and back', () => {
  expect(filtersOf('merges', { kind: 'lead', undone: 'no' })).toEqual({ kind: 'lead', undone: 'false' });
  expect(searchOf('merges', view({ undone: 'true' }))).toMatchObject({ undone: 'yes', kind: undefined });
  expect(filtersOf('consents', { stands: 'yes', purpose: 'news' })).toEqual({ stands: 'true', purpose: 'news' });
  expect(searchOf('consents', view({}))).toMatchObject({ stands: undefined });
});
test('lists of other services have views, too', () => {
  expect(filtersOf('invoices', { overdue: true, customer: 'c', peek: 'invoice:1' })).toEqual({ overdue: 'true', customer_id: 'c' });
  expect(searchOf('invoices', view({ overdue: 'true' }, '-issued_on'))).toMatchObject({ overdue: true, customer: undefined, sort: '-issued_on' });
  expect(filtersOf('people', { left: true })).toEqual({ left: 'true' });
  expect(plain('claims', { mine: true })).toBe(false);
});
