import { Button } from '@mantine/core';
import { IconCheck, IconArrowBackUp } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { collator, hours } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { InboxTabs } from '../../shell/InboxTabs.tsx';
import { useMay, useSession } from '../../shell/session.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { ownPersonQuery, type Entry } from '../queries.ts';
import { sumHours } from '../time/hours.ts';
import { afterDecision, groupsOf } from './groups.ts';
import css from './approvals.module.css';
import { EntryPanel } from './EntryPanel.tsx';
import { Queue } from './Queue.tsx';
import { approve, isOvertaken, overtakenOf } from './decide.ts';
import { mostWaiting, waitingQuery } from './queries.ts';
import { soon } from '../../ui/soon.ts';

const Decided = soon(() => import('./Decided.tsx'), 'Decided');
const RejectDialog = soon(() => import('./RejectDialog.tsx'), 'RejectDialog');

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
  const list = useRef<HTMLDivElement>(null);

  const groups = useMemo(() => groupsOf(data ?? [], collator().compare), [data]);
  const queue = useMemo(() => groups.flatMap((group) => group.entries), [groups]);
  const at = Math.max(0, queue.findIndex((entry) => entry.time_entry_id === current));
  const entry = queue[at];
  const group = groups.find((one) => one.entries.includes(entry as Entry));
  // In a small company owners and administrators decide about their own time too; the service lets nobody else.
  const ownToo = may('identity:organization:manage');
  const mayDecide = (one: Entry) => ownToo || one.person_id !== own?.person_id;
  const chosen = selected.size > 0 ? queue.filter((one) => selected.has(one.time_entry_id)) : entry ? [entry] : [];
  const approvable = chosen.filter(mayDecide);

  const focusRow = (id: string | undefined) => id && list.current?.querySelector<HTMLElement>(`[data-entry="${id}"]`)?.focus();
  const pulled = useRef(false);
  useEffect(() => {
    if (pulled.current) focusRow(entry?.time_entry_id);
    pulled.current = false;
  }, [entry?.time_entry_id]);

  const go = (to: Entry | undefined) => {
    if (!to) return;
    pulled.current = true;
    setCurrent(to.time_entry_id);
    if (to === entry) focusRow(to.time_entry_id);
  };
  const decided = (gone: readonly Entry[]) => {
    const ids = new Set(gone.map((one) => one.time_entry_id));
    pulled.current = true;
    setCurrent(afterDecision(queue, entry?.time_entry_id, ids));
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
  const toggle = (ids: readonly string[]) =>
    setSelected((before) => {
      const after = new Set(before);
      const on = !ids.every((id) => before.has(id));
      for (const id of ids) if (on) after.add(id);
      else after.delete(id);
      return after;
    });
  const onReject = () => chosen.length > 0 && setRejecting(chosen);

  useCommands('approvals', t('names.projects.approvals.menu'), [
    { id: 'approvals.next', label: t('projects.approvals.next'), keys: 'j', quiet: true, run: () => go(queue[Math.min(at + 1, queue.length - 1)]) },
    { id: 'approvals.previous', label: t('projects.approvals.previous'), keys: 'k', quiet: true, run: () => go(queue[Math.max(at - 1, 0)]) },
    { id: 'approvals.select', label: t('projects.approvals.keySelect'), keys: 'x', run: () => entry && toggle([entry.time_entry_id]) },
    { id: 'approvals.week', label: t('projects.approvals.keyWeek'), keys: 'w', run: () => group && toggle(group.entries.map((one) => one.time_entry_id)) },
    { id: 'approvals.approve', label: t('projects.approvals.approve'), keys: 'a', run: () => void onApprove() },
    { id: 'approvals.reject', label: t('projects.approvals.reject'), keys: 'r', run: onReject },
  ]);

  const many = selected.size > 0;
  const count = data && (data.length >= mostWaiting ? t('projects.approvals.some', { count: data.length }) : t('projects.approvals.waiting', { count: data.length }));
  return (
    <Page title={t('names.projects.approvals.menu')} count={queue.length > 0 ? count : undefined} action={queue.length > 0 && <Export service="projects" list="time-entries" query={{ status: 'submitted' }} />} fill>
      <InboxTabs />
      {isPending ? (
        <Waiting columns={3} label={t('names.projects.approvals.time')} />
      ) : error && !data ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : !entry || !group ? (
        <Empty kind="nothing" title={t('projects.approvals.nothing')} what={t('projects.approvals.what')} />
      ) : (
        <div className={css.inbox}>
          <Queue box={list} groups={groups} current={entry.time_entry_id} selected={selected} onOpen={go} onToggle={toggle} />
          <section className={css.panel} aria-label={t('projects.approvals.entry')}>
            <div className={css.actions}>
              <Button leftSection={<IconCheck size={16} aria-hidden />} loading={busy} disabled={approvable.length === 0} aria-keyshortcuts="a" onClick={() => void onApprove()}>
                {many ? t('projects.approvals.approveMany', { count: approvable.length }) : t('projects.approvals.approve')}
              </Button>
              <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} aria-keyshortcuts="r" onClick={onReject}>
                {many ? t('projects.approvals.rejectMany', { count: chosen.length }) : t('projects.approvals.reject')}
              </Button>
              {many && <span className="num">{t('projects.approvals.selected', { count: chosen.length, hours: hours(sumHours(chosen.map((one) => one.hours))) })}</span>}
              {approvable.length < chosen.length && <span>{approvable.length === 0 ? t('projects.approvals.own') : t('projects.approvals.skipsOwn')}</span>}
            </div>
            <EntryPanel key={entry.time_entry_id} entry={entry} deciding={many ? chosen : [entry]} />
          </section>
        </div>
      )}
      {rejecting && (
        <RejectDialog
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
