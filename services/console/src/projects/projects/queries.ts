import { queryOptions } from '@tanstack/react-query';
import { api, newKey, read, readVersioned, writing, type Schema } from '../../api/client.ts';
import { changesAfter } from '../../api/changes.ts';
import { saveVersioned } from '../../api/conflict.ts';
import { listQuery } from '../../api/lists.ts';
import type { Versioned } from '../../api/client.ts';
import { everything, type Project } from '../queries.ts';

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

export type ProjectPatch = Pick<Schema<'ChangeProject'>, 'name' | 'budget_amount' | 'budget_hours' | 'starts_on'>;
export const saveProject = (base: Versioned<Project>, patch: Partial<Project>, key: string) =>
  saveVersioned<Project, Versioned<Project>>({
    base,
    patch,
    send: ({ name, budget_amount, budget_hours, starts_on }, etag) =>
      readVersioned(
        api.PATCH('/api/projects/v1/projects/{project_id}', {
          params: { path: { project_id: base.value.project_id }, ...writing(key, etag) },
          body: { name, budget_amount, budget_hours, starts_on } satisfies Schema<'ChangeProject'>,
        }),
      ),
    fetch: () => readVersioned(api.GET('/api/projects/v1/projects/{project_id}', { params: { path: { project_id: base.value.project_id } } })),
    changes: () => changesAfter('projects', base.value.project_id, base.value.version),
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

export const completeMilestone = (project: Project, milestone: string, completed_on: string, key: string) =>
  readVersioned(
    api.POST('/api/projects/v1/projects/{project_id}/milestones/{milestone_id}/complete', {
      params: { path: { ...at(project), milestone_id: milestone }, ...writing(key) },
      body: { completed_on } satisfies Schema<'CompleteMilestone'>,
    }),
  );
export const reopenMilestone = (project: Project, milestone: string, reason: string, key: string) =>
  readVersioned(
    api.POST('/api/projects/v1/projects/{project_id}/milestones/{milestone_id}/reopen', { params: { path: { ...at(project), milestone_id: milestone }, ...writing(key) }, body: { reason } }),
  );

export const addTask = (project: Project, body: Schema<'AddTask'>, key: string) =>
  readVersioned(api.POST('/api/projects/v1/projects/{project_id}/tasks', { params: { path: at(project), ...writing(key) }, body }));

/** Tasks are part of the project, so its version counts; one that nobody else touched is sent again on the newer one. */
export async function changeTask(base: Versioned<Project>, task: string, body: Schema<'PatchTask'>, key: string = newKey()): Promise<Versioned<Project>> {
  const before = base.value.tasks.find((one) => one.task_id === task);
  return saveVersioned<Project, Versioned<Project>>({
    base,
    patch: { tasks: base.value.tasks.map((one) => (one.task_id === task ? { ...one, name: body.name ?? one.name, planned_hours: body.planned_hours ?? one.planned_hours, done: body.done ?? one.done } : one)) },
    send: (_, etag) =>
      readVersioned(api.PATCH('/api/projects/v1/projects/{project_id}/tasks/{task_id}', { params: { path: { ...at(base.value), task_id: task }, ...writing(key, etag) }, body })),
    fetch: async () => {
      const newer = await readVersioned(api.GET('/api/projects/v1/projects/{project_id}', { params: { path: at(base.value) } }));
      const same = JSON.stringify(newer.value.tasks.find((one) => one.task_id === task)) === JSON.stringify(before);
      // Other tasks do not stand in the way of this one.
      return same ? { value: { ...newer.value, tasks: base.value.tasks }, etag: newer.etag } : newer;
    },
  });
}

