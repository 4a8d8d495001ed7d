import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeEach, expect, test } from 'vitest';
import { useRemembered } from './remembered.ts';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
beforeEach(() => localStorage.clear());

function Shown({ known }: { readonly known: number | undefined }) {
  return <p>{String(useRemembered('test', known))}</p>;
}
async function drawn(...all: readonly (number | undefined)[]): Promise<string[]> {
  const place = document.createElement('div');
  const root = createRoot(place);
  const seen: string[] = [];
  for (const known of all) {
    await act(async () => root.render(<Shown known={known} />));
    seen.push(place.textContent);
  }
  await act(async () => root.unmount());
  return seen;
}

test('what was known the last time is there before it is known again', async () => {
  expect(await drawn(undefined, 3)).toEqual(['undefined', '3']);
  expect(await drawn(undefined, 4)).toEqual(['3', '4']);
  expect(await drawn(undefined)).toEqual(['4']);
});
test('what somebody else wrote there is nothing', async () => {
  localStorage.setItem('gerinc.known.test', '{');
  expect(await drawn(undefined)).toEqual(['undefined']);
});
