import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { later } from './soon.ts';

beforeEach(() => vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true));
afterEach(() => vi.unstubAllGlobals());

const Greeting = ({ name }: { readonly name: string }) => <p>Hello {name}</p>;

test('a part shows what stands in its place until it has come, and then comes at once', async () => {
  let arrive: (module: { Greeting: typeof Greeting }) => void = () => undefined;
  let asked = 0;
  const Later = later(() => new Promise<{ Greeting: typeof Greeting }>((resolve) => {
    asked += 1;
    arrive = resolve;
  }), 'Greeting');
  const place = document.createElement('div');
  const root = createRoot(place);
  await act(async () => root.render(<Later name="Ada" meanwhile="…" />));
  expect(place.textContent).toBe('…');
  await act(async () => arrive({ Greeting }));
  expect(place.textContent).toBe('Hello Ada');
  await act(async () => root.render(<Later key="again" name="Grace" meanwhile="…" />));
  expect(place.textContent).toBe('Hello Grace');
  expect(asked).toBe(1);
});

test('what did not come is asked for again', async () => {
  let tries = 0;
  const Later = later(async () => {
    tries += 1;
    if (tries === 1) throw new Error('away');
    return { Greeting };
  }, 'Greeting');
  await expect(Later.preload()).rejects.toThrow('away');
  await Later.preload();
  const place = document.createElement('div');
  await act(async () => createRoot(place).render(<Later name="Ada" />));
  expect(place.textContent).toBe('Hello Ada');
});
