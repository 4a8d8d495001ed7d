/* Changing teams, exchange rates and when deals close: brought together with what others changed, or asked about. */
import { api, etagOf, read, readVersioned, versionOf, writing, type Schema } from '../../api/client.ts';
import { same } from '../../api/conflict.ts';
import { date, listed, number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { changerOf, meeting, memberName } from '../../ui/meeting.tsx';
import type { ForecastDeal, Rate, Team } from './data.ts';

export const changeTeam = changerOf<Team, Schema<'UpdateTeam'>, Team>({
  service: 'crm',
  id: (one) => one.team_id,
  title: (one) => one.name,
  fields: () => ({
    name: { label: t('forecast.teams.name') },
    member_ids: { label: t('forecast.teams.members'), show: (ids) => listed(ids.map(memberName)) },
    archived: { label: t('forecast.teams.archived'), show: (is) => t(is ? 'crm.field.yes' : 'crm.field.no') },
  }),
  fetch: ({ team_id }) => read(api.GET('/api/crm/v1/teams/{team_id}', { params: { path: { team_id } } })),
  // Who adds one member and who takes another out both meant it.
  merge: async () => ({ member_ids: (await import('../../api/merge.ts')).mergeWords as never }),
  send: ({ team_id }, body, etag, key) => read(api.PATCH('/api/crm/v1/teams/{team_id}', { params: { path: { team_id }, ...writing(key, etag) }, body })),
});

/** Another value of a rate, of which nothing else changes. */
export const correctRate = changerOf<Rate, { readonly rate: string }, Rate>({
  service: 'crm',
  id: (one) => one.exchange_rate_id,
  title: (one) => one.currency,
  fields: () => ({ rate: { label: t('crm.order.rate'), show: (rate) => number(rate, 12) } }),
  fetch: ({ exchange_rate_id }) => read(api.GET('/api/crm/v1/exchange-rates/{exchange_rate_id}', { params: { path: { exchange_rate_id } } })),
  send: ({ exchange_rate_id }, body, etag, key) => read(api.PATCH('/api/crm/v1/exchange-rates/{exchange_rate_id}', { params: { path: { exchange_rate_id }, ...writing(key, etag) }, body })),
});

type Closes = { readonly expected_close_on: string | null };
/** Gives a deal another expected close. Null when the day that somebody else gave it is kept. */
export async function mendClose({ deal_id, name, expected_close_on }: Pick<ForecastDeal, 'deal_id' | 'name' | 'expected_close_on'>, day: string): Promise<unknown> {
  const path = { deal_id };
  const says = (deal: { readonly expected_close_on?: string | null }): Closes => ({ expected_close_on: deal.expected_close_on ?? null });
  const fetchDay = async () => {
    const { value, etag } = await readVersioned(api.GET('/api/crm/v1/deals/{deal_id}', { params: { path } }));
    return { value: says(value), etag };
  };
  const [seen, now] = [says({ expected_close_on }), await fetchDay()];
  return meeting.save<Closes, unknown>({
    service: 'crm',
    id: deal_id,
    title: name ?? '',
    fields: { expected_close_on: { label: t('forecast.closes'), show: (on) => date(on) } },
    // The report knows no version of the deal: whether somebody else was faster is told by the day it showed.
    base: same(seen, now.value) ? now : { value: seen, etag: etagOf({ version: versionOf(now.etag) - 1 }) },
    patch: { expected_close_on: day },
    send: (body, etag, key) => read(api.PATCH('/api/crm/v1/deals/{deal_id}', { params: { path, ...writing(key, etag) }, body })),
    fetch: fetchDay,
  });
}
