import { act, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useTyped } from './useTyped.ts';

const told = vi.fn<(value: string | undefined) => void>();
const field: { type: (text: string) => void } = { type: () => {} };
let root: ReturnType<typeof createRoot>;
const box = () => document.body.firstElementChild?.textContent;

function Field({ value }: { value: string }) {
  const [typed, setTyped] = useTyped(value, told);
  useEffect(() => {
    field.type = setTyped;
  }, [setTyped]);
  return typed;
}
/** The address says this. */
const says = (value: string) => act(async () => root.render(<Field value={value} />));
/** Somebody types this far, and waits. */
const types = async (text: string, milliseconds = 300) => {
  await act(async () => field.type(text));
  await act(async () => vi.advanceTimersByTime(milliseconds));
};

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers();
  told.mockReset();
  root = createRoot(document.body.appendChild(document.createElement('p')));
  await says('');
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('what is typed while the address catches up is not lost', async () => {
  await types('a');
  await types('ab', 50);
  // Only now the address has the first letter.
  await says('a');
  expect(box()).toBe('ab');
  await act(async () => vi.advanceTimersByTime(300));
  await types('abc');
  await says('ab');
  expect(box()).toBe('abc');
  await says('abc');
  expect(box()).toBe('abc');
  expect(told.mock.calls.flat()).toEqual(['a', 'ab', 'abc']);
});
test('a space at the end stays until more is typed', async () => {
  await types('two ');
  await says('two');
  expect(box()).toBe('two ');
  await types('two words');
  expect(told.mock.calls.flat()).toEqual(['two', 'two words']);
});
test('what somebody else puts into the address replaces what is typed', async () => {
  await types('abc');
  await says('abc');
  await says('');
  expect(box()).toBe('');
  await says('of a view');
  expect(box()).toBe('of a view');
  // Back to what was typed once, by the button of the browser.
  await says('abc');
  expect(box()).toBe('abc');
  expect(told).toHaveBeenCalledTimes(1);
});
test('what is deleted again goes from the address', async () => {
  await says('a');
  await types('');
  expect(told).toHaveBeenLastCalledWith(undefined);
});
