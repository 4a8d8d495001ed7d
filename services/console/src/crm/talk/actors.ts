import { t } from '../../i18n/index.ts';
import type { Person } from './mentions.ts';

/** Who did something, by the way actors are written: `member:<id>` and so on. */
export function actorName(actor: string, members: readonly Person[]): string {
  const [kind, id] = actor.split(':');
  if (kind === 'system') return t('talk.by.system');
  if (kind !== 'member') return t('talk.by.program');
  return members.find((one) => one.member_id === id)?.name ?? t('talk.by.somebody');
}
