import { expect, test } from 'vitest';
import { plainly } from './plainly.ts';

test('what has many parts is told in their order, without ids, marks and what is empty', () => {
  const step = { subject: 'Hello', body: 'As agreed.', template_id: '019ac1de-1111-7000-8000-000000000000', wait: { days: 3, hours: null }, values: ['web', ''], stop: true };
  expect(plainly(step)).toBe('Hello · As agreed. · 3 · web');
  expect(plainly(null)).toBe('');
});
