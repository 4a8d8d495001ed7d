/* Writing all lines of a claim anew without losing their receipts. */
import type { Versioned } from '../../api/client.ts';
import { fetchReceipt, uploadReceipt } from '../receipts/transfer.ts';
import { asNew, toCarry } from './lines.ts';
import { changeClaim, claimQuery, type Claim, type NewLine } from './queries.ts';
import type { QueryClient } from '@tanstack/react-query';

type Line = { readonly line: NewLine; readonly origin?: number };

/** The lines as they are, with one changed, added at the end, or left out. */
export function withLine(claim: Claim, place: number, line: NewLine | undefined): Line[] {
  const kept = claim.lines.map((old, origin): Line => ({ line: asNew(old), origin }));
  if (!line) return kept.filter((_, index) => index !== place);
  if (place >= kept.length) return [...kept, { line }];
  return kept.map((old, index) => (index === place ? { line, origin: index } : old));
}

export async function saveLines(queries: QueryClient, before: Versioned<Claim>, lines: readonly Line[], key: string): Promise<Versioned<Claim>> {
  const { claim_id } = before.value;
  const moving = lines.flatMap(({ origin }) => (origin === undefined ? [] : (before.value.lines[origin]?.receipts ?? [])));
  // Read first: with its line a receipt may go.
  const files = new Map(await Promise.all(moving.map(async (receipt) => [receipt.receipt_id, await fetchReceipt(claim_id, receipt)] as const)));
  const saved = await changeClaim(claim_id, { lines: lines.map(({ line }) => line) }, key, before.etag);
  queries.setQueryData(claimQuery(claim_id).queryKey, saved);
  for (const { receipt, to } of toCarry(before.value.lines, saved.value.lines, lines.map(({ origin }) => origin))) {
    const file = files.get(receipt.receipt_id);
    if (file) await uploadReceipt({ claim: claim_id, line: to, name: receipt.name, file });
  }
  return queries.fetchQuery({ ...claimQuery(claim_id), staleTime: 0 });
}
