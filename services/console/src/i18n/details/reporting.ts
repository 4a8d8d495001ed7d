/* What reporting says of what is asked of it. */
import type { Sentences } from './match.ts';

export const reporting: Sentences = {
  'must not be later than as_of: it is where the time between them begins': { en: 'Must not be later than the day the report is of.', hu: 'Nem lehet későbbi, mint a kimutatás napja.' },
  '{error}, or none': { en: 'This cannot be asked for.', hu: 'Erre nem lehet szűrni.' },
  'must be a month that has ended': { hu: 'Lezárult hónap kell.' },
  'must not be before from': { en: 'Must not be before the beginning.', hu: 'Nem lehet korábbi a kezdeténél.' },
  'must not be before day_from': { en: 'Must not be before the first day.', hu: 'Nem lehet korábbi az első napnál.' },
  'at most {MOST} months are shown at once; choose a later one': { hu: 'Egyszerre legfeljebb {MOST} hónap látható; későbbi kezdet kell.' },
  'a forecast has at most {MOST_MONTHS} months': { hu: 'Az előrejelzés legfeljebb {MOST_MONTHS} hónapra szólhat.' },
  '{0:?} is not an account; GET /v1/reports/totals lists them': { en: 'There is no account {0}.', hu: 'Nincs ilyen számla: {0}.' },
};
