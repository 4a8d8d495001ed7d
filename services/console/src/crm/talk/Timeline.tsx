import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { lazyPart } from '../../shell/lazy.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Section } from '../../ui/Page.tsx';
import { useList } from '../../ui/useList.ts';
import { membersQuery } from '../deals/queries.ts';
import { WithExport } from '../imports/Export.tsx';
import { saidDay } from '../parts/due.ts';
import { Composer, type Sort } from './Composer.tsx';
import { aboutOf, kinds, timelineQuery, type Entry, type Kind, type Subject } from './data.ts';
import { EntryRow } from './EntryRow.tsx';
import { FollowUps } from './FollowUps.tsx';
import css from './talk.module.css';
import { dayOf } from './when.ts';

const Unsent = lazyPart('mail', () => import('../mail/Unsent.tsx'), 'Unsent');

/** All that happened with something, newest first, and the place to write down more. */
export function Timeline({ subject }: { readonly subject: Subject }) {
  const may = useMay();
  const [kind, setKind] = useState<Kind>();
  const [writing, setWriting] = useState<Sort>();
  const list = useList(timelineQuery(subject, kind));
  const { data: members } = useQuery(membersQuery);
  const box = useRef<HTMLDivElement>(null);
  const canWrite = may('crm:activity:write');
  const step = (by: number) => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])];
    const now = all.findIndex((one) => one.contains(document.activeElement));
    all[Math.min(all.length - 1, Math.max(0, now + by))]?.focus();
  };
  useCommands('timeline', t('talk.timeline'), [
    { id: 'timeline.down', label: t('talk.timeline.down'), keys: 'j', quiet: true, run: () => step(1) },
    { id: 'timeline.up', label: t('talk.timeline.up'), keys: 'k', quiet: true, run: () => step(-1) },
    ...(canWrite
      ? ([['note', 'n'], ['call', 'l'], ['meeting', 'm'], ['mail', 'e'], ['followUp', 'f']] as const).map(([what, keys]) => ({
          id: `write.${what}`,
          label: `${t('talk.compose.title')}: ${t(`talk.compose.${what}`)}`,
          keys,
          run: () => setWriting(what),
        }))
      : []),
  ]);
  return (
    <>
      <Unsent subject={subject} />
      <FollowUps subject={subject} canWrite={canWrite} />
      <Section title={t('talk.timeline')} aside={<WithExport rows={list.rows.length} list="activities" query={aboutOf(subject)} />}>
        <div className={css.timeline} ref={box}>
          {canWrite && <Composer subject={subject} sort={writing} onSort={setWriting} />}
          <fieldset className={css.kinds}>
            <legend className="hidden">{t('talk.timeline.kind')}</legend>
            {[undefined, ...kinds].map((one) => (
              <button key={one ?? 'all'} type="button" aria-pressed={one === kind} onClick={() => setKind(one)}>
                {t(`talk.kind.${one ?? 'all'}`)}
              </button>
            ))}
          </fieldset>
          {list.error ? <Failure error={list.error} onRetry={list.retry} /> : null}
          {list.loading && <Waiting columns={2} label={t('talk.timeline')} />}
          {!list.loading && !list.error && list.rows.length === 0 && <p className={css.hint}>{kind ? t('talk.timeline.nothingOfKind') : t('talk.timeline.nothing')}</p>}
          {byDay(list.rows).map(([day, entries]) => (
            <section key={day} className={css.day} aria-label={t('talk.timeline.of', { day: date(day) })}>
              <DayHead day={day} />
              <ul>
                {entries.map((entry) => (
                  <EntryRow key={entry.entry_id} entry={entry} members={members ?? []} canWrite={canWrite} />
                ))}
              </ul>
            </section>
          ))}
          {list.more.has && (
            <Button variant="default" onClick={list.more.load} loading={list.more.loading}>
              {t('talk.timeline.older')}
            </Button>
          )}
        </div>
      </Section>
    </>
  );
}

/** Entries by the business day they happened on; they come in order. */
function byDay(entries: readonly Entry[]): (readonly [string, Entry[]])[] {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const day = dayOf(entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}

function DayHead({ day }: { readonly day: string }) {
  const said = saidDay(day);
  return (
    <h3>
      {said.day} {said.far && <span>{said.far}</span>}
    </h3>
  );
}
