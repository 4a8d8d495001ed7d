/* What expenses says at a field. */
import type { Sentences } from './match.ts';

export const expenses: Sentences = {
  'the claim has no such line; leave the id out for a new one': { en: 'The claim has no such line any more.', hu: 'Az elszámolásban már nincs ilyen tétel.' },
  'names a line that stands above already': { en: 'This line is there twice.', hu: 'Ez a tétel kétszer szerepel.' },
  'there is no such category; GET /v1/categories lists them': { en: 'There is no such category.', hu: 'Nincs ilyen kategória.' },
  'there is no such project, or it is not known here yet': { hu: 'Nincs ilyen projekt, vagy itt még nem ismert.' },
  'there is no such cost centre': { hu: 'Nincs ilyen költséghely.' },
  'this cost centre is closed; choose an open one': { hu: 'Ez a költséghely le van zárva; nyitottat kell választani.' },
  'lies in the future; today is {0}': { en: 'Must not be in the future; today is {0}.', hu: 'Nem lehet jövőbeli; a mai nap {0}.' },
  'must be above zero and in whole minor units of its currency': { en: 'Must be above zero, with no more decimals than the currency has.', hu: 'Nullánál nagyobb kell, legfeljebb annyi tizedesjeggyel, amennyit a pénznem megenged.' },
  'must be in {0}, the currency of the first line; write a claim for each currency': { hu: 'Az első tétel pénznemében ({0}) kell megadni; más pénznemhez külön elszámolás kell.' },
  'needs a project with a client, who is charged': { en: 'Needs a project with a client who is charged.', hu: 'Olyan projekt kell hozzá, amelynek van ügyfele, akire továbbterhelhető.' },
  'line {} of the claim: {fault}': { en: 'Line {0}: {fault}', hu: '{0}. tétel: {fault}' },
  'a claim has 1 to {MAX_LINES} lines': { hu: 'Egy elszámolásban 1 és {MAX_LINES} közötti tétel lehet.' },
  'the sum of the lines is out of range: {0}': { en: 'The sum of the lines is too large.', hu: 'A tételek összege túl nagy.' },
  'another cost centre has the code {0}; choose another one': { hu: 'Ez a kód már egy másik költséghelyé: {0}. Másikat kell választani.' },
  'send the file with Content-Type image/jpeg, image/png, image/webp or application/pdf': { en: 'Must be a picture (JPEG, PNG, WebP) or a PDF.', hu: 'Kép (JPEG, PNG, WebP) vagy PDF lehet.' },
  'a claim has at most {MAX_RECEIPTS} receipts': { hu: 'Egy elszámoláshoz legfeljebb {MAX_RECEIPTS} bizonylat tartozhat.' },
};
