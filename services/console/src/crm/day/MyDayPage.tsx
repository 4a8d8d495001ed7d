import { ActionIcon, Button } from '@mantine/core';
import { IconCheck, IconMailOpened, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { date, instant, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { lazyPart, soonPart } from '../../shell/lazy.ts';
import { onLive } from '../../shell/live.ts';
import { pageOf, RecordLink } from '../../shell/pages.tsx';
import { useMay, useSession } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { membersQuery } from '../deals/queries.ts';
import { RecordName } from '../desk/RecordName.tsx';
import { dayQuery, readOne, subjectOf, type Day, type FollowUp, type Told } from '../talk/data.ts';
import { actorName } from '../talk/actors.ts';
import { FollowUpRow } from '../talk/FollowUpRow.tsx';
import css from '../talk/talk.module.css';
import { useFollowUps } from '../talk/useFollowUps.ts';
import { tomorrow } from '../talk/when.ts';
import { StepRow } from './StepRow.tsx';

const LeadRows = lazyPart('leads', () => import('./LeadRows.tsx'), 'LeadRows');
const FollowUpForm = soonPart('desk', () => import('../talk/FollowUpForm.tsx'), 'FollowUpForm');

/** What waits for one today, to be worked off with the keyboard. */
export function MyDayPage() {
  const { member_id } = useSession();
  const may = useMay();
  const { data, error, refetch } = useQuery(dayQuery(member_id ?? ''));
  const [asked, setAsked] = useState(false);
  const canWrite = may('crm:activity:write') && Boolean(member_id);
  const rows = useKeys(data, canWrite, () => setAsked(true));
  const close = () => setAsked(false);
  const queries = useQueryClient();
  // The day goes by news of follow-ups; a lead that comes is news to it, too.
  useEffect(() => onLive(({ type }) => void (type.startsWith('crm.lead.') && queries.invalidateQueries({ queryKey: ['crm', 'follow-ups', 'day'] }))), [queries]);
  return (
    <Page
      title={t('names.crm.day')}
      lead={<span className={css.hint}>{date(data?.today ?? today(), 'long')}</span>}
      action={
        canWrite && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsked(true)}>
            {t('talk.day.new')}
          </Button>
        )
      }
    >
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && <Waiting columns={2} label={t('names.crm.day')} />}
      <div ref={rows} className={css.timeline}>
        {data && <Parts day={data} canWrite={canWrite} />}
      </div>
      {asked && (
        <Dialog title={t('talk.day.new')} onClose={close}>
          <FollowUpForm onClose={close} />
        </Dialog>
      )}
    </Page>
  );
}

