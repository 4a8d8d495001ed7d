/* What the address of the forecast may say. */
import { day, oneOf, text } from '../../shell/search.ts';

export const tabs = ['figures', 'accuracy', 'mend', 'goals', 'setup'] as const;
export const bys = ['owner', 'team', 'pipeline', 'category'] as const;
export const categories = ['pipeline', 'best_case', 'commit', 'omitted'] as const;
export type By = (typeof bys)[number];
export type Category = (typeof categories)[number];

export const searchOf = (search: Record<string, unknown>) => ({
  tab: oneOf(search, 'tab', tabs) ?? 'figures',
  by: oneOf(search, 'by', bys) ?? 'owner',
  owner: text(search, 'owner'),
  team: text(search, 'team'),
  pipeline: text(search, 'pipeline'),
  category: oneOf(search, 'category', categories),
  month: text(search, 'month'),
  asof: day(search, 'asof'),
  since: day(search, 'since'),
});
export type ForecastSearch = ReturnType<typeof searchOf>;
