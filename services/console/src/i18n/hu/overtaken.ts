import type { overtaken as english } from '../en/overtaken.ts';
import type { Texts } from '../text.ts';

export const overtaken: Texts<typeof english> = {
  'time.theirs.gone': 'Ezt a bejegyzést közben valaki törölte. A saját érték nincs elmentve: {mine}.',
  'time.theirs.changed': '{who} közben erre módosította: {theirs}. A saját érték nincs elmentve: {mine}.',
  'time.theirs.closed': '{who} közben módosította: {theirs}, {status}. Már nem változtatható; a saját érték nincs elmentve: {mine}.',
  'time.theirs.keep': 'Maradjon a mostani',
  'time.theirs.mine': 'Maradjon a saját',
  'time.alreadyIn': 'Közben más is beküldte vagy módosította a hét egy részét. A többi nem veszett el; a maradék újra beküldhető.',
  'approvals.overtaken': '{count|# bejegyzés|# bejegyzés} már nem vár jóváhagyásra',
  'approvals.overtakenRest': 'Közben más döntött, ezért semmi sem történt. Még {count|# bejegyzés|# bejegyzés} vár.',
  'approvals.overtakenAll': 'Közben más döntött. Nem maradt, amiről dönteni kell.',
  'approvals.overtakenMore': 'és további {count|#|#}',
  'approvals.takenAway': 'Törölve',
};
