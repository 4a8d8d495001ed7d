import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { day, oneOf, text } from '../../shell/search.ts';
import { Views } from '../../shell/views/Views.tsx';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Section } from '../../ui/Page.tsx';
import { useList } from '../../ui/useList.ts';
import { membersQuery } from '../deals/queries.ts';
import { RecordName } from '../desk/RecordName.tsx';
import { Export } from '../imports/Export.tsx';
import { useOrder } from '../parts/Order.tsx';
import { mergeOrders } from '../parts/orders.ts';
import parts from '../parts/parts.module.css';
import { settingsRoute } from '../routes.ts';
import { actorName } from '../talk/actors.ts';
import { UndoMerge } from './Merged.tsx';
import { mergesQuery } from './merges.ts';

const kinds = ['account', 'contact', 'lead'] as const;

/** Everything that was made one of two: found by what it was, who did it and when, and undone. */
export function MergesList() {
  const search = settingsRoute.useSearch() as Record<string, unknown>;
  const navigate = useNavigate({ from: settingsRoute.fullPath });
  const { data: members = [] } = useQuery(membersQuery);
  const { sort, select } = useOrder('order', mergeOrders);
  const value = { kind: oneOf(search, 'kind', kinds), by: text(search, 'by'), from: day(search, 'from'), to: day(search, 'to'), undone: oneOf(search, 'undone', ['yes', 'no']) };
  const query = { kind: value.kind, merged_by: value.by, from: value.from, to: value.to, undone: value.undone && value.undone === 'yes', sort };
  const list = useList(mergesQuery(query));
  const set = (patch: object) => void navigate({ search: ((before: object) => ({ ...before, ...patch })) as never, replace: true });
  const filters: Filter[] = [
    { kind: 'choice', name: 'kind', label: t('crm.order.kind'), options: kinds.map((one) => ({ value: one, label: t(`names.crm.${one}`) })) },
    { kind: 'choice', name: 'by', label: t('crm.order.merged_by'), options: members.map((one) => ({ value: one.member_id, label: one.name })) },
    { kind: 'choice', name: 'undone', label: t('crm.merges.undone'), options: (['yes', 'no'] as const).map((one) => ({ value: one, label: t(one === 'yes' ? 'crm.merges.undone.yes' : 'crm.merges.undone.no') })) },
    { kind: 'day', name: 'from', label: t('crm.filter.least', { field: t('crm.order.merged_at') }) },
    { kind: 'day', name: 'to', label: t('crm.filter.most', { field: t('crm.order.merged_at') }) },
  ];
  const hidden = activeLabels(filters, value);
  return (
    <Section title={t('crm.settings.merges')} aside={<Export rows={list.rows.length} list="merges" query={query} />}>
      <FilterBar filters={filters} value={value} onChange={set}>
        {select(list.rows.length)}
        <Views list="merges" filters={filters} search={{ ...value, sort }} columns={() => []} onShow={({ sort: order, ...shown }) => set({ ...shown, order })} />
      </FilterBar>
      {list.error ? <Failure error={list.error} onRetry={list.retry} /> : null}
      {list.loading && <Waiting columns={2} label={t('crm.settings.merges')} />}
      {!list.loading && !list.error && list.rows.length === 0 && (hidden.length > 0 ? <Empty kind="filtered" filters={hidden} onClear={() => set(clearing(filters))} /> : <Empty kind="nothing" title={t('crm.merges.none')} what={t('crm.merges.what')} />)}
      <ul className={parts.list}>
        {list.rows.map((one) => (
          <li key={one.merge_id}>
            <span>
              <RecordName subject={{ kind: one.kind, id: one.merged_id }} /> → <RecordName subject={{ kind: one.kind, id: one.survivor_id }} />
              <span className={parts.sub}>
                {[t(`names.crm.${one.kind}`), instant(one.merged_at), actorName(one.merged_by, members), ...(one.undone_at ? [t('crm.merges.undoneAt', { at: instant(one.undone_at), by: actorName(one.undone_by ?? '', members) })] : [])].join(' · ')}
              </span>
            </span>
            {!one.undone_at && <UndoMerge merge={one} />}
          </li>
        ))}
      </ul>
      {list.more.has && (
        <Button variant="default" size="xs" loading={list.more.loading} onClick={list.more.load}>
          {t('common.more')}
        </Button>
      )}
    </Section>
  );
}
