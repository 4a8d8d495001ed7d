import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { optimistic } from '../../api/optimistic.ts';
import type { Versioned } from '../../api/client.ts';
import { hours, money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay } from '../../shell/session.ts';
import { Export } from '../../ui/Export.tsx';
import beside from '../../ui/export.module.css';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { Bar } from '../parts.tsx';
import css from '../projects.module.css';
import { projectQuery, type Entry, type Project } from '../queries.ts';
import { ticks } from '../time/hours.ts';
import { hoursByTask } from './figures.ts';
import { changeTask } from './queries.ts';
import { soon } from '../../ui/soon.ts';

const TaskDialog = soon(() => import('./TaskDialog.tsx'), 'TaskDialog');

export type Task = Project['tasks'][number];

const billed = ({ billing }: Task) => (billing.kind === 'hourly' ? t('projects.billing.hourlyAt', { rate: money(billing.rate, 'exact'), vat: billing.vat_rate }) : t(`projects.billing.${billing.kind}`));

/** What there is to do, with the hours planned and those already logged. */
export function Tasks({ base, time }: { readonly base: Versioned<Project>; readonly time: readonly Entry[] | undefined }) {
  const project = base.value;
  const queries = useQueryClient();
  const canWrite = useMay()('projects:project:write') && (project.status === 'active' || project.status === 'on_hold');
  const [open, setOpen] = useState<Task | 'new'>();
  const byTask = useMemo(() => hoursByTask(time ?? []), [time]);
  const key = projectQuery(project.project_id).queryKey;

  const setDone = async (task: Task, done: boolean) => {
    const now = queries.getQueryData(key) ?? base;
    try {
      const saved = await optimistic<Versioned<Project>, Versioned<Project> | null>(queries, {
        key,
        apply: (before) => ({ ...before, value: { ...before.value, tasks: before.value.tasks.map((one) => (one.task_id === task.task_id ? { ...one, done } : one)) } }),
        send: () => changeTask(queries, now, task.task_id, { done }),
        settle: (before, answer) => answer ?? before,
      });
      if (!saved) return void queries.invalidateQueries({ queryKey: key });
      toast.done(done ? t('projects.task.finished', { name: task.name }) : t('projects.task.open', { name: task.name }), () => void setDone(task, !done));
    } catch (error) {
      toast.failed(error);
    }
  };
  useCommands('project', t('names.projects.project'), canWrite ? [{ id: 'task.new', label: t('projects.task.new'), keys: 'c', run: () => setOpen('new') }] : []);
  return (
    <Section
      title={t('projects.task.title')}
      aside={
        <div className={beside.beside}>
          {project.tasks.length > 0 && <Export service="projects" list="tasks" query={{ project_id: project.project_id }} />}
          {canWrite && (
            <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} aria-keyshortcuts="c" onClick={() => setOpen('new')}>
              {t('projects.task.new')}
            </Button>
          )}
        </div>
      }
    >
      {project.tasks.length === 0 ? (
        <p className={css.sub}>{t('projects.task.nothing')}</p>
      ) : (
        <div className={css.wide} data-scroll>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('projects.task.done')}</th>
                <th scope="col">{t('projects.task.name')}</th>
                <th scope="col" data-end>
                  {t('projects.task.logged')}
                </th>
                <th scope="col" data-end>
                  {t('projects.task.planned')}
                </th>
                <th scope="col" data-wide>
                  {t('projects.task.billing')}
                </th>
                {canWrite && (
                  <th scope="col" data-end>
                    <span className="hidden">{t('projects.task.edit')}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {project.tasks.map((task) => {
                const spent = byTask.get(task.task_id);
                return (
                  <tr key={task.task_id} data-done={task.done || undefined}>
                    <td>
                      <Checkbox size="xs" checked={task.done} disabled={!canWrite} aria-label={t('projects.task.doneOf', { name: task.name })} onChange={(event) => void setDone(task, event.currentTarget.checked)} />
                    </td>
                    <th scope="row">
                      {task.name}
                      <span className={css.narrow}>
                        <span className={css.sub}>{billed(task)}</span>
                      </span>
                      <Bar used={ticks(spent?.logged ?? '0')} of={ticks(task.planned_hours)} />
                    </th>
                    <td data-end>
                      {hours(spent?.logged ?? '0')}
                      {spent && spent.approved !== spent.logged && <span className={css.sub}>{t('projects.task.approved', { hours: hours(spent.approved) })}</span>}
                    </td>
                    <td data-end>{task.planned_hours === '0' ? '–' : hours(task.planned_hours)}</td>
                    <td data-wide>{billed(task)}</td>
                    {canWrite && (
                      <td data-end>
                        <ActionIcon aria-label={`${t('projects.task.edit')}: ${task.name}`} onClick={() => setOpen(task)}>
                          <IconPencil size={16} aria-hidden />
                        </ActionIcon>
                      </td>
                    )}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {open && <TaskDialog base={base} task={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </Section>
  );
}
