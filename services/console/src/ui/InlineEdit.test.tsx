import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadTexts, setLanguage } from '../i18n/index.ts';
import { InlineEdit } from './InlineEdit.tsx';

const saved = vi.fn<(base: string, value: string | null) => void>();
let root: ReturnType<typeof createRoot>;
/** A record as live updates bring it: what is saved says on which state of it. */
const shows = (value: string) =>
  act(async () =>
    root.render(
      <InlineEdit
        label="Name"
        kind="text"
        value={value}
        shown={value}
        onSave={async (typed) => {
          saved(value, typed);
        }}
      />,
    ),
  );
const field = () => document.querySelector('input');
const click = () => act(async () => document.querySelector('button')?.click());
const type = (text: string) =>
  act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field(), text);
    field()?.dispatchEvent(new Event('input', { bubbles: true }));
  });
const enter = () => act(async () => field()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })));

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  saved.mockReset();
  root = createRoot(document.body.appendChild(document.createElement('p')));
  await shows('first');
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

test('a field is saved on what it was opened with, whatever came meanwhile', async () => {
  await click();
  await type('mine');
  await shows('theirs');
  await enter();
  expect(saved.mock.calls).toEqual([['first', 'mine']]);
  await click();
  await type('again');
  await enter();
  expect(saved.mock.calls[1]).toEqual(['theirs', 'again']);
});

test('a field in which nothing was typed does not bring back what it was opened with', async () => {
  await click();
  await shows('theirs');
  await enter();
  expect(saved).not.toHaveBeenCalled();
  expect(document.querySelector('button')?.textContent).toBe('theirs');
});

test('an amount finer than its currency is refused at the field, in the words of forms', async () => {
  await setLanguage('en');
  await loadTexts('common');
  await act(async () =>
    root.render(
      <InlineEdit
        label="Value"
        kind="amount"
        currency="HUF"
        value="900"
        shown="Ft 900"
        onSave={async (typed) => {
          saved('900', typed);
        }}
      />,
    ),
  );
  await click();
  await type('900.505');
  await enter();
  expect(saved).not.toHaveBeenCalled();
  expect(document.querySelector('[role=alert]')?.textContent).toBe('Amounts in HUF have at most 2 decimals, such as 900.51.');
  expect(field()?.getAttribute('aria-invalid')).toBe('true');
  await type('900.50');
  await enter();
  expect(saved.mock.calls).toEqual([['900', '900.50']]);
});
