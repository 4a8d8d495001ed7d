import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reloadOnNewDeploy } from './deploy.ts';

let online = true;
const reload = vi.fn();
const missing = () => dispatchEvent(new Event('vite:preloadError', { cancelable: true }));

reloadOnNewDeploy();
beforeEach(() => {
  sessionStorage.clear();
  vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => online);
  vi.spyOn(location, 'reload').mockImplementation(reload);
});
afterEach(() => {
  vi.restoreAllMocks();
  reload.mockClear();
  online = true;
});

test('what a new deploy took away brings the new page, once', () => {
  expect(missing()).toBe(false);
  expect(missing()).toBe(true);
  expect(reload).toHaveBeenCalledTimes(1);
});

test('without a connection the page stays as it is', () => {
  online = false;
  expect(missing()).toBe(true);
  expect(reload).not.toHaveBeenCalled();
});
