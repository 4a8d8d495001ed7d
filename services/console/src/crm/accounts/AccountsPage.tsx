import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { countries, countryName } from '../../i18n/places.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay } from '../../shell/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { MoneyCell } from '../../ui/Figure.tsx';
import { DataGrid, showColumns, shownColumns, type Column } from '../../ui/grid/index.ts';
import { InlineEdit } from '../../ui/InlineEdit.tsx';
import { Page } from '../../ui/Page.tsx';
import { usePeek } from '../../ui/peek.ts';
import { soon } from '../../ui/soon.ts';
import { howMany, useList } from '../../ui/useList.ts';
import { membersQuery } from '../deals/queries.ts';
import { shownValue } from '../parts/custom.ts';
import { Export } from '../imports/Export.tsx';
import { plain } from '../parts/amounts.ts';
import { addressOf, orderOf, sortedBy, sortedByField } from '../parts/sorts.ts';
import { useRecordFilters } from '../parts/useRecordFilters.ts';
import { accountsRoute } from '../routes.ts';
import { fieldsQuery, priceListsQuery, tagsQuery } from '../settings/queries.ts';
import { TagNames } from '../settings/TagName.tsx';
import { Views } from '../../shell/views/Views.tsx';
import { accountsQuery, type Account } from './queries.ts';
import { accountLabel, useAccount } from './useAccount.ts';

const AccountBulk = lazy(async () => ({ default: (await import('../bulk/AccountBulk.tsx')).AccountBulk }));
const AccountForm = soon(() => import('./AccountForm.tsx'), 'AccountForm');

