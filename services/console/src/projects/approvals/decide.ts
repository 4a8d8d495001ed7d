/* Deciding about time that waits. It comes with its page, not with the frame. */
import { api, newKey, read, writing, type Schema } from '../../api/client.ts';
import { ProblemError } from '../../api/problems.ts';
import type { Entry } from '../queries.ts';

/** What is decided or taken back by somebody else does not wait any more. */
export const isOvertaken = (error: unknown) => error instanceof ProblemError && ['time-not-submitted', 'not-found'].includes(error.code);

/** All or none of each two hundred. */
export async function approve(entries: readonly Entry[]): Promise<void> {
  for (let at = 0; at < entries.length; at += 200) {
    const body = { time_entry_ids: entries.slice(at, at + 200).map((entry) => entry.time_entry_id) } satisfies Schema<'TimeEntries'>;
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
      await read(api.POST('/api/projects/v1/time-entries/{time_entry_id}/reject', { params: { path: { time_entry_id: id }, ...writing(key) }, body: { reason } satisfies Schema<'RejectTime'> }));
    } catch (error) {
      if (!isOvertaken(error)) throw error;
      overtaken.push(entry);
    }
    onEach(entry);
  }
  return overtaken;
}
