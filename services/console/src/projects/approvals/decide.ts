/* Deciding about time that waits. It comes with its page, not with the frame. */
import { api, etagOf, newKey, read, writing, type Schema } from '../../api/client.ts';
import { ProblemError } from '../../api/problems.ts';
import type { Entry } from '../queries.ts';

/** What is decided, taken back or written anew by somebody else does not wait any more as it was seen. */
export const isOvertaken = (error: unknown) => error instanceof ProblemError && ['time-not-submitted', 'not-found', 'stale-version'].includes(error.code);

/** Those that do not wait any more as they were seen, by what waits now. */
export const overtakenOf = (seen: readonly Entry[], waits: readonly Entry[]): Entry[] => {
  const versions = new Map(waits.map((one) => [one.time_entry_id, one.version]));
  return seen.filter((one) => versions.get(one.time_entry_id) !== one.version);
};

/** All or none of each two hundred, as they were seen. */
export async function approve(entries: readonly Entry[]): Promise<void> {
  for (let at = 0; at < entries.length; at += 200) {
    const some = entries.slice(at, at + 200);
    const body = { time_entry_ids: some.map((entry) => entry.time_entry_id), versions: some.map((entry) => entry.version) } satisfies Schema<'TimeEntries'>;
    await read(api.POST('/api/projects/v1/time-entries/approve', { params: writing(newKey()), body }));
  }
}

/**
 * One by one, for the service rejects singly. `keys` keeps the key of each, so that another try repeats none. Answers those that somebody
 * else was faster with: they keep none of the others back.
 */
export async function reject(entries: readonly Entry[], reason: string, keys: Map<string, string>, onEach: (entry: Entry) => void): Promise<Entry[]> {
  const overtaken: Entry[] = [];
  for (const entry of entries) {
    const id = entry.time_entry_id;
    const key = keys.get(id) ?? newKey();
    keys.set(id, key);
    try {
      await read(api.POST('/api/projects/v1/time-entries/{time_entry_id}/reject', { params: { path: { time_entry_id: id }, ...writing(key, etagOf(entry)) }, body: { reason } satisfies Schema<'RejectTime'> }));
    } catch (error) {
      if (!isOvertaken(error)) throw error;
      overtaken.push(entry);
    }
    onEach(entry);
  }
  return overtaken;
}
