/* Writing a claim: its lines all together, as the service takes them. A line that stays keeps its receipts. */
import type { QueryClient } from '@tanstack/react-query';
import type { Versioned } from '../../api/client.ts';
import { meeting } from '../../ui/meeting.tsx';
import { asNew } from './lines.ts';
import { changeClaim, claimQuery, type Claim, type NewLine } from './queries.ts';
import { draftFields, draftOf, mergeDraft, type Draft } from './shared.tsx';

/** The lines as they are, with one changed, added at the end, or left out. */
export function withLine(claim: Claim, place: number, line: NewLine | undefined): NewLine[] {
  const kept = claim.lines.map(asNew);
  if (!line) return kept.filter((_, index) => index !== place);
  if (place >= kept.length) return [...kept, line];
  return kept.map((old, index) => (index === place ? line : old));
}

/** Saves on what the person began with; null when what somebody else wrote meanwhile is kept. */
export async function saveDraft(queries: QueryClient, before: Versioned<Claim>, patch: Partial<Draft>, key?: string): Promise<Versioned<Claim> | null> {
  const { claim_id: id, title } = before.value;
  const query = claimQuery(id);
  const saved = await meeting.save<Draft, Versioned<Claim>>({
    service: 'expenses',
    id,
    title,
    fields: draftFields(queries),
    base: { value: draftOf(before.value), etag: before.etag },
    patch,
    merge: mergeDraft,
    ...(key && { key }),
    send: ({ title: named, lines }, etag, sent) => changeClaim(id, { ...(named !== undefined && { title: named }), ...(lines && { lines: [...lines] }) }, sent, etag),
    fetch: async () => {
      const { value, etag } = await queries.fetchQuery({ ...query, staleTime: 0 });
      return { value: draftOf(value), etag };
    },
  });
  if (saved) queries.setQueryData(query.queryKey, saved);
  return saved;
}
