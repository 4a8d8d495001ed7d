import { useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, FormFrame, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { projectQuery, type Project } from '../queries.ts';
import { meeting } from '../../ui/meeting.tsx';
import { aboutTurn } from './about.ts';
import { turnProject, type Turn } from './queries.ts';

type Props = { readonly project: Project; readonly turn: Turn; readonly onClose: () => void };

/** Says what follows before a project stops; holding and cancelling need a reason. */
export function TurnDialog({ project, turn, onClose }: Props) {
  const queries = useQueryClient();
  const needsReason = turn === 'hold' || turn === 'cancel';
  const form = useForm({
    name: `projects.${turn}.${project.project_id}`,
    initial: { reason: '' },
    validate: ({ reason }) => ({ reason: needsReason && !reason.trim() ? t('common.form.required') : undefined }),
    submit: ({ reason }, key) => meeting.act({ ...aboutTurn(queries, project, turn), key, send: (etag, sent) => turnProject(project, turn, reason.trim(), etag, sent) }),
    onDone: (saved) => {
      if (saved) queries.setQueryData(projectQuery(project.project_id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['projects', 'projects'] });
      void queries.invalidateQueries({ queryKey: ['projects', 'decisions'] });
      if (saved) toast.done(t(`projects.turned.${turn}`, { name: project.name }));
      onClose();
    },
  });
  const open = project.milestones.filter((one) => !one.completed_on).length;
  return (
    <Dialog title={`${t(`projects.turn.${turn}`)}: ${project.name}`} onClose={onClose}>
      <FormFrame form={form} submitLabel={t(`projects.turn.${turn}`)} onCancel={onClose}>
        <p>{t(`projects.consequence.${turn}`)}</p>
        {turn !== 'hold' && open > 0 && <p>{t('projects.consequence.milestones', { count: open })}</p>}
        {needsReason && <AreaField form={form} name="reason" label={t('projects.reason')} required autoFocus />}
      </FormFrame>
    </Dialog>
  );
}
