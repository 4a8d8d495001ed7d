import { expect, test } from 'vitest';
import { hoursIn, hoursOf } from './workingHours.ts';

test('hours come back as they were kept, and every hour as none', () => {
  const kept = { days: ['monday', 'friday'] as const, from: '08:30:00', to: '12:00:00' };
  expect(hoursIn(hoursOf({ ...kept, days: [...kept.days] }))).toEqual(kept);
  expect(hoursIn(hoursOf(null))).toBeNull();
  expect(hoursOf(undefined)).toMatchObject({ on: false, from: '09:00', to: '17:00', days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] });
});

test('days stand in the order of the week, and what is no time goes as it was typed', () => {
  expect(hoursIn({ on: true, days: ['friday', 'monday'], from: '8:00', to: 'late' })).toEqual({ days: ['monday', 'friday'], from: '08:00:00', to: 'late' });
});
