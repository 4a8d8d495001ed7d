import { beforeEach, expect, test } from 'vitest';
import { setTimeZone } from '../../i18n/format.ts';
import { loadTexts, setLanguage } from '../../i18n/index.ts';
import { dueOn } from './due.ts';

// 18:36 in Budapest, where it is already the 28th when it is 23:30 elsewhere.
const now = new Date('2026-11-27T17:36:00Z');
const text = (day: string, time?: string | null, at = now) => dueOn(day, time, at).text;

beforeEach(async () => {
  setTimeZone('Europe/Budapest');
  await setLanguage('en');
  await loadTexts('crm');
});

test('a day close by is called by its name, once', () => {
  expect(text('2026-11-27')).toBe('today');
  expect(text('2026-11-27', '19:30:00')).toBe('today 19:30');
  expect(text('2026-11-28', '09:00')).toBe('tomorrow 09:00');
  expect(text('2026-12-01', '09:00')).toBe('1 Dec 2026 09:00 · in 4 days');
  expect(text('2026-12-01', null)).toBe('1 Dec 2026 · in 4 days');
});
test('what has passed is late in words, also within the day', () => {
  expect(dueOn('2026-11-27', '15:30:00', now)).toEqual({ when: 'today 15:30', far: 'late', late: true, text: 'today 15:30 · late' });
  expect(text('2026-11-26', '15:30')).toBe('yesterday 15:30 · late');
  expect(text('2026-11-24')).toBe('24 Nov 2026 · 3 days late');
});
test('a day is late when it is over, a time when it has passed, by the clock of the organisation', () => {
  expect(dueOn('2026-11-27', undefined, now).late).toBe(false);
  expect(dueOn('2026-11-27', '18:36', now).late).toBe(false);
  expect(dueOn('2026-11-27', '18:35', now).late).toBe(true);
  const night = new Date('2026-11-27T23:30:00Z');
  expect(text('2026-11-28', '00:15', night)).toBe('today 00:15 · late');
  expect(text('2026-11-28', '01:00', night)).toBe('today 01:00');
});
test('in Hungarian as well', async () => {
  await setLanguage('hu');
  await loadTexts('crm');
  expect(text('2026-11-27', '15:30')).toBe('ma 15:30 · késésben');
  expect(text('2026-11-28', '09:00')).toBe('holnap 09:00');
  expect(text('2026-11-24')).toBe('2026. nov. 24. · 3 nap késés');
});
