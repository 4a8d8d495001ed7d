/* What of a deal can be changed on its page, in the form in which it is sent, so that a conflict compares like with like. */
import { api, readVersioned, versionOf, writing, type Schema, type Versioned } from '../../api/client.ts';
import { changesAfter } from '../../api/changes.ts';
import { saveVersioned } from '../../api/conflict.ts';
import type { DealDetails, NextStep } from '../deals/queries.ts';

type Line = Schema<'LineRequest'>;
type Money = Schema<'Money'>;

export type DealEdit = {
  readonly name: string;
  readonly account_id: string | null;
  readonly contact_id: string | null;
  readonly owner_id: string | null;
  readonly expected_close_on: string | null;
  readonly next_step: NextStep | null;
  readonly value: Money;
  readonly lines: readonly Line[];
  readonly contacts: readonly Schema<'DealContactRequest'>[];
  readonly competitors: readonly string[];
  readonly tags: readonly string[];
  readonly custom: Readonly<Record<string, Schema<'FieldValue'> | null>>;
  readonly forecast_category: Schema<'ForecastCategory'> | null;
  readonly judged_odds: Schema<'JudgedOddsRequest'> | null;
  readonly price_list_id: string | null;
};
export type DealField = keyof DealEdit;

/** A line as it is sent back: with its ids and before any discount, without the sums that the service makes itself. */
export function lineRequest(line: Schema<'DealLine'>): Line {
  const { deal_line_id, name, vat_rate, billing, product, discount } = line;
  const kept = { deal_line_id, name, vat_rate, billing: discount?.before ?? billing };
  return { ...kept, ...(product ? { product_id: product.product_id } : {}), ...(discount ? { discount_percent: discount.percent } : {}) };
}

export const editOf = (deal: DealDetails): DealEdit => ({
  name: deal.name,
  account_id: deal.account_id ?? null,
  contact_id: deal.contact_id ?? null,
  owner_id: deal.owner_id ?? null,
  expected_close_on: deal.expected_close_on ?? null,
  next_step: deal.next_step ?? null,
  value: deal.value,
  lines: deal.lines.map(lineRequest),
  contacts: deal.contacts ?? [],
  competitors: deal.competitors ?? [],
  tags: deal.tags ?? [],
  custom: deal.custom ?? {},
  forecast_category: deal.forecast?.category ?? null,
  judged_odds: deal.forecast?.odds ? { odds_percent: deal.forecast.odds.odds_percent, reason: deal.forecast.odds.reason } : null,
  price_list_id: deal.price_list_id ?? null,
});

const path = (id: string) => ({ path: { deal_id: id } });
const fetchDeal = async (id: string): Promise<Versioned<DealDetails>> =>
  readVersioned<DealDetails>(api.GET('/api/crm/v1/deals/{deal_id}', { params: path(id) }));

/** A line that was taken out, as a new one: its old ids are gone. */
export function lineAnew<L extends Line>(line: L): L {
  const { deal_line_id: _, ...rest } = line;
  if (line.billing.kind !== 'fixed') return rest as L;
  const milestones = line.billing.milestones?.map(({ milestone_id: _gone, ...milestone }) => milestone);
  return { ...rest, billing: { ...line.billing, milestones } } as L;
}

/** Lines are told apart by their ids: one may change while somebody else adds another. */
const merge = async () => {
  const { mergeLists, mergeValues, mergeWords } = await import('../../api/merge.ts');
  return {
    lines: mergeLists<Line>({ id: (line) => line.deal_line_id, anew: lineAnew }),
    contacts: mergeLists<DealEdit['contacts'][number]>({ id: (one) => `${one.contact_id} ${one.role}` }),
    competitors: mergeWords,
    tags: mergeWords,
    custom: mergeValues<DealEdit['custom']>,
  };
};

/** What a change of a deal is based on: what was seen when it began. */
export type DealBase = Versioned<DealEdit> & { readonly id: string };
export const baseOf = ({ value, etag }: Versioned<DealDetails>): DealBase => ({ id: value.deal_id, value: editOf(value), etag });

/** Saves some fields of a deal; what only one of two touched comes together. */
export const saveEdit = (base: DealBase, patch: Partial<DealEdit>, key: string) =>
  saveVersioned<DealEdit, Versioned<Schema<'DealView'>>>({
    base,
    patch,
    merge,
    send: (changes, etag) => {
      const body = {
        ...changes,
        lines: changes.lines && [...changes.lines],
        contacts: changes.contacts && [...changes.contacts],
        competitors: changes.competitors && [...changes.competitors],
        tags: changes.tags && [...changes.tags],
      } satisfies Schema<'UpdateDeal'> & { next_step?: NextStep | null };
      return readVersioned(api.PATCH('/api/crm/v1/deals/{deal_id}', { params: { ...path(base.id), ...writing(key, etag) }, body }));
    },
    fetch: async () => {
      const { value, etag } = await fetchDeal(base.id);
      return { value: editOf(value), etag };
    },
    changes: () => changesAfter('crm', base.id, versionOf(base.etag)),
  });
