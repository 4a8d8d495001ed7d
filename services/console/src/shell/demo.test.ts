import { expect, test } from 'vitest';
import { home } from './demo.ts';

const place = (org_id: string, guest = false) => ({ org_id, guest, name: org_id, current: guest });

test('a guest goes back to where they came from', () => {
  const places = [place('first'), place('second'), place('demo', true)];
  expect(home(places, 'second')?.org_id).toBe('second');
});

test('who is no longer there, or came from another demo company, goes to the first of their own', () => {
  const places = [place('old demo', true), place('first'), place('demo', true)];
  for (const from of ['gone', 'old demo', null]) expect(home(places, from)?.org_id).toBe('first');
});

test('who has no organisation of their own has nowhere to go back to', () => {
  expect(home([place('demo', true)], 'demo')).toBeUndefined();
});
