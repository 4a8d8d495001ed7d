import { expect, test } from 'vitest';
import { countries, currencies, currencyOf, guessedCountry, timeZones } from './places.ts';

test('the country is guessed by zone, then by language', () => {
  expect(guessedCountry('Europe/Budapest', ['en-GB'])).toBe('HU');
  expect(guessedCountry('Etc/UTC', ['en', 'de-AT'])).toBe('AT');
  expect(guessedCountry('Etc/UTC', ['en'])).toBe('HU');
});
test('every country has a currency that can be chosen', () => {
  const known = new Set(currencies().map((one) => one.value));
  expect(countries().filter((one) => !known.has(currencyOf(one.value)))).toEqual([]);
  expect([currencyOf('HU'), currencyOf('SK'), currencyOf('CH')]).toEqual(['HUF', 'EUR', 'CHF']);
});
test('zones are offered', () => expect(timeZones().some((zone) => zone.value === 'Europe/Budapest')).toBe(true));
