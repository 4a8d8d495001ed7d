import { useQueryClient } from '@tanstack/react-query';
import type { Versioned } from '../../api/client.ts';
import { money, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, DayField, FormFrame, useForm } from '../../ui/form/index.ts';
import { meeting } from '../../ui/meeting.tsx';
import { useOpened } from '../../ui/useOpened.ts';
import { toast } from '../../ui/toasts.tsx';
import { projectQuery, type Project } from '../queries.ts';
import { aboutMilestone } from './about.ts';
import type { Milestone } from './Milestones.tsx';
import { completeMilestone, reopenMilestone } from './queries.ts';

type Props = { readonly project: Project; readonly milestone: Milestone; readonly onClose: () => void };

/** Completing bills and reopening takes back: each says so before it is done. */
export function MilestoneDialog({ onClose, ...now }: Props) {
  const seen = useOpened(now);
  return seen.milestone.completed_on ? <Reopen {...seen} onClose={onClose} /> : <Complete {...seen} onClose={onClose} />;
}

function useSaved(project: Project, onClose: () => void) {
  const queries = useQueryClient();
  return (message: string) => (saved: Versioned<Project> | null) => {
    if (saved) {
      queries.setQueryData(projectQuery(project.project_id).queryKey, saved);
      toast.done(message);
    }
    void queries.invalidateQueries({ queryKey: ['projects', 'projects', 'list'] });
    onClose();
  };
}

function Complete({ project, milestone, onClose }: Props) {
  const queries = useQueryClient();
  const saved = useSaved(project, onClose);
  const form = useForm({
    name: `projects.milestone.${milestone.milestone_id}.${milestone.completion_no}`,
    initial: { completed_on: today() },
    submit: ({ completed_on }, key) =>
      meeting.act({
        ...aboutMilestone(queries, project, milestone.milestone_id),
        label: t('projects.milestone.complete'),
        can: (now) => now.status === 'active' && !now.completed_on,
        key,
        send: (etag, sent) => completeMilestone(project, milestone.milestone_id, completed_on || today(), etag, sent),
      }),
    onDone: saved(t('projects.milestone.completed', { name: milestone.name })),
  });
  const { amount } = milestone;
  return (
    <Dialog title={t('projects.milestone.completeTitle', { name: milestone.name })} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('projects.milestone.complete')} onCancel={onClose}>
        <p tabIndex={-1} data-autofocus>{project.deal_id && amount ? t('projects.milestone.completeWhat', { amount: money(amount) }) : t('projects.milestone.completeFree')}</p>
        <DayField form={form} name="completed_on" label={t('projects.milestone.on')} required />
      </FormFrame>
    </Dialog>
  );
}

function Reopen({ project, milestone, onClose }: Props) {
  const queries = useQueryClient();
  const saved = useSaved(project, onClose);
  const form = useForm({
    name: `projects.milestone.${milestone.milestone_id}.reopen`,
    initial: { reason: '' },
    validate: ({ reason }) => ({ reason: reason.trim() ? undefined : t('common.form.required') }),
    submit: ({ reason }, key) =>
      meeting.act({
        ...aboutMilestone(queries, project, milestone.milestone_id),
        label: t('projects.milestone.reopen'),
        can: (now) => (now.status === 'active' || now.status === 'on_hold') && !!now.completed_on,
        key,
        send: (etag, sent) => reopenMilestone(project, milestone.milestone_id, reason.trim(), etag, sent),
      }),
    onDone: saved(t('projects.milestone.reopened', { name: milestone.name })),
  });
  return (
    <Dialog title={t('projects.milestone.reopenTitle', { name: milestone.name })} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('projects.milestone.reopen')} onCancel={onClose}>
        <p>{t('projects.milestone.reopenWhat')}</p>
        <AreaField form={form} name="reason" label={t('projects.reason')} required autoFocus />
      </FormFrame>
    </Dialog>
  );
}
