import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const assign = vi.fn();

beforeEach(() => {
  vi.resetModules();
  localStorage.clear();
  assign.mockClear();
  vi.stubGlobal('location', { assign });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('a tab goes along when another one moves', async () => {
  const { followMoves, noteMoves } = await import('./places.ts');
  localStorage.setItem('gerinc.moved', 'long ago');
  noteMoves();
  const stop = followMoves();
  expect(assign).not.toHaveBeenCalled();
  dispatchEvent(new StorageEvent('storage', { key: 'gerinc.moved' }));
  expect(assign).toHaveBeenCalledWith('/');
  stop();
});
test('and when it moved before this one listened', async () => {
  const { followMoves, noteMoves } = await import('./places.ts');
  noteMoves();
  localStorage.setItem('gerinc.moved', 'now');
  // Asking again who is logged in does not make old what happened meanwhile.
  noteMoves();
  followMoves()();
  expect(assign).toHaveBeenCalledWith('/');
});
test('a tab that never asked who is logged in stays', async () => {
  const { followMoves } = await import('./places.ts');
  localStorage.setItem('gerinc.moved', 'now');
  followMoves()();
  expect(assign).not.toHaveBeenCalled();
});
