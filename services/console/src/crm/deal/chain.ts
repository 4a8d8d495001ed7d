/* What a won deal causes in the other services, step by step, as far as it is known at this moment. */
import type { LiveEvent } from '../../shell/live.ts';
import type { DealDetails } from '../deals/queries.ts';

export const links = ['project', 'schedule', 'budget', 'invoice'] as const;
export type Link = (typeof links)[number];
export type LinkState = {
  readonly link: Link;
  readonly state: 'done' | 'waiting' | 'stuck' | 'later';
  /** When it was done. */
  readonly at: string | null;
  /** Milliseconds after the deal was won. */
  readonly after: number | null;
  readonly id: string | null;
  readonly number: string | null;
};

const events: readonly (readonly [prefix: string, link: Link])[] = [
  ['projects.project.', 'project'],
  ['billing.schedule.', 'schedule'],
  ['expenses.budget.', 'budget'],
  ['billing.invoice.issued.', 'invoice'],
];
/** Which step an event reports, if any. */
export const linkOf = (type: string): Link | undefined => events.find(([prefix]) => type.startsWith(prefix))?.[1];

/** What was heard since the deal was won, before CRM itself has heard of it. */
export type Heard = { readonly [L in Link]?: string };

/** Adds an event that belongs to this win: it was caused by it, which its correlation says. */
export function hear(heard: Heard, event: Pick<LiveEvent, 'type' | 'time' | 'correlation_id'>, correlation: string | undefined): Heard {
  const link = linkOf(event.type);
  if (!link || !correlation || event.correlation_id !== correlation || heard[link]) return heard;
  return { ...heard, [link]: event.time };
}

/** When the deal was won the last time, to the millisecond. */
export const wonAt = (deal: Pick<DealDetails, 'history'>): string | null =>
  deal.history.findLast((visit) => visit.outcome === 'won')?.left_at ?? null;

export function chainOf(deal: Pick<DealDetails, 'history' | 'delivery' | 'status'>, heard: Heard = {}): readonly LinkState[] {
  const { delivery } = deal;
  const won = wonAt(deal);
  const ids: Record<Link, string | null> = {
    project: delivery?.project_id ?? null,
    schedule: delivery?.schedule_id ?? null,
    budget: delivery?.budget_id ?? null,
    invoice: delivery?.first_invoice?.invoice_id ?? null,
  };
  return links.map((link) => {
    const told = link === 'invoice' ? delivery?.first_invoice?.at : delivery?.steps.find((step) => step.step === link)?.at;
    const at = told ?? heard[link] ?? null;
    const stuck = delivery?.state === 'failed' && link !== 'invoice';
    const state = at !== null || ids[link] !== null ? 'done' : link === 'invoice' ? 'later' : stuck ? 'stuck' : 'waiting';
    return {
      link,
      state,
      at,
      after: at && won ? Math.max(0, Date.parse(at) - Date.parse(won)) : null,
      id: ids[link],
      number: link === 'invoice' ? (delivery?.first_invoice?.number ?? null) : null,
    };
  });
}

/** True while the services are still at work, so that the page asks again by itself. */
export const underWay = (deal: Pick<DealDetails, 'delivery' | 'status' | 'won_elsewhere'> | undefined): boolean =>
  deal !== undefined &&
  ((deal.status === 'won' && !deal.won_elsewhere && (!deal.delivery || deal.delivery.state === 'provisioning')) || deal.delivery?.state === 'withdrawing');
