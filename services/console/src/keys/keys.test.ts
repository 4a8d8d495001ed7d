import { expect, test, vi } from 'vitest';
import { duplicates, find, isPrefix, isSingle, register, written } from './registry.ts';

const key = (name: string, with_: Partial<KeyboardEvent> = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...with_ });

test('keys are written one way', () => {
  expect(written(key('k', { metaKey: true }))).toBe('mod+k');
  expect(written(key('?', { shiftKey: true }))).toBe('?');
  expect(written(key('ArrowUp', { altKey: true }))).toBe('alt+ArrowUp');
  expect(written(key(' '))).toBe('Space');
  expect(isSingle('g d')).toBe(true);
  expect(isSingle('mod+k')).toBe(false);
});
test('the nearest scope wins, and leaves nothing behind', () => {
  const outer = vi.fn();
  const inner = vi.fn();
  const leaveOuter = register({ name: 'a', title: 'a', commands: [{ id: '1', label: '1', keys: 'c', run: outer }, { id: '2', label: '2', keys: 'g d', run: outer }] });
  const leaveInner = register({ name: 'b', title: 'b', commands: [{ id: '1', label: '1', keys: 'c', run: inner }] });
  find('c')?.run?.();
  expect(inner).toHaveBeenCalledOnce();
  expect(isPrefix('g')).toBe(true);
  leaveInner();
  find('c')?.run?.();
  expect(outer).toHaveBeenCalledOnce();
  leaveOuter();
  expect(find('c')).toBeUndefined();
});
test('a scope cannot give a key twice', () => {
  const twice = [{ id: '1', label: '', keys: 'x' }, { id: '2', label: '', keys: 'x' }];
  expect(duplicates(twice)).toEqual(['x']);
  expect(() => register({ name: 'c', title: 'c', commands: twice })).toThrow(/x/);
});
