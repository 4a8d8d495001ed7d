import { expect, test } from 'vitest';
import { restored } from './useForm.ts';

test('a form that begins with something newer gets back only what was touched', () => {
  const kept = { values: { name: 'mine', hours: '8' }, from: { name: 'old', hours: '8' }, key: 'kept' };
  expect(restored(kept, { name: 'old', hours: '8' })).toEqual({ key: 'kept', values: { name: 'mine', hours: '8' } });
  const newer = restored(kept, { name: 'old', hours: '40' });
  expect(newer.values).toEqual({ name: 'mine', hours: '40' });
  // What is sent now is not what was sent before.
  expect(newer.key).not.toBe('kept');
});
