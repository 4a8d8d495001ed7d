/* What a project will end with, as reporting says it. */
import { queryOptions } from '@tanstack/react-query';
import { api, read, type Schema } from '../../api/client.ts';
import { hours, listed, money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { hoursOf, ticks } from '../time/hours.ts';

export type Forecast = Schema<'ProjectForecast'>;
type Unknown = Forecast['unknown'][number];
type Named = { readonly task_id: string; readonly name: string };

export const forecastQuery = (id: string) =>
  queryOptions({
    queryKey: ['reporting', 'projects', id, 'forecast'] as const,
    queryFn: ({ signal }) => read(api.GET('/api/reporting/v1/reports/projects/{project_id}/forecast', { params: { path: { project_id: id } }, signal })),
  });

/** What is in no figure, and what mends it, in words. Tasks by their names; reporting knows none. */
export function unknownText(one: Unknown, tasks: readonly Named[]): string {
  const named = (ids: readonly string[]) => listed(ids.map((id) => tasks.find((task) => task.task_id === id)?.name ?? t('common.none')));
  switch (one.reason) {
    case 'worked_without_rate':
    case 'left_without_rate':
    case 'other_price':
      return t(`projects.forecast.unknown.${one.reason}`, { hours: hours(one.hours) });
    case 'not_planned':
      return t('projects.forecast.unknown.not_planned', { tasks: named(one.task_ids) });
    case 'over_plan':
      return t('projects.forecast.unknown.over_plan', { tasks: named(one.task_ids), hours: hours(one.hours) });
    case 'other_currency':
      return t('projects.forecast.unknown.other_currency', { revenue: money(one.revenue), cost: money(one.cost) });
    case 'held':
    case 'rest_of_budget':
      return t(`projects.forecast.unknown.${one.reason}`, { amount: money(one.amount) });
    case 'on_hold':
      return t('projects.forecast.unknown.on_hold');
  }
}

/** Hours that are left in all. */
export const hoursLeft = (left: Forecast['left']): string => hoursOf(left.reduce((sum, one) => sum + ticks(one.hours), 0));
