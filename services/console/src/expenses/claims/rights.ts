import type { Permission } from '../../api/client.ts';
import type { Claim } from './queries.ts';

type Who = { readonly member: string | null | undefined; readonly may: (permission: Permission) => boolean };

export const isOwn = (claim: Pick<Claim, 'claimant_id'>, { member }: Pick<Who, 'member'>) => Boolean(member) && claim.claimant_id === member;

/** Only who spent the money writes a claim, as long as it is not handed in; who runs the organisation may for others. */
export const mayChange = (claim: Pick<Claim, 'claimant_id' | 'status'>, who: Who) =>
  (claim.status === 'draft' || claim.status === 'rejected') && who.may('expenses:claim:write') && (isOwn(claim, who) || who.may('identity:organization:manage'));

/** Nobody approves their own expenses, except who runs the organisation. */
export const mayDecide = (claim: Pick<Claim, 'claimant_id' | 'status'>, who: Who) =>
  claim.status === 'submitted' && who.may('expenses:claim:approve') && (!isOwn(claim, who) || who.may('identity:organization:manage'));
