/* The order in which claims are decided: person by person, oldest expense first; what one may not decide stands last. */
import type { Claim } from '../claims/queries.ts';

export function inOrder(claims: readonly Claim[], nameOf: (member: string | null | undefined) => string, mayDecide: (claim: Claim) => boolean): Claim[] {
  const first = (claim: Claim) => claim.lines.map((line) => line.spent_on).toSorted()[0] ?? '';
  const key = (claim: Claim) => [mayDecide(claim) ? 0 : 1, nameOf(claim.claimant_id), first(claim), claim.claim_id].join('\u0000');
  return claims.toSorted((a, b) => key(a).localeCompare(key(b)));
}
