/* What forecasts ask for and change. It comes with their pages, not with the frame. */
import { queryOptions } from '@tanstack/react-query';
import { api, read, writing, type Schema } from '../../api/client.ts';
import { everyPage, listQuery } from '../../api/lists.ts';
import { endOfDay, today } from '../../i18n/format.ts';
import type { OrderOf, rateOrders } from '../parts/orders.ts';
import type { ForecastSearch } from './search.ts';

export type Forecast = Schema<'Forecast'>;
export type Row = Schema<'ForecastRow'>;
export type Figures = Schema<'ForecastFigures'>;
export type ForecastDeal = Schema<'ForecastDeal'>;
export type Team = Schema<'TeamView'>;
export type Progress = Schema<'GoalProgress'>;
export type Rate = Schema<'ExchangeRateView'>;
export type Which = 'forecast' | 'passed' | 'undated' | 'won';

const momentOf = (day: string | undefined) => (!day || day >= today() ? undefined : endOfDay(day));

type Asked = Pick<ForecastSearch, 'by' | 'owner' | 'team' | 'pipeline' | 'category' | 'asof'>;
/** `months`: the first and the last; those from the day on when left out. */
export const forecastQuery = ({ by, owner, team, pipeline, category, asof }: Asked, months?: readonly [from: string | undefined, to: string | undefined]) => {
  const query = { by, owner_id: owner, team_id: team, pipeline_id: pipeline, category, as_of: momentOf(asof), ...(months && { from: months[0], to: months[1] }) };
  return queryOptions({
    queryKey: ['reporting', 'forecast', query],
    queryFn: ({ signal }) => read(api.GET('/api/reporting/v1/forecast', { params: { query }, signal })),
  });
};

/** The deals behind a figure: the address it came with says which. */
export const dealsQuery = (address: string, which: Which) => {
  const query = { ...Object.fromEntries(new URLSearchParams(address.split('?')[1] ?? '')), which };
  return listQuery(['reporting', 'forecast', 'deals', query] as const, (cursor, signal) =>
    read(api.GET('/api/reporting/v1/forecast/deals', { params: { query: { ...query, cursor, limit: 50 } }, signal })),
  );
};

/** The closed deals that odds of a stage are learned from, last closed first. */
export const sampleQuery = (stage: string, asof: string | undefined) => {
  const query = { as_of: momentOf(asof) };
  return listQuery(['reporting', 'forecast', 'sample', stage, query] as const, (cursor, signal) =>
    read(api.GET('/api/reporting/v1/forecast/stages/{stage_id}/deals', { params: { path: { stage_id: stage }, query: { ...query, cursor, limit: 50 } }, signal })),
  );
};

type Whose = Pick<ForecastSearch, 'owner' | 'team' | 'pipeline'>;
export const whoseQuery = ({ owner, team, pipeline }: Whose) => ({ owner_id: owner, team_id: team, pipeline_id: pipeline });

/** A year of weeks, the newest first. */
export const snapshotsQuery = (whose: Whose, month: string | undefined) => {
  const query = { ...whoseQuery(whose), month, limit: 53 };
  return queryOptions({
    queryKey: ['reporting', 'forecast', 'snapshots', query],
    queryFn: async ({ signal }) => (await read(api.GET('/api/reporting/v1/forecast/snapshots', { params: { query }, signal }))).items,
  });
};

export const accuracyQuery = (whose: Whose) => {
  const query = whoseQuery(whose);
  return queryOptions({
    queryKey: ['reporting', 'forecast', 'accuracy', query],
    queryFn: ({ signal }) => read(api.GET('/api/reporting/v1/forecast/accuracy', { params: { query }, signal })),
  });
};

export const progressQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['reporting', 'forecast', 'goals', from, to],
    queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/reporting/v1/forecast/goals', { params: { query: { from, to, cursor, limit: 200 } }, signal }))),
  });

export const setGoal = (body: Schema<'SetGoal'>, key: string) => read(api.POST('/api/crm/v1/goals', { params: writing(key), body }));
export const removeGoal = (id: string, key: string) =>
  read(api.DELETE('/api/crm/v1/goals/{goal_id}', { params: { path: { goal_id: id }, ...writing(key) } }));

export const teamsQuery = queryOptions({
  queryKey: ['crm', 'teams'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/teams', { signal }))).items,
  staleTime: 60_000,
});
export const makeTeam = (body: Schema<'MakeTeam'>, key: string) => read(api.POST('/api/crm/v1/teams', { params: writing(key), body }));

export const ratesQuery = (sort: OrderOf<typeof rateOrders>) =>
  listQuery(['crm', 'exchange_rates', 'list', sort] as const, (cursor, signal) => read(api.GET('/api/crm/v1/exchange-rates', { params: { query: { sort, cursor, limit: 50 } }, signal })));
export const giveRate = (body: Schema<'GiveRate'>, key: string) => read(api.POST('/api/crm/v1/exchange-rates', { params: writing(key), body }));
