/* What all services say of a value: texts, numbers, amounts, days, codes. */
import type { Sentences } from './match.ts';

export const kernel: Sentences = {
  'is missing': { en: 'Fill this in.', hu: 'Kitöltése szükséges.' },
  'must not be empty': { hu: 'Nem lehet üres.' },
  'must be at most {max} characters, got {got}': { en: 'Must be at most {max} characters (now {got}).', hu: 'Legfeljebb {max} karakter lehet (most {got}).' },
  'must not contain control characters such as line breaks or NUL; remove the one at position {position}': { en: 'Must not contain control characters such as line breaks; remove the one at position {position}.', hu: 'Nem lehet benne vezérlőkarakter, például sortörés; a törlendő helye: {position}. karakter.' },
  'must consist of the letters A-Z and a-z, digits and the characters . _ / - only': { hu: 'Csak ékezet nélküli betű, számjegy és . _ / - jel lehet benne.' },
  'must be an e-mail address such as anna@example.com': { hu: 'E-mail-cím kell, például anna@example.com.' },
  'must be an e-mail address': { hu: 'E-mail-cím kell.' },
  'must be true or false': { en: 'Must be yes or no.', hu: 'Igen vagy nem lehet.' },
  'must be one of {}': { hu: 'Ezek egyike lehet: {0}.' },
  'must name each role once; {role} is there twice': { en: 'Each role can be given once; “{role}” is there twice.', hu: 'Egy szerepkör csak egyszer szerepelhet; ez kétszer áll itt: {role}.' },

  'must be a decimal number in a string, such as "115.60"': { en: 'Must be an amount such as 115.60.', hu: 'Összeg kell, például 115,60.' },
  'must have at most 4 decimals; round the amount before sending it': { en: 'Must have at most 4 decimals.', hu: 'Legfeljebb 4 tizedesjegy lehet.' },
  'must be smaller than 1000000000000000 (10^15) in magnitude': { en: 'Must be smaller than 10^15.', hu: 'Kisebbnek kell lennie, mint 10^15.' },
  "{left} and {right} cannot be combined; convert one of the amounts to the other's currency first": { en: '{left} and {right} cannot be added up; give both amounts in one currency.', hu: 'Nem adható össze: {left} és {right}. Mindkét összeget azonos pénznemben kell megadni.' },
  'an amount must be rounded to whole minor units of its currency before it is allocated': { en: 'The amount has more decimals than its currency.', hu: 'Az összegnek több a tizedesjegye, mint amennyit a pénznem megenged.' },
  'allocation needs weights of 0 or more, at least one of them above 0': { en: 'An amount cannot be divided like this: at least one share must be above 0.', hu: 'Az összeg így nem osztható fel: legalább egy résznek nullánál nagyobbnak kell lennie.' },
  'must be a decimal number in a string, such as "7.5"': { en: 'Must be a number such as 7.5.', hu: 'Szám kell, például 7,5.' },
  'must have at most {max} decimals': { hu: 'Legfeljebb {max} tizedesjegy lehet.' },
  'must be at most {max}': { hu: 'Legfeljebb {max} lehet.' },
  'must be a number such as 1250 or 1250.50': { hu: 'Szám kell, például 1250 vagy 1250,50.' },
  'must be a whole number such as 25': { hu: 'Egész szám kell, például 25.' },
  'must be a whole number from 1 to 200': { hu: '1 és 200 közötti egész szám lehet.' },

  'must be an ISO 3166-1 country code of two capitals, such as HU': { en: 'Must be the country code of two capitals, such as HU.', hu: 'Kétbetűs, nagybetűs országkód kell, például HU.' },
  'must be an active ISO 4217 currency code in capitals, such as EUR': { en: 'Must be the code of a currency in use, such as EUR.', hu: 'Használatban lévő pénznem kódja kell, például EUR.' },
  'must be an IANA time zone name such as Europe/Budapest': { en: 'Must be the name of a time zone, such as Europe/Budapest.', hu: 'Időzóna neve kell, például Europe/Budapest.' },
  'must be a hyphenated UUID such as 01890a5d-ac96-774b-bcce-b302099a8057': { en: 'This is no identifier; choose the record from the list.', hu: 'Ez nem azonosító; a rekordot a listából kell kiválasztani.' },
  'must be the next_cursor of a page of this list; leave it out to start from the first page': { en: 'The list cannot go on from here; open it again.', hu: 'A lista innen nem folytatható; újra meg kell nyitni.' },

  'the last day {to} must not be before the first day {from}': { en: 'The last day ({to}) must not be before the first ({from}).', hu: 'Az utolsó nap ({to}) nem lehet korábbi az elsőnél ({from}).' },
  'must lie in the years 1900 to 9999': { hu: 'Az 1900 és 9999 közötti évekbe kell esnie.' },
  'must be a month written as year and month, such as 2026-03': { en: 'Must be a month, such as 2026-03.', hu: 'Hónap kell, például 2026-03.' },
  'is no day or time; write a day like 2026-02-28, a time like 17:30:00, a moment like 2026-02-28T17:30:00Z': { en: 'This is no day or time. Days are written like 2026-02-28, times like 17:30.', hu: 'Ez nem nap vagy időpont. A nap alakja 2026-02-28, az időponté 17:30.' },

  'is no field of an object': { en: 'This is not expected here.', hu: 'Ez itt nem adható meg.' },
  'is there twice; send it once': { en: 'This is there twice; give it once.', hu: 'Kétszer szerepel; egyszer kell megadni.' },
};

/** What the libraries that read requests say; no sentences of ours. The console sends nothing of the kind unless somebody wrote the address by hand. */
export const library: Sentences = {
  'missing field `{field}`': { en: 'Fill this in.', hu: 'Kitöltése szükséges.' },
  'unknown field `{field}`, expected {wanted}': { en: 'There is no such field: {field}.', hu: 'Nincs ilyen mező: {field}.' },
  'unknown field `{field}`, there are no fields': { en: 'There is no such field: {field}.', hu: 'Nincs ilyen mező: {field}.' },
  'unknown variant `{found}`, expected {wanted}': { en: '“{found}” cannot be chosen here.', hu: 'Itt nem választható: {found}.' },
  'invalid type: {found}, expected {wanted}': { en: 'A value of this kind does not fit here.', hu: 'Ilyen érték itt nem adható meg.' },
  'invalid value: {found}, expected {wanted}': { en: 'This value does not fit here.', hu: 'Ez az érték itt nem adható meg.' },
  'UUID parsing failed: {why}': { en: 'This is no identifier; choose the record from the list.', hu: 'Ez nem azonosító; a rekordot a listából kell kiválasztani.' },
  'invalid-query: A query parameter does not fit: {why}': { en: 'One of the filters, or the order, does not fit.', hu: 'Valamelyik szűrő vagy a rendezés nem megfelelő.' },
  'error sending request: {why}': { en: 'It could not be reached: {why}', hu: 'Nem volt elérhető: {why}' },
  'invalid length {found}, expected {wanted}': { en: 'There are too many or too few of them.', hu: 'Túl sok vagy túl kevés van belőle.' },
};
