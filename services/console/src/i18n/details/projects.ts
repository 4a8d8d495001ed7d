/* What projects says at a field. */
import type { Sentences } from './match.ts';

export const projects: Sentences = {
  'an hour of a person costs {0}, the base currency of the organisation; send the amount in it': { en: 'Must be in {0}, the currency of the organisation.', hu: 'A szervezet pénznemében ({0}) kell megadni.' },
  'an hour cannot cost less than nothing': { en: 'An hour cannot cost less than 0.', hu: 'Az óradíj nem lehet negatív.' },
  'a person has at most {MAX_COST_RATES} cost rates; replace one of an earlier date': { hu: 'Egy munkatársnak legfeljebb {MAX_COST_RATES} önköltségi óradíja lehet; egy korábbit kell lecserélni.' },
  'there is no such milestone in this project': { hu: 'Ebben a projektben nincs ilyen mérföldkő.' },
  'there is no such task in this project': { hu: 'Ebben a projektben nincs ilyen feladat.' },
  'a milestone cannot be completed in the future; send today or an earlier day': { en: 'A milestone cannot be completed in the future; choose today or an earlier day.', hu: 'A mérföldkő nem teljesülhet a jövőben; a mai vagy egy korábbi napot kell megadni.' },
  'the amounts of this project are in {0}; send this one in it too': { en: 'Must be in {0}, as the other amounts of the project.', hu: 'A projekt pénznemében ({0}) kell megadni.' },
  'must not be less than zero': { hu: 'Nem lehet negatív.' },
  'there is no such line in the deal of this project': { hu: 'A projekt ügyletében nincs ilyen tétel.' },
  'there is no such project': { hu: 'Nincs ilyen projekt.' },
  'there is no such person': { hu: 'Nincs ilyen munkatárs.' },
  'you are not recorded as a person here; say whose time it is': { en: 'You are not recorded as a person here; choose whose time it is.', hu: 'A bejelentkezett felhasználóhoz nem tartozik munkatárs; meg kell adni, kinek az ideje.' },
  'a program has no time of its own; say whose it is': { en: 'A program has no time of its own; choose whose it is.', hu: 'Programnak nincs saját ideje; meg kell adni, kié.' },
  'this person is not active any more': { hu: 'Ez a munkatárs már nem aktív.' },
  'work cannot be in the future; send today or an earlier day': { en: 'Work cannot be in the future; choose today or an earlier day.', hu: 'Munka nem lehet jövőbeli; a mai vagy egy korábbi napot kell megadni.' },
  'must be more than 0 and at most 24': { hu: 'Nullánál több, legfeljebb 24 lehet.' },
  'a day has 24 hours, and {0} of this one are logged already': { hu: 'Egy nap 24 óra, és ebből {0} már rögzítve van.' },
  'must not be more than the hours worked': { hu: 'Nem lehet több, mint a ledolgozott idő.' },
  'this task is not billed by the hour; leave it out or send "0"': { en: 'This task is not billed by the hour, so no hours of it are billable.', hu: 'Ez a feladat nem óradíjas, így nincs számlázható ideje.' },
  'must be 1 to {MAX_AT_ONCE} ids': { en: 'Choose 1 to {MAX_AT_ONCE} entries.', hu: 'Egyszerre 1 és {MAX_AT_ONCE} közötti bejegyzés választható.' },
  'must name one version for each entry': { en: 'There must be one version for each entry.', hu: 'Minden bejegyzéshez egy verzió tartozik.' },
  'is another one by now: read it again, then repeat what you want with it': {
    en: 'Somebody changed it meanwhile.',
    hu: 'Közben valaki módosította.',
  },
  'must name each entry once': { en: 'An entry is there twice.', hu: 'Egy bejegyzés kétszer szerepel.' },
  'there is no such time entry': { hu: 'Nincs ilyen bejegyzés.' },
};
