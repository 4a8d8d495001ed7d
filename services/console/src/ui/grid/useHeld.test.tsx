import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noteOthers } from '../../api/lists.ts';
import { noteWriter } from '../../api/mine.ts';
import { useHeld } from './useHeld.ts';

let root: ReturnType<typeof createRoot>;
let at: number;
/** Each test reads another list: what was noted of one stays. */
let query = '';
const box = () => document.querySelector('p > span')?.textContent;

function Rows({ rows }: { rows: readonly string[] }) {
  const list = { rows, loading: false, stale: false, error: null, retry: () => {}, version: { query, pages: 1, at }, more: { has: false, loading: false, load: () => {} } };
  const held = useHeld(list, (row) => row);
  return <span {...held.hands}>{`${held.rows.join(' ')} ${held.changes}`}</span>;
}
/** The list was asked for, and holds these. */
const holds = (...rows: readonly string[]) => act(async () => {
  vi.advanceTimersByTime(1000);
  at = Date.now();
  root.render(<Rows rows={rows} />);
});
const others = () => {
  vi.advanceTimersByTime(1000);
  noteOthers(query);
};
const points = (does: 'pointerover' | 'pointerout') => act(async () => void document.querySelector('span')?.dispatchEvent(new PointerEvent(does, { bubbles: true, relatedTarget: document.body })));

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers();
  query += 'q';
  root = createRoot(document.body.appendChild(document.createElement('p')));
  await holds('b', 'c');
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('what others change is counted while somebody points at the list, and there once they left it', async () => {
  await points('pointerover');
  others();
  await holds('a', 'b', 'c');
  expect(box()).toBe('b c 1');
  await points('pointerout');
  expect(box()).toBe('a b c 0');
});
test('it stays counted when the list is asked again for another reason', async () => {
  await points('pointerover');
  others();
  await holds('a', 'b', 'c');
  await holds('a', 'b', 'c');
  expect(box()).toBe('b c 1');
  // What one does oneself meanwhile is there at once, in its place.
  noteWriter('d', true);
  await holds('a', 'b', 'c', 'd');
  expect(box()).toBe('b c d 1');
});
test('what nobody else changed is there at once', async () => {
  await points('pointerover');
  await holds('a', 'b', 'c');
  expect(box()).toBe('a b c 0');
});
