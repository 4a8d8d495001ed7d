/* Countries, currencies and time zones by the names the person's language gives them. */
import { collator } from './format.ts';
import { locale } from './index.ts';

const countryCodes =
  'AD AE AL AM AR AT AU AZ BA BE BG BR CA CH CL CN CO CY CZ DE DK EE EG ES FI FR GB GE GR HK HR HU ID IE IL IN IS IT JP KE KR KZ LI LT LU LV MA MC MD ME MK MT MX MY NG NL NO NZ PE PH PL PT RO RS SA SE SG SI SK SM TH TN TR TW UA US VA VN XK ZA';
const currencyCodes =
  'AED ALL AUD BAM BGN BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS INR ISK JPY KRW MDL MKD MXN NOK NZD PLN RON RSD SEK SGD TRY UAH USD ZAR';
const euro = 'AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK';
const own: Readonly<Record<string, string>> = {
  AE: 'AED', AL: 'ALL', AU: 'AUD', BA: 'BAM', BR: 'BRL', CA: 'CAD', CH: 'CHF', CN: 'CNY', CZ: 'CZK', DK: 'DKK', GB: 'GBP', HK: 'HKD', HU: 'HUF',
  IL: 'ILS', IN: 'INR', IS: 'ISK', JP: 'JPY', KR: 'KRW', LI: 'CHF', MD: 'MDL', MK: 'MKD', MX: 'MXN', NO: 'NOK', NZ: 'NZD', PL: 'PLN', RO: 'RON',
  RS: 'RSD', SE: 'SEK', SG: 'SGD', TR: 'TRY', UA: 'UAH', US: 'USD', ZA: 'ZAR',
};

export type Choice = { readonly value: string; readonly label: string };
const named = (codes: string, type: 'region' | 'currency', label: (name: string, code: string) => string): Choice[] => {
  const names = new Intl.DisplayNames(locale(), { type });
  const { compare } = collator();
  return codes.split(' ').map((value) => ({ value, label: label(names.of(value) ?? value, value) })).toSorted((a, b) => compare(a.label, b.label));
};

export const countries = (): Choice[] => named(countryCodes, 'region', (name) => name);
export const currencies = (): Choice[] => named(currencyCodes, 'currency', (name, code) => `${code} · ${name}`).toSorted((a, b) => (a.value < b.value ? -1 : 1));
export const countryName = (code: string): string => new Intl.DisplayNames(locale(), { type: 'region' }).of(code) ?? code;
/** What a country pays with; the dollar where we do not know. */
export const currencyOf = (country: string): string => own[country] ?? (euro.split(' ').includes(country) ? 'EUR' : 'USD');

export const timeZones = (): Choice[] => {
  const known = Intl.supportedValuesOf('timeZone');
  const here = guessedTimeZone();
  return (known.includes(here) ? known : [here, ...known]).map((value) => ({ value, label: value.replaceAll('_', ' ') }));
};
export const guessedTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'Europe/Budapest';

/** The country, from the zone where that says it, else from the browser's language. */
export function guessedCountry(zone = guessedTimeZone(), languages: readonly string[] = navigator.languages): string {
  const byZone: Readonly<Record<string, string>> = {
    'Europe/Budapest': 'HU', 'Europe/Vienna': 'AT', 'Europe/Berlin': 'DE', 'Europe/Bratislava': 'SK', 'Europe/Prague': 'CZ', 'Europe/Warsaw': 'PL',
    'Europe/Bucharest': 'RO', 'Europe/London': 'GB', 'Europe/Dublin': 'IE', 'Europe/Paris': 'FR', 'Europe/Madrid': 'ES', 'Europe/Rome': 'IT',
    'Europe/Zagreb': 'HR', 'Europe/Belgrade': 'RS', 'Europe/Ljubljana': 'SI', 'Europe/Zurich': 'CH', 'Europe/Amsterdam': 'NL', 'Europe/Brussels': 'BE',
    'Europe/Stockholm': 'SE', 'Europe/Copenhagen': 'DK', 'Europe/Oslo': 'NO', 'Europe/Helsinki': 'FI', 'Europe/Lisbon': 'PT', 'America/New_York': 'US',
  };
  const byLanguage = languages.map((language) => new Intl.Locale(language).region).find((region) => region && countryCodes.includes(region));
  return byZone[zone] ?? byLanguage ?? 'HU';
}
