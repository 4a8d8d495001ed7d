/* What a view says, as the bar of its page and the heads of its columns say it: what is stored are names of parameters, and ids. */
import { date, listed } from '../../i18n/format.ts';
import { t, tMaybe } from '../../i18n/index.ts';
import type { Filter } from '../../ui/FilterBar.tsx';
import type { Column } from '../../ui/grid/columns.ts';
import { searchOf, type View, type ViewedList } from './views.ts';

export type Head = Pick<Column<never>, 'id' | 'header' | 'sort'>;

const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(text);

/** `Status: Open, Owner: Bence Nagy, Stale`; what the bar does not know is only counted. */
export function filtersInWords(list: ViewedList, filters: View['filters'], bar: readonly Filter[]): string {
  const search = searchOf(list, { filters, sort: null });
  const known = bar.flatMap((filter) => {
    const value = search[filter.name];
    if (value === undefined) return [];
    if (value === true || filter.kind === 'yes') return [filter.label];
    if (filter.kind === 'day') return [`${filter.label}: ${date(value)}`];
    const option = filter.kind === 'choice' ? filter.options.find((one) => one.value === value)?.label : undefined;
    return [option === undefined && isId(value) ? filter.label : `${filter.label}: ${option ?? value}`];
  });
  const more = Object.values(search).filter((value) => value !== undefined).length - known.length;
  return listed(more > 0 ? [...known, t('views.more', { count: more })] : known) || t('views.all');
}

/** `Value, descending`, or as the bar calls the order. */
export function sortInWords(sort: string, heads: readonly Head[], bar: readonly Filter[]): string {
  const named = bar.flatMap((filter) => (filter.kind === 'choice' && (filter.name === 'sort' || filter.name === 'order') ? filter.options : [])).find((one) => one.value === sort);
  if (named) return named.label;
  const name = sort.replace(/^-/, '');
  // Lists without heads that sort are all of CRM, whose texts are there with them.
  const head = heads.find((one) => one.sort?.asc === sort || one.sort?.desc === sort);
  const field = head?.header ?? tMaybe(`crm.order.${name}`, name.replaceAll('_', ' '));
  return t(sort.startsWith('-') ? 'views.down' : 'views.up', { field });
}

export const columnsInWords = (columns: readonly string[], heads: readonly Head[]): string =>
  listed(columns.flatMap((id) => heads.find((one) => one.id === id)?.header ?? [])) || String(columns.length);