/** The companies that are sold to. */
export function AccountsPage() {
  const search = accountsRoute.useSearch();
  const navigate = useNavigate({ from: accountsRoute.fullPath });
  const canWrite = useMay()('crm:account:write');
  const { peeked, open } = usePeek();
  const list = useList(accountsQuery(search));
  const { data: members } = useQuery(membersQuery);
  const { change } = useAccount();
  const setSearch = (patch: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: patch.name !== undefined });
  const toPage = (id: string) => void navigate({ to: '/crm/accounts/$id', params: { id } });
  const own = useRecordFilters('account', search.custom);
  const { data: tags } = useQuery(tagsQuery);
  const { data: fields } = useQuery(fieldsQuery('account'));
  const { data: priceLists } = useQuery(priceListsQuery);
  const [arranged, setArranged] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const filters: Filter[] = [
    { kind: 'text', name: 'name', label: t('crm.deals.filter.name') },
    { kind: 'choice', name: 'owner', label: t('crm.owner'), options: members?.map((member) => ({ value: member.member_id, label: member.name })) ?? [] },
    { kind: 'choice', name: 'country', label: accountLabel('country'), options: countries() },
    // Only where there are any.
    ...(priceLists?.length || search.prices
      ? [{ kind: 'choice', name: 'prices', label: accountLabel('price_list_id'), options: priceLists?.map((one) => ({ value: one.price_list_id, label: one.name })) ?? [] } as const]
      : []),
    { kind: 'text', more: true, name: 'city', label: t('crm.account.city') },
    { kind: 'text', more: true, name: 'phone', label: accountLabel('phone') },
    { kind: 'text', more: true, name: 'industry', label: accountLabel('industry') },
    ...(['Employees', 'Revenue'] as const).flatMap((what): Filter[] => {
      const field = accountLabel(what === 'Employees' ? 'employees' : 'annual_revenue');
      return [
        { kind: 'text', more: true, name: `min${what}`, label: t('crm.filter.least', { field }) },
        { kind: 'text', more: true, name: `max${what}`, label: t('crm.filter.most', { field }) },
      ];
    }),
    { kind: 'text', more: true, name: 'foundedFrom', label: t('crm.filter.least', { field: accountLabel('founded_year') }) },
    { kind: 'text', more: true, name: 'foundedTo', label: t('crm.filter.most', { field: accountLabel('founded_year') }) },
    ...own.filters,
  ];
  const values = { ...search, ...own.value };
  const patch = (change: Parameters<typeof own.patchOf>[0]) => setSearch(plain(own.patchOf(change), 'minEmployees', 'maxEmployees', 'minRevenue', 'maxRevenue') as Partial<typeof search>);
  const hidden = activeLabels(filters, values);
  const none = '–';

  const inline = (field: 'tax_number' | 'website' | 'phone', row: Account) => (
    <InlineEdit
      label={`${accountLabel(field)}: ${row.name}`}
      kind="text"
      disabled={!canWrite}
      value={row[field] ?? ''}
      shown={row[field] ?? none}
      onSave={(value) => change(row, { [field]: value } as Partial<Account>)}
    />
  );
  const columns: Column<Account>[] = [
    { id: 'name', header: t('crm.account.name'), width: 260, phone: 'title', sort: sortedBy('name'), cell: (row) => row.name },
    { id: 'country', header: accountLabel('country'), width: 132, phone: 'detail', sort: sortedBy('country'), cell: (row) => (row.country ? countryName(row.country) : none) },
    { id: 'industry', header: accountLabel('industry'), width: 140, phone: 'detail', sort: sortedBy('industry'), cell: (row) => row.industry ?? none },
    { id: 'employees', header: accountLabel('employees'), width: 112, align: 'end', sort: sortedBy('employees'), cell: (row) => <span className="num">{row.employees ? number(row.employees, 0) : none}</span> },
    { id: 'revenue', header: accountLabel('annual_revenue'), width: 140, align: 'end', hidden: true, sort: sortedBy('annual_revenue'), cell: (row) => (row.annual_revenue ? <MoneyCell value={row.annual_revenue} /> : none) },
    { id: 'founded', header: accountLabel('founded_year'), width: 112, align: 'end', hidden: true, sort: sortedBy('founded_year'), cell: (row) => <span className="num">{row.founded_year ?? none}</span> },
    { id: 'tax', header: accountLabel('tax_number'), width: 148, sort: sortedBy('tax_number'), cell: (row) => inline('tax_number', row) },
    { id: 'website', header: accountLabel('website'), sort: sortedBy('website'), cell: (row) => inline('website', row) },
    { id: 'city', header: t('crm.account.city'), width: 132, hidden: true, sort: sortedBy('city'), cell: (row) => row.address?.city ?? none },
    { id: 'phone', header: accountLabel('phone'), width: 148, hidden: true, sort: sortedBy('phone'), cell: (row) => inline('phone', row) },
    { id: 'owner', header: t('crm.owner'), width: 132, phone: 'state', sort: sortedBy('owner'), cell: (row) => members?.find((one) => one.member_id === row.owner_id)?.name ?? none },
    { id: 'prices', header: accountLabel('price_list_id'), width: 140, hidden: true, cell: (row) => priceLists?.find((one) => one.price_list_id === row.price_list_id)?.name ?? none },
    { id: 'tags', header: t('crm.settings.tags'), width: 168, hidden: true, cell: (row) => <TagNames ids={row.tags ?? []} tags={tags} /> },
    ...(fields ?? []).map((field): Column<Account> => ({ id: field.field_id, header: field.name, width: 140, hidden: true, sort: sortedByField(field.field_id), cell: (row) => shownValue(field, row.custom?.[field.field_id]) })),
  ];
  const create = canWrite && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="c" onClick={() => setSearch({ new: true })}>
      {t('names.crm.account.new')}
    </Button>
  );
  useCommands('accounts', t('names.crm.accounts'), canWrite ? [{ id: 'account.new', label: t('names.crm.account.new'), keys: 'c', run: () => setSearch({ new: true }) }] : []);
  return (
    <Page title={t('names.crm.accounts')} count={howMany(list, (count) => t('crm.accounts.count', { count }))} action={<><Export rows={list.rows.length} list="accounts" query={accountsQuery(search).queryKey[3]} />{create}</>} fill>
      <FilterBar coming={own.coming} filters={filters} value={values} onChange={patch}>
        <Views
          list="accounts"
          search={search}
          filters={filters}
          heads={columns}
          columns={() => shownColumns('crm.accounts', columns)}
          onShow={(shown, wanted) => {
            setSearch(shown as Partial<typeof search>);
            if (wanted.length === 0) return;
            showColumns('crm.accounts', columns, wanted);
            setArranged((now) => now + 1);
          }}
        />
      </FilterBar>
      <Suspense fallback={null}>{selected.size > 0 && <AccountBulk selected={selected} nameOf={(id) => list.rows.find((row) => row.account_id === id)?.name} onClear={() => setSelected(new Set())} />}</Suspense>
      <DataGrid
        key={arranged}
        {...(canWrite ? { selected, onSelect: setSelected } : {})}
        sort={orderOf(search) ?? 'name'}
        onSort={(order) => setSearch(addressOf(order))}
        name="crm.accounts"
        label={t('names.crm.accounts')}
        columns={columns}
        list={list}
        rowId={(row) => row.account_id}
        rowName={(row) => row.name}
        peeked={peeked?.kind === 'account' ? peeked.id : undefined}
        onPeek={(row) => open('account', row.account_id)}
        onOpen={(row) => toPage(row.account_id)}
        empty={
          hidden.length > 0 ? (
            <Empty kind="filtered" filters={hidden} onClear={() => patch(clearing(filters))} />
          ) : (
            <Empty kind="nothing" title={t('crm.accounts.nothing')} what={t('crm.accounts.what')} example={t('crm.accounts.example')} action={create} />
          )
        }
      />
      <Suspense fallback={null}>
        {search.new && canWrite && <AccountForm onClose={() => setSearch({ new: undefined })} onDone={(account) => toPage(account.account_id)} />}
      </Suspense>
    </Page>
  );
}
