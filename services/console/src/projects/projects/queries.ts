import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, newKey, read, readVersioned, writing, type Schema } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';
import type { Versioned } from '../../api/client.ts';
import { meeting } from '../../ui/meeting.tsx';
import { everything, type Project } from '../queries.ts';
import { aboutProject, aboutTask, type TaskSays } from './about.ts';

export type Margin = Schema<'MarginFiguresRow'>;
/** What reporting says of each project; it has no page for only one. */
export const marginsQuery = queryOptions({
  queryKey: ['reporting', 'margin', 'project'] as const,
  queryFn: async ({ signal }) => {
    const rows = await everything((cursor) => read(api.GET('/api/reporting/v1/reports/margin', { params: { query: { by: 'project', cursor, limit: 200 } }, signal })));
    return new Map(rows.flatMap((row) => (row.id ? [[row.id, row] as const] : [])));
  },
});

export type Decision = Schema<'DecisionView'>;
export const decisionsQuery = queryOptions({
  queryKey: ['projects', 'decisions', 'open'] as const,
  queryFn: ({ signal }) => everything((cursor) => read(api.GET('/api/projects/v1/decisions', { params: { query: { resolved: false, cursor, limit: 200 } }, signal }))),
});
export const resolveDecision = (id: string, body: Schema<'ResolveDecision'>, key: string) =>
  read(api.POST('/api/projects/v1/decisions/{decision_id}/resolve', { params: { path: { decision_id: id }, ...writing(key) }, body }));

/** Time of a project as a list, latest first. */
export const timeOfProjectQuery = (project: string) =>
  listQuery(['projects', 'time-entries', 'list', { project }] as const, (cursor, signal) =>
    read(api.GET('/api/projects/v1/time-entries', { params: { query: { project_id: project, cursor, limit: 100 } }, signal })),
  );

export const createProject = (body: Schema<'CreateProject'>, key: string) => readVersioned(api.POST('/api/projects/v1/projects', { params: writing(key), body }));

/** Null when what somebody else changed meanwhile is kept. */
export const saveProject = (queries: QueryClient, base: Versioned<Project>, patch: Partial<Project>, key: string) =>
  meeting.save<Project, Versioned<Project>>({
    ...aboutProject(queries, base),
    key,
    patch,
    send: ({ name, budget_amount, budget_hours, starts_on }, etag, sent) =>
      readVersioned(
        api.PATCH('/api/projects/v1/projects/{project_id}', {
          params: { path: at(base.value), ...writing(sent, etag) },
          body: { name, budget_amount, budget_hours, starts_on } satisfies Schema<'ChangeProject'>,
        }),
      ),
  });

const at = (project: Project) => ({ project_id: project.project_id });

export type Turn = 'hold' | 'resume' | 'complete' | 'cancel';
/** Hold and cancel say why. */
export function turnProject(project: Project, turn: Turn, reason: string, etag: string, key: string): Promise<Versioned<Project>> {
  const params = { path: at(project), ...writing(key, etag) };
  switch (turn) {
    case 'hold':
      return readVersioned(api.POST('/api/projects/v1/projects/{project_id}/hold', { params, body: { reason } }));
    case 'cancel':
      return readVersioned(api.POST('/api/projects/v1/projects/{project_id}/cancel', { params, body: { reason } }));
    case 'resume':
      return readVersioned(api.POST('/api/projects/v1/projects/{project_id}/resume', { params }));
    case 'complete':
      return readVersioned(api.POST('/api/projects/v1/projects/{project_id}/complete', { params }));
  }
}

export const completeMilestone = (project: Project, milestone: string, completed_on: string, etag: string, key: string) =>
  readVersioned(
    api.POST('/api/projects/v1/projects/{project_id}/milestones/{milestone_id}/complete', {
      params: { path: { ...at(project), milestone_id: milestone }, ...writing(key, etag) },
      body: { completed_on } satisfies Schema<'CompleteMilestone'>,
    }),
  );
export const reopenMilestone = (project: Project, milestone: string, reason: string, etag: string, key: string) =>
  readVersioned(
    api.POST('/api/projects/v1/projects/{project_id}/milestones/{milestone_id}/reopen', { params: { path: { ...at(project), milestone_id: milestone }, ...writing(key, etag) }, body: { reason } }),
  );

export const addTask = (project: Project, body: Schema<'AddTask'>, key: string) =>
  readVersioned(api.POST('/api/projects/v1/projects/{project_id}/tasks', { params: { path: at(project), ...writing(key) }, body }));

/** Null when what somebody else made of the same task is kept; other tasks do not stand in the way of this one. */
export const changeTask = (queries: QueryClient, base: Versioned<Project>, task: string, patch: TaskSays, key: string = newKey()) =>
  meeting.save<TaskSays, Versioned<Project>>({
    ...aboutTask(queries, base, task),
    key,
    patch,
    send: (body, etag, sent) =>
      readVersioned(api.PATCH('/api/projects/v1/projects/{project_id}/tasks/{task_id}', { params: { path: { ...at(base.value), task_id: task }, ...writing(sent, etag) }, body })),
  });
