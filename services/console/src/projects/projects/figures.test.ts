import { expect, test } from 'vitest';
import type { Entry } from '../queries.ts';
import { hoursByTask, plannedMargin, progressOf, unbilledTime } from './figures.ts';

const euros = (amount: string) => ({ amount, currency: 'EUR' });
const entry = (more: Partial<Entry> = {}): Entry => ({
  time_entry_id: 'e', project_id: 'p', task_id: 't', task_name: 'Design', person_id: 'a', person_name: 'Anna', work_on: '2026-11-24', hours: '2', billable_hours: '1.5',
  bill_amount: euros('150.00'), status: 'approved', billed: false, version: 1, ...more,
});

test('hours by task, logged and approved', () => {
  const by = hoursByTask([entry(), entry({ status: 'draft', hours: '0.25' }), entry({ task_id: 'u' })]);
  expect(by.get('t')).toEqual({ logged: '2.25', approved: '2' });
  expect(by.get('u')).toEqual({ logged: '2', approved: '2' });
});

test('only approved hours with a price and without an invoice are unbilled', () => {
  const found = unbilledTime([entry(), entry({ billed: true }), entry({ status: 'submitted' }), entry({ bill_amount: null, billable_hours: '0' }), entry({ billable_hours: '2', bill_amount: euros('200.05') })]);
  expect(found).toEqual({ entries: 2, hours: '3.5', amounts: [{ currency: 'EUR', amount: '350.0500' }] });
});

test('the planned margin never mixes currencies', () => {
  expect(plannedMargin(euros('100'), euros('60.50'))).toEqual({ currency: 'EUR', amount: '39.5000' });
  expect(plannedMargin(euros('100'), { amount: '60', currency: 'HUF' })).toBeUndefined();
});

test('the next milestone is the one due first of those open', () => {
  const milestones = [{ due_on: '2026-12-20', completed_on: null }, { due_on: null, completed_on: null }, { due_on: '2026-12-01', completed_on: null }, { due_on: '2026-01-01', completed_on: '2026-01-02' }];
  expect(progressOf(milestones)).toEqual({ done: 1, all: 4, next: milestones[2] });
});
