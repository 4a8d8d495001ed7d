/* What is told of a project, a task or a milestone that is another one by the time it is changed, held, completed or reopened. */
import type { QueryClient } from '@tanstack/react-query';
import { etagOf, type Versioned } from '../../api/client.ts';
import { date, hours, money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { Fields } from '../../ui/meeting.tsx';
import { projectQuery, type Project } from '../queries.ts';
import type { Turn } from './queries.ts';

/** What may be done to a project in its state. */
export const turnsOf = (status: Project['status']): readonly Turn[] =>
  status === 'active' ? ['hold', 'complete', 'cancel'] : status === 'on_hold' ? ['resume', 'complete', 'cancel'] : status === 'cancelled' ? ['resume'] : [];

const fieldsOf = (): Fields<Project> => ({
  status: { label: t('projects.project.status'), show: (status) => t(`projects.status.${status}`) },
  name: { label: t('projects.project.name') },
  starts_on: { label: t('projects.project.starts'), show: (day) => date(day) },
  budget_amount: { label: t('projects.project.budget'), show: (budget) => money(budget) },
  budget_hours: { label: t('projects.project.budgetHours'), show: (budget) => hours(budget) },
  milestones: { label: t('projects.milestone.title'), show: (all) => all.map((one) => [one.name, one.completed_on && date(one.completed_on)].filter(Boolean).join(' · ')).join(', ') },
});

export const aboutProject = (queries: QueryClient, base: Versioned<Project>) => {
  const { project_id: id, name: title } = base.value;
  return { service: 'projects', id, title, fields: fieldsOf(), base, fetch: () => queries.fetchQuery({ ...projectQuery(id), staleTime: 0 }) } as const;
};

export const aboutTurn = (queries: QueryClient, project: Project, turn: Turn) =>
  ({
    ...aboutProject(queries, { value: project, etag: etagOf(project) }),
    label: t(`projects.turn.${turn}`),
    can: (now: Project) => turnsOf(now.status).includes(turn),
  }) as const;

/** What is changed of a task, and what a milestone is completed upon: tasks and milestones are part of the project, whose version counts. */
export type TaskSays = Partial<Pick<Project['tasks'][number], 'name' | 'planned_hours' | 'done'>>;
export type MilestoneSays = Partial<Pick<Project['milestones'][number], 'name' | 'due_on' | 'amount' | 'completed_on'>> & Partial<Pick<Project, 'status'>>;

/** The same of a part of the project. */
function aboutPart<T>(queries: QueryClient, project: Versioned<Project>, title: string, fields: Fields<T>, partOf: (project: Project) => T) {
  const about = aboutProject(queries, project);
  const part = ({ value, etag }: Versioned<Project>): Versioned<T> => ({ value: partOf(value), etag });
  return { ...about, title, fields, base: part(project), fetch: async () => part(await about.fetch()) };
}

export const aboutTask = (queries: QueryClient, project: Versioned<Project>, task: string) => {
  const partOf = ({ tasks }: Project): TaskSays => {
    const { name, planned_hours, done } = tasks.find((one) => one.task_id === task) ?? {};
    return { name, planned_hours, done } as TaskSays;
  };
  const fields: Fields<TaskSays> = {
    name: { label: t('projects.task.name') },
    planned_hours: { label: t('projects.task.planned'), show: (planned) => hours(planned) },
    done: { label: t('projects.task.done'), show: (done) => t(done ? 'projects.yes' : 'projects.no') },
  };
  return aboutPart(queries, project, partOf(project.value).name ?? '', fields, partOf);
};

export const aboutMilestone = (queries: QueryClient, project: Project, milestone: string) => {
  const partOf = ({ milestones, status }: Project): MilestoneSays => {
    const { name, due_on, amount, completed_on } = milestones.find((one) => one.milestone_id === milestone) ?? {};
    return { status, name, due_on, amount, completed_on } as MilestoneSays;
  };
  const fields: Fields<MilestoneSays> = {
    status: { label: t('projects.project.status'), show: (status) => t(`projects.status.${status}`) },
    name: { label: t('projects.milestone.name') },
    due_on: { label: t('projects.milestone.due'), show: (day) => date(day) },
    amount: { label: t('projects.milestone.billed'), show: (amount) => money(amount, 'exact') },
    completed_on: { label: t('projects.milestone.on'), show: (day) => date(day) },
  };
  const about = aboutPart(queries, { value: project, etag: etagOf(project) }, partOf(project).name ?? '', fields, partOf);
  // What others do to the rest of the project does not matter to it.
  return { ...about, upon: Object.keys(fields) as (keyof MilestoneSays)[] };
};
