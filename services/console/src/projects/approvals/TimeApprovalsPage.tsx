import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { collator, date, hours } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { InboxTabs } from '../../shell/InboxTabs.tsx';
import { useMay, useSession } from '../../shell/session.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { afterDecision, toggled } from '../../ui/inbox/after.ts';
import { Deciding } from '../../ui/inbox/Deciding.tsx';
import { Inbox } from '../../ui/inbox/Inbox.tsx';
import { Page } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { ownPersonQuery, type Entry } from '../queries.ts';
import { sumHours } from '../time/hours.ts';
import { groupsOf } from './groups.ts';
import { EntryPanel } from './EntryPanel.tsx';
import { approve, isOvertaken, overtakenOf } from './decide.ts';
import { mostWaiting, waitingQuery } from './queries.ts';
import { soon } from '../../ui/soon.ts';

const Decided = soon(() => import('./Decided.tsx'), 'Decided');
const RejectTime = soon(() => import('./RejectTime.tsx'), 'RejectTime');

/** The inbox of time: all of it works without the mouse, and after a decision the next opens by itself. */
export function TimeApprovalsPage() {
  const queries = useQueryClient();
  const may = useMay();
  const { member_id } = useSession();
  const { data, isPending, error, refetch } = useQuery(waitingQuery);
  const { data: own } = useQuery(ownPersonQuery(member_id));
  const [current, setCurrent] = useState<string>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [rejecting, setRejecting] = useState<readonly Entry[]>();
  const [overtaken, setOvertaken] = useState<{ readonly gone: readonly Entry[]; readonly rest: readonly Entry[] }>();

  const groups = useMemo(() => groupsOf(data ?? [], collator().compare), [data]);
  const queue = useMemo(() => groups.flatMap((group) => group.entries), [groups]);
  const at = Math.max(0, queue.findIndex((entry) => entry.time_entry_id === current));
  const entry = queue[at];
  // In a small company owners and administrators decide about their own time too; the service lets nobody else.
  const ownToo = may('identity:organization:manage');
  const mayDecide = (one: Entry) => ownToo || one.person_id !== own?.person_id;
  const chosen = selected.size > 0 ? queue.filter((one) => selected.has(one.time_entry_id)) : entry ? [entry] : [];
  const approvable = chosen.filter(mayDecide);

  const decided = (gone: readonly Entry[]) => {
    const ids = new Set(gone.map((one) => one.time_entry_id));
    setCurrent(afterDecision(queue.map((one) => one.time_entry_id), entry?.time_entry_id, ids));
    setSelected((before) => new Set([...before].filter((id) => !ids.has(id))));
    void queries.cancelQueries({ queryKey: waitingQuery.queryKey });
    queries.setQueryData(waitingQuery.queryKey, (now) => now?.filter((one) => !ids.has(one.time_entry_id)));
    void queries.invalidateQueries({ queryKey: ['projects', 'time-entries'] });
  };
  const onApprove = async (asked: readonly Entry[] = approvable) => {
    if (busy || asked.length === 0) return;
    setBusy(true);
    setOvertaken(undefined);
    try {
      await approve(asked);
      decided(asked);
      toast.done(t('projects.approvals.approved', { count: asked.length, hours: hours(sumHours(asked.map((one) => one.hours))) }));
    } catch (failure) {
      const { data: now } = await refetch();
      const gone = now ? overtakenOf(asked, now) : [];
      // Some of a large choice may have been approved before the part that was refused: what waits is what the service says waits.
      if (isOvertaken(failure) && gone.length > 0) setOvertaken({ gone, rest: asked.filter((one) => !gone.includes(one)) });
      else toast.failed(failure);
    } finally {
      setBusy(false);
    }
  };
  const many = selected.size > 0;
  const count = data && (data.length >= mostWaiting ? t('projects.approvals.some', { count: data.length }) : t('projects.approvals.waiting', { count: data.length }));
  return (
    <Page title={t('names.projects.approvals.menu')} count={queue.length > 0 ? count : undefined} action={queue.length > 0 && <Export service="projects" list="time-entries" query={{ status: 'submitted' }} />} fill>
      <InboxTabs />
      {isPending ? (
        <Waiting columns={3} label={t('names.projects.approvals.time')} />
      ) : error && !data ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : !entry ? (
        <Empty kind="nothing" title={t('projects.approvals.nothing')} what={t('projects.approvals.what')} />
      ) : (
        <Inbox
          title={t('names.projects.approvals.menu')}
          label={t('projects.approvals.queue')}
          groups={groups.map((group) => ({
            key: group.key,
            name: t('projects.approvals.group', { name: group.person, week: date(group.monday) }),
            sum: hours(group.hours),
            items: group.entries.map((one) => ({
              id: one.time_entry_id,
              label: `${one.task_name}, ${date(one.work_on, 'weekday')}`,
              title: `${date(one.work_on, 'weekday')} · ${one.task_name}`,
              detail: one.note ?? t('projects.approvals.noNote'),
              sum: hours(one.hours),
              selectable: true,
            })),
          }))}
          current={entry.time_entry_id}
          selected={selected}
          onOpen={setCurrent}
          onToggle={(ids) => setSelected((before) => toggled(before, ids))}
        >
          <Deciding
            label={t('projects.approvals.entry')}
            title={entry.task_name}
            sum={hours(entry.hours)}
            sub={entry.note ?? t('projects.approvals.noNote')}
            selected={many ? { count: chosen.length, sum: hours(sumHours(chosen.map((one) => one.hours))) } : undefined}
            approve={{ count: approvable.length, run: () => void onApprove() }}
            reject={{ count: chosen.length, run: () => setRejecting(chosen) }}
            busy={busy}
            note={approvable.length < chosen.length && (approvable.length === 0 ? t('projects.approvals.own') : t('projects.approvals.skipsOwn'))}
          >
            <EntryPanel key={entry.time_entry_id} entry={entry} deciding={many ? chosen : [entry]} />
          </Deciding>
        </Inbox>
      )}
      {rejecting && (
        <RejectTime
          entries={rejecting}
          onClose={() => setRejecting(undefined)}
          onDone={(gone, faster) => {
            setRejecting(undefined);
            decided(gone);
            if (gone.length > faster.length) toast.done(t('projects.approvals.rejected', { count: gone.length - faster.length }));
            if (faster.length > 0) setOvertaken({ gone: faster, rest: [] });
          }}
        />
      )}
      {overtaken && <Decided {...overtaken} onRest={() => void onApprove(overtaken.rest)} onClose={() => setOvertaken(undefined)} />}
    </Page>
  );
}
