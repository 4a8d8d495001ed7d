/* Writing the lines of a claim: all of them together, as the service takes them. A line that stays keeps its receipts. */
import type { QueryClient } from '@tanstack/react-query';
import type { Versioned } from '../../api/client.ts';
import { asNew } from './lines.ts';
import { changeClaim, claimQuery, type Claim, type NewLine } from './queries.ts';

/** The lines as they are, with one changed, added at the end, or left out. */
export function withLine(claim: Claim, place: number, line: NewLine | undefined): NewLine[] {
  const kept = claim.lines.map(asNew);
  if (!line) return kept.filter((_, index) => index !== place);
  if (place >= kept.length) return [...kept, line];
  return kept.map((old, index) => (index === place ? line : old));
}

export async function saveLines(queries: QueryClient, before: Versioned<Claim>, lines: NewLine[], key: string): Promise<Versioned<Claim>> {
  const { claim_id } = before.value;
  const saved = await changeClaim(claim_id, { lines }, key, before.etag);
  queries.setQueryData(claimQuery(claim_id).queryKey, saved);
  return saved;
}
