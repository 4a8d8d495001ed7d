/* Tasks as a list, and what is done with one beside ticking it off. */
import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned, writing, type Schema } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';
import { taskSorts } from '../parts/sorts.ts';
import { day, oneOf, text, yes } from '../../shell/search.ts';

export const taskStatuses = ['open', 'done', 'cancelled', 'any'] as const;
export const priorities = ['high', 'normal', 'low'] as const;
/** The orders that stand beside the filters, for who sees no columns. */
export const namedSorts = ['due_at', '-due_at', '-created_at', '-priority'] as const satisfies readonly Schema<'FollowUpSort'>[];
/** In how many days a task is due at most. */
export const spans = ['0', '7', '30'] as const;

/** What the address may say; anybody may have typed it. */
export const readTasks = (search: Record<string, unknown>) => ({
  q: text(search, 'q'),
  owner: text(search, 'owner'),
  /** Everybody's; without it and without an owner, one's own. */
  all: yes(search, 'all'),
  status: oneOf(search, 'status', taskStatuses),
  priority: oneOf(search, 'priority', priorities),
  within: oneOf(search, 'within', spans),
  from: day(search, 'from'),
  until: day(search, 'until'),
  /** Those that come again. */
  again: yes(search, 'again'),
  overdue: yes(search, 'overdue'),
  sort: oneOf(search, 'sort', taskSorts),
  task: text(search, 'task'),
  new: yes(search, 'new'),
});
export type TaskSearch = ReturnType<typeof readTasks>;

export const tasksQuery = ({ q, owner, all, status = 'open', priority, within, from, until, overdue, again, sort }: TaskSearch, me: string | undefined) => {
  const query = {
    q, owner_id: owner ?? (all ? undefined : me), status: status === 'any' ? undefined : status, priority, due_within: within === undefined ? undefined : Number(within), due_from: from,
    due_by: until, overdue, recurring: again, sort,
  };
  return listQuery(['crm', 'follow-ups', 'list', query] as const, (cursor, signal) =>
    read(api.GET('/api/crm/v1/follow-ups', { params: { query: { ...query, cursor, limit: 100 } }, signal })),
  );
};

const path = (id: string) => ({ path: { follow_up_id: id } });
export const taskQuery = (id: string) =>
  queryOptions({ queryKey: ['crm', 'follow-ups', id], queryFn: ({ signal }) => read(api.GET('/api/crm/v1/follow-ups/{follow_up_id}', { params: path(id), signal })) });
export const changeFollowUp = (id: string, body: Schema<'UpdateFollowUp'>, etag: string, key: string) =>
  readVersioned(api.PATCH('/api/crm/v1/follow-ups/{follow_up_id}', { params: { ...path(id), ...writing(key, etag) }, body }));
