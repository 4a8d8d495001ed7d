/* Changing saved views that several people look through: brought together with what others changed, or shown. */
import { api, etagOf, read, writing, type Schema } from '../../api/client.ts';
import { listed } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { changerOf, meeting, type Fields } from '../../ui/meeting.tsx';
import type { View } from './views.ts';

const path = ({ view_id }: View) => ({ path: { view_id } });
const fetchView = (view: View) => read(api.GET('/api/crm/v1/views/{view_id}', { params: path(view) }));
const fields = (): Fields<Schema<'UpdateView'>> => ({
  name: { label: t('views.name') },
  shared: { label: t('views.shared'), show: (shared) => (shared ? '✓' : t('common.none')) },
  filters: { label: t('views.shows'), show: (filters) => listed(Object.values(filters)) },
  sort: { label: t('views.sort') },
  columns: { label: t('views.shownColumns'), show: (columns) => String(columns.length) },
});

export const changeView = changerOf<View, Schema<'UpdateView'>, View>({
  service: 'crm',
  id: (one) => one.view_id,
  title: (one) => one.name,
  fields,
  fetch: fetchView,
  send: (one, body, etag, key) => read(api.PATCH('/api/crm/v1/views/{view_id}', { params: { ...path(one), ...writing(key, etag) }, body })),
});

/** Forgets what was seen; what somebody else has made of it meanwhile only when that is wanted, too. */
export const forgetView = (view: View) =>
  meeting.act<View, View>({
    service: 'crm',
    id: view.view_id,
    title: view.name,
    fields: fields() as Fields<View>,
    base: { value: view, etag: etagOf(view) },
    label: t('views.forget'),
    can: () => true,
    fetch: async () => {
      const value = await fetchView(view);
      return { value, etag: etagOf(value) };
    },
    send: (etag, key) => read(api.DELETE('/api/crm/v1/views/{view_id}', { params: { ...path(view), ...writing(key, etag) } })),
  });
