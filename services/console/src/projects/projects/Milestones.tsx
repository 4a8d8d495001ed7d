import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Versioned } from '../../api/client.ts';
import { date, daysBetween, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Export } from '../../ui/Export.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import css from '../projects.module.css';
import type { Project } from '../queries.ts';
import { soon } from '../../ui/soon.ts';

const MilestoneDialog = soon(() => import('./MilestoneDialog.tsx'), 'MilestoneDialog');

export type Milestone = Project['milestones'][number];

/** What is delivered, when, and what is billed for it. */
export function Milestones({ base }: { readonly base: Versioned<Project> }) {
  const project = base.value;
  const may = useMay()('projects:project:write');
  const [open, setOpen] = useState<Milestone>();
  const now = today();
  const running = project.status === 'active' || project.status === 'on_hold';
  return (
    <Section title={t('projects.milestone.title')} aside={project.milestones.length > 0 && <Export service="projects" list="milestones" query={{ project_id: project.project_id }} />}>
      {project.milestones.length === 0 && <p className={css.sub}>{project.deal_id ? t('projects.milestone.noneSold') : t('projects.milestone.noDeal')}</p>}
      {project.milestones.length > 0 && (
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('projects.milestone.name')}</th>
              <th scope="col" data-end>
                {t('projects.milestone.billed')}
              </th>
              <th scope="col" data-end>
                <span className="hidden">{t('projects.milestone.action')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {project.milestones.map((milestone) => {
              const { completed_on, due_on } = milestone;
              const late = !completed_on && due_on && running && due_on < now ? daysBetween(due_on, now) : 0;
              return (
                <tr key={milestone.milestone_id}>
                  <th scope="row">
                    {milestone.name}{' '}
                    {completed_on ? <StateBadge tone="good">{t('projects.milestone.done')}</StateBadge> : late > 0 && <StateBadge tone="late">{t('projects.lateDays', { count: late })}</StateBadge>}
                    <span className={css.sub}>
                      {completed_on ? t('projects.milestone.doneOn', { date: date(completed_on) }) : due_on ? t('projects.milestone.dueOn', { date: date(due_on) }) : t('projects.milestone.noDue')}
                    </span>
                  </th>
                  <td data-end>
                    <MoneyCell value={milestone.amount} />
                  </td>
                  <td data-end>
                    {may && running && (completed_on || project.status === 'active') && (
                      <Button variant="default" size="compact-sm" aria-label={`${completed_on ? t('projects.milestone.reopen') : t('projects.milestone.complete')}: ${milestone.name}`} onClick={() => setOpen(milestone)}>
                        {completed_on ? t('projects.milestone.reopen') : t('projects.milestone.complete')}
                      </Button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {open && <MilestoneDialog project={project} milestone={open} onClose={() => setOpen(undefined)} />}
    </Section>
  );
}
