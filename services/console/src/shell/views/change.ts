/* Changing saved views that several people look through: brought together with what others changed, or shown. */
import { api, etagOf, read, writing, type Schema } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { changerOf, meeting, type Fields } from '../../ui/meeting.tsx';
import { columnsInWords, filtersInWords, sortInWords } from './inWords.ts';
import type { ViewsProps } from './Views.tsx';
import type { View } from './views.ts';

/** What says the filters, the order and the columns of a list. */
type Page = Pick<ViewsProps, 'list' | 'filters' | 'heads'>;

const path = ({ view_id }: View) => ({ path: { view_id } });
const fetchView = (view: View) => read(api.GET('/api/crm/v1/views/{view_id}', { params: path(view) }));
const fields = ({ list, filters: bar, heads = [] }: Page): Fields<Schema<'UpdateView'>> => ({
  name: { label: t('views.name') },
  shared: { label: t('views.shared'), show: (shared) => (shared ? '✓' : t('common.none')) },
  filters: { label: t('views.shows'), show: (filters) => filtersInWords(list, filters, bar) },
  sort: { label: t('views.sort'), show: (sort) => sortInWords(sort, heads, bar) },
  columns: { label: t('views.shownColumns'), show: (columns) => columnsInWords(columns, heads) },
});

export const changeView = (page: Page, view: View, patch: Schema<'UpdateView'>) =>
  changerOf<View, Schema<'UpdateView'>, View>({
    service: 'crm',
    id: (one) => one.view_id,
    title: (one) => one.name,
    fields: () => fields(page),
    fetch: fetchView,
    send: (one, body, etag, key) => read(api.PATCH('/api/crm/v1/views/{view_id}', { params: { ...path(one), ...writing(key, etag) }, body })),
  })(view, patch);

/** Forgets what was seen; what somebody else has made of it meanwhile only when that is wanted, too. */
export const forgetView = (page: Page, view: View) =>
  meeting.act<View, View>({
    service: 'crm',
    id: view.view_id,
    title: view.name,
    fields: fields(page) as Fields<View>,
    base: { value: view, etag: etagOf(view) },
    label: t('views.forget'),
    can: () => true,
    fetch: async () => {
      const value = await fetchView(view);
      return { value, etag: etagOf(value) };
    },
    send: (etag, key) => read(api.DELETE('/api/crm/v1/views/{view_id}', { params: { ...path(view), ...writing(key, etag) } })),
  });
