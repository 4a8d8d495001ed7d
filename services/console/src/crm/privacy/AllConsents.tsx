import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { day, oneOf, text } from '../../shell/search.ts';
import { Views } from '../../shell/views/Views.tsx';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { Section } from '../../ui/Page.tsx';
import { Table } from '../../ui/Table.tsx';
import { useList } from '../../ui/useList.ts';
import { WithExport } from '../imports/Export.tsx';
import { consentOrders } from '../parts/orders.ts';
import { useHeads } from '../parts/useHeads.tsx';
import { settingsRoute } from '../routes.ts';
import { bases } from './Consents.tsx';
import { allConsentsQuery, personOf } from './data.ts';

/** What everybody agreed to, and what they took back: found by what it is for and when it was given. */
export function AllConsents() {
  const search = settingsRoute.useSearch() as Record<string, unknown>;
  const navigate = useNavigate({ from: settingsRoute.fullPath });
  const { sort, select, head } = useHeads('consents', consentOrders);
  const value = { purpose: text(search, 'purpose'), basis: oneOf(search, 'basis', bases), stands: oneOf(search, 'stands', ['yes', 'no']), from: day(search, 'from'), to: day(search, 'to') };
  const query = { ...value, stands: value.stands && value.stands === 'yes', sort };
  const list = useList(allConsentsQuery(query));
  const set = (patch: object) => void navigate({ search: ((before: object) => ({ ...before, ...patch })) as never, replace: true });
  const filters: Filter[] = [
    { kind: 'text', name: 'purpose', label: t('privacy.consents.purpose') },
    { kind: 'choice', name: 'basis', label: t('privacy.consents.basis'), options: bases.map((one) => ({ value: one, label: t(`privacy.consents.basis.${one}`) })) },
    { kind: 'choice', name: 'stands', label: t('privacy.consents.stands'), options: (['yes', 'no'] as const).map((one) => ({ value: one, label: t(`privacy.consents.stands.${one}`) })) },
    { kind: 'day', more: true, name: 'from', label: t('crm.filter.least', { field: t('privacy.consents.givenAt') }) },
    { kind: 'day', more: true, name: 'to', label: t('crm.filter.most', { field: t('privacy.consents.givenAt') }) },
  ];
  const hidden = activeLabels(filters, value);
  return (
    <Section title={t('privacy.consents.title')} aside={<WithExport rows={list.rows.length} list="consents" query={query}>{select(list.rows.length)}</WithExport>}>
      <FilterBar filters={filters} value={value} onChange={set}>
        <Views list="consents" filters={filters} search={{ ...value, sort }} columns={() => []} onShow={({ sort: consents, ...shown }) => set({ ...shown, consents })} />
      </FilterBar>
      {list.error ? <Failure error={list.error} onRetry={list.retry} /> : null}
      {!list.loading && !list.error && list.rows.length === 0 && (hidden.length > 0 ? <Empty kind="filtered" filters={hidden} onClear={() => set(clearing(filters))} /> : <Empty kind="nothing" title={t('privacy.consents.nobody')} what={t('privacy.consents.what')} />)}
      {list.rows.length > 0 && (
        <Table
          label={t('privacy.consents.title')}
          rows={list.rows}
          rowId={(row) => row.consent_id}
          columns={[
            {
              id: 'person',
              ...head('person', t('crm.order.person')),
              cell: (row) => {
                const { kind, id } = personOf(row.person);
                return <RecordLink kind={kind} id={id}>{row.person_name ?? '–'}</RecordLink>;
              },
            },
            { id: 'purpose', ...head('purpose', t('privacy.consents.purpose')), cell: (row) => row.purpose },
            { id: 'basis', ...head('basis', t('privacy.consents.basis')), cell: (row) => t(`privacy.consents.basis.${row.basis}`), wide: true },
            { id: 'given', ...head('given_at', t('privacy.consents.givenAt')), cell: (row) => <span className="num">{instant(row.given_at, 'date')}</span> },
            { id: 'withdrawn', ...head('withdrawn_at', t('privacy.consents.withdrawnAt')), cell: (row) => (row.withdrawn_at ? <span className="num">{instant(row.withdrawn_at, 'date')}</span> : '–') },
          ]}
        />
      )}
      {list.more.has && (
        <Button variant="default" size="xs" loading={list.more.loading} onClick={list.more.load}>
          {t('common.more')}
        </Button>
      )}
    </Section>
  );
}
