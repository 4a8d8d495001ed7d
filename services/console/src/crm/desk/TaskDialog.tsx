import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { etagOf } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Facts } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useStanding } from '../../ui/useStanding.ts';
import { membersQuery } from '../deals/queries.ts';
import type { FollowUp } from '../talk/data.ts';
import { complete, drop, reopen } from '../talk/deeds.ts';
import { FollowUpForm } from '../talk/FollowUpForm.tsx';
import { dueOn } from '../parts/due.ts';
import { subjectsOf } from './about.ts';
import css from './desk.module.css';
import { RecordName } from './RecordName.tsx';
import { taskQuery } from './tasks.ts';

/** A task: what it says is changed, it is handed over, ticked off, dropped, or taken up again. */
export function TaskDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { data, error, refetch } = useQuery(taskQuery(id));
  return (
    <Dialog title={data ? t('desk.tasks.edit', { title: data.title }) : t('desk.tasks.title')} onClose={onClose} size={520}>
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && <Waiting columns={1} label={t('desk.tasks.title')} />}
      {data && <Loaded task={data} onClose={onClose} />}
    </Dialog>
  );
}

/** A task of one's own, or of a colleague. */
export const NewTask = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog title={t('desk.tasks.new')} onClose={onClose} size={520}>
    <FollowUpForm onClose={onClose} />
  </Dialog>
);

function Loaded({ task, onClose }: { readonly task: FollowUp; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const canWrite = useMay()('crm:activity:write');
  const { title } = task;
  const { base, hold } = useStanding({ value: task, etag: etagOf(task) });
  /** Null: what somebody else did with it is kept. */
  const act = async (doing: (one: FollowUp) => Promise<FollowUp | null>, said: string, undo?: (after: FollowUp) => Promise<FollowUp | null>) => {
    onClose();
    try {
      const after = await doing(task);
      if (after) toast.done(said, undo && (() => void act(() => undo(after), t('desk.tasks.reopened', { title }))));
    } catch (problem) {
      toast.failed(problem);
    }
    await Promise.all([queries.invalidateQueries({ queryKey: ['crm', 'follow-ups'] }), queries.invalidateQueries({ queryKey: ['crm', 'activities'] })]);
  };
  const about = subjectsOf(task.about);
  const dropping = t(task.recurrence ? 'desk.tasks.dropSeries' : 'desk.tasks.drop');
  return (
    <div className={css.stack}>
      {about.length > 0 && (
        <p className={css.about}>
          {about.map((subject) => (
            <RecordName key={subject.id} subject={subject} />
          ))}
        </p>
      )}
      {task.status === 'open' && canWrite ? <FollowUpForm key={base.etag} shown={base.value} hold={hold} onClose={onClose} /> : <Said task={task} />}
      {canWrite && (
        <div className={css.tools}>
          {task.status === 'open' ? (
            <>
              <Button variant="default" onClick={() => void act(complete, t('talk.followUp.completed', { title }), reopen)}>
                {t('desk.tasks.complete')}
              </Button>
              <Button variant="subtle" color="red" onClick={() => void act((one) => drop(one, dropping), t('desk.tasks.dropped', { title }), reopen)}>
                {dropping}
              </Button>
            </>
          ) : (
            <Button variant="default" onClick={() => void act(reopen, t('desk.tasks.reopened', { title }))}>
              {t('desk.tasks.reopen')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** What a task says, where nothing can be changed. */
function Said({ task }: { readonly task: FollowUp }) {
  const { data: members } = useQuery(membersQuery);
  return (
    <Facts
      items={[
        [t('desk.tasks.status'), t(`desk.tasks.status.${task.status}`)],
        [t('desk.tasks.due'), dueOn(task.due_on, task.due_time).when],
        [t('desk.tasks.owner'), members?.find((one) => one.member_id === task.owner_id)?.name],
        [t('desk.tasks.priority'), t(`talk.followUp.${task.priority}`)],
        [t('talk.compose.note'), task.note],
      ]}
    />
  );
}
