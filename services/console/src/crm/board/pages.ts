/*
 * What is loaded of a column, without asking anybody. Pages are told apart by the cursor they begin at, so each is a stretch of
 * the column: one of them can be read again, and a card put in or taken out, while all others stay as they are.
 */
import type { InfiniteData } from '@tanstack/react-query';
import type { Page, Schema } from '../../api/client.ts';
import { minor } from '../../i18n/format.ts';
import type { Deal } from '../deals/queries.ts';
import { compare, type Sort } from './board.ts';

/** A page is `old` when it may have changed while nobody saw it; it is read again when somebody does. */
export type ColumnPage = Page<Deal> & { readonly old?: boolean };
export type ColumnPages = InfiniteData<ColumnPage>;
/** What the service is asked for the cards of a column. */
export type ColumnAsk = {
  readonly stage_id: string;
  readonly status: 'open';
  readonly q?: string | undefined;
  readonly owner_id?: string | undefined;
  readonly account_id?: string | undefined;
  readonly min_value?: string | undefined;
  readonly tag_id?: string | undefined;
  readonly stale?: true | undefined;
  readonly custom?: string | undefined;
  readonly sort?: Sort | undefined;
};

/** How many cards are asked for at once, and how many the service gives at most. */
export const usual = 50;
const most = 200;

/** Whether the page at this place holds a card that is seen; the first does when nobody sees any. */
export function inSight({ pages }: ColumnPages, at: number, seen: ReadonlySet<string>): boolean {
  const holds = (page: ColumnPage) => page.items.some((row) => seen.has(row.deal_id));
  const page = pages[at];
  return page !== undefined && (holds(page) || (at === 0 && !pages.some(holds)));
}

/** The last page has no end to keep to. What somebody moved behind it themselves stays. */
async function readLast(known: ColumnPage | undefined, sort: Sort, ask: (limit: number) => Promise<Page<Deal>>): Promise<ColumnPage> {
  const before = known?.items ?? [];
  const page = await ask(Math.min(most, Math.max(usual, before.length)));
  const last = page.items.at(-1);
  if (!last || !page.next_cursor) return page;
  return { ...page, items: [...page.items, ...before.filter((row) => compare[sort](row, last) > 0)] };
}

/**
 * Reads the page at this place again. It ends where the next one begins, whatever was put in or taken out meanwhile; only when
 * more was put in than can be read at once, it ends earlier, and what follows is no longer known.
 */
export async function readAgain({ pages }: ColumnPages, at: number, sort: Sort, ask: (limit: number) => Promise<Page<Deal>>): Promise<ColumnPage> {
  const before = pages[at]?.items.length ?? 0;
  const later = new Set(pages.slice(at + 1).flatMap((page) => page.items.map((row) => row.deal_id)));
  if (later.size === 0) return readLast(pages[at], sort, ask);
  for (const limit of new Set([Math.min(most, Math.max(usual, before) + 10), most])) {
    const page = await ask(limit);
    if (!page.next_cursor) return page;
    const items = page.items.slice(0, page.items.findLastIndex((row) => !later.has(row.deal_id)) + 1);
    if (items.length < page.items.length) return { items, next_cursor: pages[at]?.next_cursor ?? null };
    if (limit === most) return page;
  }
  return { items: [] };
}

const folded = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Whether a name holds the first four of some words, as the service looks for them; letters beyond Latin ones it folds by rules of its own. */
function holdsWords(name: string, words: string): boolean | undefined {
  const [own, sought] = [folded(name), folded(words).trim()];
  if (!/^[ -~]*$/.test(own + sought)) return undefined;
  return sought.split(/\s+/).slice(0, 4).every((word) => own.includes(word));
}

/** A deal; what it is worth in the organisation's currency is known of one that was read, not of the answer to a change. */
type Valued = Schema<'DealView'> & Pick<Schema<'DealDetails'>, 'base_value' | 'next_follow_up'>;

/** Whether a deal is in a column, as far as it can be told here: how tags and own fields compare, only the service knows. */
export function belongs(deal: Valued, ask: ColumnAsk): boolean | undefined {
  const { stage_id, q, owner_id, account_id, min_value, tag_id, stale, custom } = ask;
  if (deal.status !== 'open' || deal.stage_id !== stage_id || (stale && !deal.stale)) return false;
  if ((owner_id && deal.owner_id !== owner_id) || (account_id && deal.account_id !== account_id)) return false;
  const holds = q === undefined || holdsWords(deal.name, q);
  if (!holds) return holds;
  if (min_value && !/^\d+(\.\d+)?$/.test(min_value)) return undefined;
  if (min_value && deal.base_value === undefined) return undefined;
  if (min_value && (!deal.base_value || minor(deal.base_value.amount) < minor(min_value))) return false;
  return custom || (tag_id && !deal.tags?.includes(tag_id)) ? undefined : true;
}

/** A deal as its column shows it. */
export function rowOf(deal: Valued, account_name: string | undefined): Deal {
  const { deal_id, account_id, pipeline_id, stage_id, stage_name, stale, status, odds_percent, owner_id, value, opened_on } = deal;
  return {
    deal_id, name: deal.name, pipeline_id, stage_id, stage_name, stale, status, odds_percent, value, opened_on,
    base_value: deal.base_value ?? null,
    account_id: account_id ?? null,
    account_name: account_name ?? null,
    owner_id: owner_id ?? null,
    in_stage_since: deal.in_stage_since ?? null,
    expected_close_on: deal.expected_close_on ?? null,
    next_step: deal.next_step ?? null,
    next_follow_up: deal.next_follow_up ?? null,
    closed_on: deal.closed_on ?? null,
    win_no: deal.win_no,
    won_elsewhere: deal.won_elsewhere,
    external_ref: deal.external_ref ?? null,
    tags: deal.tags ?? [],
    custom: deal.custom ?? {},
    forecast_category: deal.forecast_category ?? null,
    judged_odds_percent: deal.forecast?.odds?.odds_percent ?? null,
    version: deal.version,
  };
}

export const rowsOf = (data: ColumnPages) => data.pages.flatMap((page) => page.items);

/** Takes a card out; answers the same when it was not there. */
export function takeOut(data: ColumnPages, id: string): ColumnPages {
  const is = (row: Deal) => row.deal_id === id;
  if (!data.pages.some((page) => page.items.some(is))) return data;
  return { ...data, pages: data.pages.map((page) => (page.items.some(is) ? { ...page, items: page.items.filter((row) => !is(row)) } : page)) };
}

/**
 * Puts a card where the order of the column wants it, and takes it from where it was. Beyond what is loaded it is left out, since
 * it comes with its page; what somebody moved there themselves stands at the end until then.
 */
export function putIn(data: ColumnPages, deal: Deal, sort: Sort, own = false): ColumnPages {
  if (rowsOf(data).some((row) => row.deal_id === deal.deal_id && row.version > deal.version)) return data;
  const without = takeOut(data, deal.deal_id);
  const last = without.pages.length - 1;
  // Between two pages it is in the second: that is read from the end of the first.
  const page = without.pages.findIndex(({ items }) => items.some((row) => compare[sort](deal, row) < 0));
  if (page < 0 && without.pages[last]?.next_cursor && !own) return without;
  const put = (items: Deal[]) => {
    const at = items.findIndex((row) => compare[sort](deal, row) < 0);
    return at < 0 ? [...items, deal] : items.toSpliced(at, 0, deal);
  };
  return { ...without, pages: without.pages.map((one, index) => (index === (page < 0 ? last : page) ? { ...one, items: put(one.items) } : one)) };
}
