/* A cell that somebody else changed while it was being typed into: what it is now, from whom, and whether ours may still stand. */
import type { QueryClient } from '@tanstack/react-query';
import { changesAfter } from '../../api/changes.ts';
import { hours } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { peopleQuery } from '../queries.ts';
import { ticks } from './hours.ts';
import type { Entry } from './week.ts';

/** Hours of a cell before and now; false when it still says what the person saw, however it is written. */
export const movedOn = (seen: string, now: string | undefined): boolean => ticks(seen || '0') !== ticks(now || '0');

/** Whether what was typed may still be kept: time that is handed in, approved or billed is closed. */
export const mayStand = (now: Pick<Entry, 'status' | 'billed'> | undefined): boolean => !now || (!now.billed && (now.status === 'draft' || now.status === 'rejected'));

/** Ours was not saved: `now` is what stands there, nothing when it was taken away. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
  readonly now: Entry | undefined;
  readonly who: string;

  constructor(now: Entry | undefined, who: string) {
    super('Somebody else changed this cell.');
    this.now = now;
    this.who = who;
  }
}

/** Who changed an entry last after a version; somebody, where that is not told. */
export async function whoChanged(queries: QueryClient, { time_entry_id, version }: Entry): Promise<string> {
  const [changes, people] = await Promise.all([changesAfter('projects', time_entry_id, version).catch(() => []), queries.fetchQuery(peopleQuery()).catch(() => [])]);
  const actor = changes.at(-1)?.actor;
  return people.find((one) => one.member_id && actor === `member:${one.member_id}`)?.name ?? t('common.conflict.somebodyElse');
}

/** Both sides in a sentence. */
export function overtakenText({ now, who }: Overtaken, mine: string): string {
  if (!now) return t('projects.time.theirs.gone', { mine });
  const theirs = hours(now.hours);
  return mayStand(now) ? t('projects.time.theirs.changed', { who, theirs, mine }) : t('projects.time.theirs.closed', { who, theirs, mine, status: t(`projects.time.status.${now.status}`) });
}
