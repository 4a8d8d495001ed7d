import { queryOptions } from '@tanstack/react-query';
import { api, etagOf, newKey, read, readVersioned, writing, type Schema } from '../../api/client.ts';
import { addDays } from '../../i18n/format.ts';
import { everything } from '../queries.ts';
import type { Call } from './plan.ts';
import type { Entry } from './week.ts';

export const weekQuery = (person: string, monday: string) =>
  queryOptions({
    queryKey: ['projects', 'time-entries', 'week', person, monday] as const,
    queryFn: ({ signal }) =>
      everything((cursor) =>
        read(api.GET('/api/projects/v1/time-entries', { params: { query: { person_id: person, from: monday, to: addDays(monday, 6), cursor, limit: 200 } }, signal })),
      ),
  });

const path = (entry: Entry) => ({ time_entry_id: entry.time_entry_id });

export const logTime = (body: Schema<'LogTime'>, key: string = newKey()) => read(api.POST('/api/projects/v1/time-entries', { params: writing(key), body }));

export const changeTime = async (entry: Entry, body: Schema<'ChangeTime'>, key: string = newKey()) =>
  (await readVersioned(api.PATCH('/api/projects/v1/time-entries/{time_entry_id}', { params: { path: path(entry), ...writing(key, etagOf(entry)) }, body }))).value;

export async function deleteTime(entry: Entry): Promise<Entry> {
  // What was sent back has to become a draft before it may go; the same hours again do that.
  const draft = entry.status === 'rejected' ? await changeTime(entry, { hours: entry.hours }) : entry;
  return read(api.DELETE('/api/projects/v1/time-entries/{time_entry_id}', { params: { path: path(draft), ...writing(newKey(), etagOf(draft)) } }));
}

/** Carries a call out; answers the entry as it now is, and whether it is gone. */
export async function carryOut(call: Call, person: string): Promise<{ entry: Entry; gone: boolean }> {
  switch (call.kind) {
    case 'log': {
      const { project_id, task_id, work_on, hours, note } = call;
      return { entry: await logTime({ project_id, task_id, work_on, hours, note, person_id: person }), gone: false };
    }
    case 'change':
      return { entry: await changeTime(call.entry, { hours: call.hours }), gone: false };
    case 'delete':
      return { entry: await deleteTime(call.entry), gone: true };
  }
}

/** Hands in, all or none for each two hundred: more the service does not take at once. */
export async function submitTime(entries: readonly Entry[]): Promise<Entry[]> {
  const answers: Entry[] = [];
  for (let at = 0; at < entries.length; at += 200) {
    const body = { time_entry_ids: entries.slice(at, at + 200).map((entry) => entry.time_entry_id) } satisfies Schema<'TimeEntries'>;
    answers.push(...(await read(api.POST('/api/projects/v1/time-entries/submit', { params: writing(newKey()), body }))).items);
  }
  return answers;
}

/** Time of a person over several weeks. */
export const recentWeeksQuery = (person: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['projects', 'time-entries', 'recent', person, from, to] as const,
    queryFn: ({ signal }) =>
      everything((cursor) => read(api.GET('/api/projects/v1/time-entries', { params: { query: { person_id: person, from, to, cursor, limit: 200 } }, signal }))),
  });
