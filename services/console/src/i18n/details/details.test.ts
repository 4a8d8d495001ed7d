import { afterEach, describe, expect, test } from 'vitest';
import { setLanguage } from '../index.ts';
import { labelOf, problemOf, saidOf, toldOf } from './index.ts';

afterEach(() => setLanguage('en'));
const both = async (say: () => string | undefined) => {
  await setLanguage('en');
  const english = say();
  await setLanguage('hu');
  return [english, say()];
};

describe('what a service says at a field', () => {
  test.each([
    ['must be 0 or more', 'Must be 0 or more.', 'Nulla vagy több lehet.'],
    ['must be at most 200 characters, got 5000', 'Must be at most 200 characters (now 5,000).', 'Legfeljebb 200 karakter lehet (most 5 000).'],
    ['must not be in the future; today is 2026-11-03', 'Must not be in the future; today is 3 Nov 2026.', 'Nem lehet jövőbeli; a mai nap 2026. nov. 3.'],
    ['the amounts add up to 1234.5 EUR, the price is 2000 EUR', 'The amounts add up to EUR 1,234.50, the price is EUR 2,000.00.', 'Az összegek együtt 1 234,50 EUR, az ár 2 000,00 EUR.'],
    ['the shares add up to 99.5, not to 100', 'The shares add up to 99.5%, not to 100%.', 'Az arányok összege 99,5%, és nem 100%.'],
    ['one contact must have the role decision_maker', 'One contact must have the role “decision maker”.', 'Kell egy kapcsolattartó ebben a szerepben: döntéshozó.'],
    ['there is no such tag; GET /v1/tags lists them', 'There is no such tag.', 'Nincs ilyen címke.'],
    ['Size of the team is required', '“Size of the team” is needed.', 'Kitöltése szükséges (Size of the team).'],
    ['is needed: say what is sold; begin in a stage that does not ask for it', 'Lines are needed: what is sold. Begin in a stage that does not ask for it.', 'Tételek kellenek: mi az, amit eladunk. Olyan szakaszban kezdhető, amely ezt nem kéri.'],
    ['there is no variable {{nmae}}; there are name, first_name, company, job_title, email, sender, deal and quote_link', 'There is no variable {{nmae}}; there are name, first_name, company, job_title, email, sender, deal and quote_link.', 'Nincs ilyen változó: {{nmae}}. Használható: name, first_name, company, job_title, email, sender, deal és quote_link.'],
    ['Only numbers have a minus; this is a text. (at character 3: "x")', 'Only numbers have a minus; this is a text. (at character 3: “x”)', 'Mínusz csak szám előtt állhat; ez szöveg. (3. karakter: „x”)'],
    ['/website: must be 0 or more', 'Website: Must be 0 or more.', 'Weboldal: Nulla vagy több lehet.'],
    ['lines/1/quantity: must be at most 5', 'Lines › 2 › Quantity: Must be at most 5.', 'Tételek › 2. › Mennyiség: Legfeljebb 5 lehet.'],
    ['invalid-field: /custom: a bound of Seats is a number', 'Own fields: “Seats” is filtered by numbers.', 'Egyéni mezők: Számmal szűrhető: Seats.'],
    ['note: something else', 'Note: something else.', 'Note: something else.'],
    ['invalid type: null, expected a string', 'A value of this kind does not fit here.', 'Ilyen érték itt nem adható meg.'],
  ])('%s', async (detail, english, hungarian) => {
    // Numbers and their units are kept together by spaces that do not break.
    expect((await both(() => saidOf(detail))).map((text) => text?.replace(/[\u00a0\u202f]/g, ' '))).toEqual([english, hungarian]);
  });
  test('that nobody knows stays what it is', async () => {
    expect(await both(() => saidOf('must be blue'))).toEqual(['Must be blue.', 'Must be blue.']);
  });
});

test('a problem is said by its sentence, else by its name, else as it came', async () => {
  expect(await both(() => problemOf('weak-password', 'the password must not be the e-mail address'))).toEqual(['The password must not be the e-mail address.', 'A jelszó nem lehet az e-mail-cím.']);
  expect(await both(() => problemOf('quote-not-draft', 'The quote is sent; only a draft can change. POST ...'))).toEqual(['Only a draft can change. Begin another version of the quote.', 'Csak piszkozat módosítható. Az ajánlatból új változatot kell kezdeni.']);
  expect(await both(() => problemOf('same-version', 'They go through this version already.'))).toEqual(['They go through this version already.', 'Már ezt a változatot kapja.']);
  expect(await both(() => problemOf('new', 'Something new.'))).toEqual(['Something new.', 'Something new.']);
});

test('a refusal that was kept as one line is said with its fields, each once', async () => {
  const twice = '/title: must not be empty /title: must not be empty';
  expect(await both(() => toldOf('invalid-field', twice))).toEqual(['Title: Must not be empty.', 'Cím: Nem lehet üres.']);
  const asks = 'The stage asks for more. /lines: must not be empty /lines/0/quantity: must be 0 or more';
  expect(await both(() => toldOf('stage-requirements', asks))).toEqual([
    'The stage asks for more. Lines: Must not be empty. Lines › 1 › Quantity: Must be 0 or more.',
    'A szakaszhoz több adat kell. Tételek: Nem lehet üres. Tételek › 1. › Mennyiség: Nulla vagy több lehet.',
  ]);
  expect(await both(() => toldOf('webhook-not-used', 'The webhook is not used.'))).toEqual(['The webhook is not used.', 'A webhook már nincs használatban.']);
});

test('what became of a call is said', async () => {
  expect(await both(() => saidOf('It answered 404 Not Found.'))).toEqual(['It answered 404 Not Found.', 'Válasza: 404 Not Found.']);
  expect(await both(() => saidOf('hooks.client.example has no address.'))).toEqual(['Hooks.client.example has no address.', 'Nincs címe: hooks.client.example.']);
});

test.each([
  ['/account_id', 'Account', 'Ügyfél'],
  ['/lines/0/unit_price', 'Lines › 1 › Unit price', 'Tételek › 1. › Egységár'],
  ['min_score', 'Min score', 'Legkisebb pontszám'],
  ['/custom/01890a5d-ac96-774b-bcce-b302099a8057', 'Own fields', 'Egyéni mezők'],
  ['/what_is_this', undefined, undefined],
  ['', undefined, undefined],
])('%s is called %s', async (pointer, english, hungarian) => expect(await both(() => labelOf(pointer))).toEqual([english, hungarian]));
