import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { Dialog } from './Dialog.tsx';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

test('Escape closes the topmost of two dialogs, and then the one below', async () => {
  const [below, above] = [vi.fn(), vi.fn()];
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  const draw = (both: boolean) =>
    act(async () =>
      root.render(
        <MantineProvider env="test">
          <Dialog title="Below" onClose={below}>
            <p>1</p>
          </Dialog>
          {both && (
            <Dialog title="Above" onClose={above}>
              <p>2</p>
            </Dialog>
          )}
        </MantineProvider>,
      ),
    );
  const escape = () => act(async () => void document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })));
  await draw(true);
  await escape();
  expect([below.mock.calls.length, above.mock.calls.length]).toEqual([0, 1]);
  await draw(false);
  await vi.waitFor(async () => {
    await escape();
    expect(below).toHaveBeenCalled();
  });
  await act(async () => root.unmount());
});