/** Rows are gone through with j and k; what is under the focus is ticked off, put off or opened. */
function useKeys(day: Day | undefined, canWrite: boolean, onNew: () => void) {
  const box = useRef<HTMLDivElement>(null);
  const place = useRef<number>(undefined);
  const navigate = useNavigate();
  const { done, later } = useFollowUps();
  const all = () => [...(box.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const row = () => all().find((one) => one.contains(document.activeElement));
  const step = (by: number) => {
    const rows = all();
    const now = rows.findIndex((one) => one.contains(document.activeElement));
    rows[Math.min(rows.length - 1, Math.max(0, now + by))]?.focus();
  };
  const followUp = (): FollowUp | undefined => [...(day?.overdue ?? []), ...(day?.due_today ?? [])].find((one) => one.follow_up_id === row()?.dataset['row']);
  // What is ticked off goes away; the next one takes its place.
  const act = async (doing: (one: FollowUp) => Promise<void>) => {
    const one = followUp();
    if (!one) return row()?.querySelector<HTMLButtonElement>('[data-done], [data-step] button')?.click();
    place.current = all().findIndex((element) => element.dataset['row'] === one.follow_up_id);
    await doing(one);
  };
  // Once what is left was drawn: before that, the row that goes away is still there.
  useEffect(() => {
    if (place.current === undefined) return;
    all()[Math.min(place.current, all().length - 1)]?.focus();
    place.current = undefined;
  }, [day]);
  const open = () => {
    const about = followUp()?.about[0];
    const subject = about && subjectOf(about);
    const page = subject && pageOf(subject.kind, subject.id);
    if (page) return void navigate({ to: page } as never);
    row()?.querySelector<HTMLAnchorElement>('a')?.click();
  };
  useCommands('day', t('names.crm.day'), [
    { id: 'day.down', label: t('talk.day.down'), keys: 'j', quiet: true, run: () => step(1) },
    { id: 'day.up', label: t('talk.day.up'), keys: 'k', quiet: true, run: () => step(-1) },
    { id: 'day.open', label: t('talk.day.open'), keys: 'o', quiet: true, run: open },
    ...(canWrite
      ? [
          { id: 'day.complete', label: t('talk.day.complete'), keys: 'x', quiet: true, run: () => void act(done) },
          { id: 'day.later', label: t('talk.day.later'), keys: 's', quiet: true, run: () => void act((one) => later(one, tomorrow())) },
          { id: 'day.new', label: t('talk.day.new'), keys: 'f', run: onNew },
        ]
      : []),
  ]);
  return box;
}

function Parts({ day, canWrite }: { readonly day: Day; readonly canWrite: boolean }) {
  const may = useMay();
  const part = (title: string, rows: readonly ReactNode[]) =>
    rows.length > 0 && (
      <Section title={title}>
        <ul className={css.rows}>{rows}</ul>
      </Section>
    );
  const due = (one: FollowUp) => (
    <FollowUpRow key={one.follow_up_id} followUp={one} canWrite={canWrite}>
      {one.about.map((about) => {
        const subject = subjectOf(about);
        return (
          <span key={subject.id}>
            {' · '}
            <RecordName subject={subject} />
          </span>
        );
      })}
    </FollowUpRow>
  );
  const parts = [day.overdue, day.due_today, day.next_steps, day.meetings, day.mentions, day.leads];
  if (parts.every((one) => one.length === 0)) return <Empty kind="nothing" title={t('talk.day.nothing')} what={t('talk.day.what')} />;
  return (
    <>
      {part(t('talk.day.overdue'), day.overdue.map(due))}
      {part(t('talk.day.today'), day.due_today.map(due))}
      {part(t('talk.day.meetings'), day.meetings.map((one) => <Meeting key={one.activity_id} meeting={one} />))}
      {day.leads.length > 0 && <LeadRows leads={day.leads} />}
      {part(t('talk.day.nextSteps'), day.next_steps.map((deal) => <StepRow key={deal.deal_id} deal={deal} canWrite={may('crm:deal:write')} />))}
      {part(t('talk.day.mentions'), day.mentions.map((one) => <Mention key={one.notification_id} told={one} />))}
    </>
  );
}

function Meeting({ meeting }: { readonly meeting: Day['meetings'][number] }) {
  const { content, about, happened_at } = meeting;
  if (content?.kind !== 'meeting') return null;
  const subject = about[0] && subjectOf(about[0]);
  const span = [instant(happened_at, 'time'), content.ends_at && instant(content.ends_at, 'time')].filter(Boolean).join('–');
  return (
    <li className={css.row} tabIndex={-1} data-row={meeting.activity_id}>
      <div>
        <p>{subject ? <RecordLink kind={subject.kind} id={subject.id}>{content.title}</RecordLink> : <strong>{content.title}</strong>}</p>
        <p className={css.sub}>{[span, content.place].filter(Boolean).join(' · ')}</p>
      </div>
    </li>
  );
}

function Mention({ told }: { readonly told: Told }) {
  const queries = useQueryClient();
  const { data: members = [] } = useQuery(membersQuery);
  const subject = told.subject && subjectOf(told.subject);
  const read = async () => {
    await readOne(told.notification_id).catch(toast.failed);
    await Promise.all([queries.invalidateQueries({ queryKey: ['crm', 'inbox'] }), queries.invalidateQueries({ queryKey: ['crm', 'follow-ups', 'day'] })]);
  };
  const who = actorName(told.told_by, members);
  return (
    <li className={css.row} tabIndex={-1} data-row={told.notification_id}>
      <div>
        <p>{subject ? <RecordLink kind={subject.kind} id={subject.id}>{told.text ?? told.subject_name ?? t(`names.crm.${subject.kind}`)}</RecordLink> : told.text}</p>
        <p className={css.sub}>{[told.kind === 'hand_over' ? t('talk.bell.hand_over', { who }) : t('talk.bell.mention', { who }), told.subject_name].filter(Boolean).join(' · ')}</p>
      </div>
      <ActionIcon aria-label={t('talk.day.read')} data-done onClick={() => void read()}>
        {told.kind === 'hand_over' ? <IconCheck size={16} aria-hidden /> : <IconMailOpened size={16} aria-hidden />}
      </ActionIcon>
    </li>
  );
}
