/* What is told of a project that is another one by the time it is held, resumed, completed or cancelled. */
import type { QueryClient } from '@tanstack/react-query';
import { etagOf } from '../../api/client.ts';
import { date, hours, money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { Fields } from '../../ui/useMeeting.tsx';
import { projectQuery, type Project } from '../queries.ts';
import type { Turn } from './queries.ts';

/** What may be done to a project in its state. */
export const turnsOf = (status: Project['status']): readonly Turn[] =>
  status === 'active' ? ['hold', 'complete', 'cancel'] : status === 'on_hold' ? ['resume', 'complete', 'cancel'] : status === 'cancelled' ? ['resume'] : [];

export function aboutTurn(queries: QueryClient, project: Project, turn: Turn) {
  const fields: Fields<Project> = {
    status: { label: t('projects.project.status'), show: (status) => t(`projects.status.${status}`) },
    name: { label: t('projects.project.name') },
    starts_on: { label: t('projects.project.starts'), show: (day) => date(day) },
    budget_amount: { label: t('projects.project.budget'), show: (budget) => money(budget) },
    budget_hours: { label: t('projects.project.budgetHours'), show: (budget) => hours(budget) },
    milestones: { label: t('projects.milestone.title'), show: (all) => all.map((one) => [one.name, one.completed_on && date(one.completed_on)].filter(Boolean).join(' · ')).join(', ') },
  };
  return {
    service: 'projects',
    id: project.project_id,
    title: project.name,
    fields,
    base: { value: project, etag: etagOf(project) },
    label: t(`projects.turn.${turn}`),
    can: (now: Project) => turnsOf(now.status).includes(turn),
    fetch: () => queries.fetchQuery({ ...projectQuery(project.project_id), staleTime: 0 }),
  } as const;
}
