import { expect, test } from 'vitest';
import { domains } from '../domains.ts';

const menu = domains.flatMap((domain) => domain.menu);

// The collapsed menu shows nothing else of them.
test('no two entries of the menu have the same sign', () => {
  const signs = menu.map(({ icon }) => icon);
  expect(menu.filter(({ icon }, place) => signs.indexOf(icon) !== place).map(({ to }) => to)).toEqual([]);
});

test('no two entries of the menu have the same keys', () => {
  const keys = menu.flatMap((entry) => entry.keys ?? []);
  expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([]);
});
