import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { countries, countryName } from '../../i18n/places.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay } from '../../shell/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { DataGrid, showColumns, shownColumns, type Column } from '../../ui/grid/index.ts';
import { InlineEdit } from '../../ui/InlineEdit.tsx';
import { Page } from '../../ui/Page.tsx';
import { usePeek } from '../../ui/peek.ts';
import { soon } from '../../ui/soon.ts';
import { howMany, useList } from '../../ui/useList.ts';
import { membersQuery } from '../deals/queries.ts';
import { useAccountFilter } from '../parts/useAccountFilter.ts';
import { shownValue } from '../parts/custom.ts';
import { Export } from '../imports/Export.tsx';
import { addressOf, orderOf, sortedBy, sortedByField } from '../parts/sorts.ts';
import { useRecordFilters } from '../parts/useRecordFilters.ts';
import { contactsRoute } from '../routes.ts';
import { fieldsQuery, tagsQuery } from '../settings/queries.ts';
import { TagNames } from '../settings/TagName.tsx';
import { Views } from '../../shell/views/Views.tsx';
import { AccountName } from './AccountName.tsx';
import { contactsQuery, type Contact } from './queries.ts';
import { contactLabel, useContact } from './useContact.ts';

const ContactBulk = lazy(async () => ({ default: (await import('../bulk/ContactBulk.tsx')).ContactBulk }));
const ContactForm = soon(() => import('./ContactForm.tsx'), 'ContactForm');

/** The people who are sold to. */
export function ContactsPage() {
  const search = contactsRoute.useSearch();
  const navigate = useNavigate({ from: contactsRoute.fullPath });
  const canWrite = useMay()('crm:contact:write');
  const { peeked, open } = usePeek();
  const list = useList(contactsQuery(search));
  const { data: members } = useQuery(membersQuery);
  const accountFilter = useAccountFilter(search.account);
  const { change } = useContact();
  const setSearch = (patch: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: patch.name !== undefined });
  const own = useRecordFilters('contact', search.custom);
  const { data: tags } = useQuery(tagsQuery);
  const { data: fields } = useQuery(fieldsQuery('contact'));
  const [arranged, setArranged] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const filters: Filter[] = [
    { kind: 'text', name: 'name', label: t('crm.deals.filter.name') },
    accountFilter,
    { kind: 'choice', name: 'owner', label: t('crm.owner'), options: members?.map((member) => ({ value: member.member_id, label: member.name })) ?? [] },
    { kind: 'text', more: true, name: 'job', label: contactLabel('job_title') },
    { kind: 'text', more: true, name: 'phone', label: contactLabel('phone') },
    { kind: 'text', more: true, name: 'city', label: t('crm.account.city') },
    { kind: 'choice', more: true, name: 'country', label: contactLabel('country'), options: countries() },
    ...own.filters,
  ];
  const values = { ...search, ...own.value };
  const patch = (change: Parameters<typeof own.patchOf>[0]) => setSearch(own.patchOf(change) as Partial<typeof search>);
  const hidden = activeLabels(filters, values);
  const inline = (field: 'job_title' | 'email' | 'phone', row: Contact) => (
    <InlineEdit
      label={`${contactLabel(field)}: ${row.name}`}
      kind="text"
      disabled={!canWrite}
      value={row[field] ?? ''}
      shown={row[field] ?? '–'}
      onSave={(value) => change(row, { [field]: value } as Partial<Contact>)}
    />
  );
  const columns: Column<Contact>[] = [
    { id: 'name', header: contactLabel('name'), width: 220, phone: 'title', sort: sortedBy('name'), cell: (row) => row.name },
    { id: 'account', header: t('names.crm.account'), width: 220, phone: 'detail', sort: sortedBy('account'), cell: (row) => <AccountName id={row.account_id} /> },
    { id: 'job', header: contactLabel('job_title'), width: 200, phone: 'detail', sort: sortedBy('job_title'), cell: (row) => inline('job_title', row), phoneCell: (row) => row.job_title ?? '–' },
    { id: 'email', header: contactLabel('email'), sort: sortedBy('email'), cell: (row) => inline('email', row) },
    { id: 'phone', header: contactLabel('phone'), width: 160, sort: sortedBy('phone'), cell: (row) => inline('phone', row) },
    { id: 'city', header: t('crm.account.city'), width: 132, hidden: true, sort: sortedBy('city'), cell: (row) => row.address?.city ?? '–' },
    { id: 'country', header: contactLabel('country'), width: 132, hidden: true, cell: (row) => (row.country ? countryName(row.country) : '–') },
    { id: 'owner', header: t('crm.owner'), width: 132, phone: 'state', sort: sortedBy('owner'), cell: (row) => members?.find((one) => one.member_id === row.owner_id)?.name ?? '–' },
    { id: 'tags', header: t('crm.settings.tags'), width: 168, hidden: true, cell: (row) => <TagNames ids={row.tags ?? []} tags={tags} /> },
    ...(fields ?? []).map((field): Column<Contact> => ({ id: field.field_id, header: field.name, width: 140, hidden: true, sort: sortedByField(field.field_id), cell: (row) => shownValue(field, row.custom?.[field.field_id]) })),
  ];
  const create = canWrite && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="c" onClick={() => setSearch({ new: true })}>
      {t('names.crm.contact.new')}
    </Button>
  );
  useCommands('contacts', t('names.crm.contacts'), canWrite ? [{ id: 'contact.new', label: t('names.crm.contact.new'), keys: 'c', run: () => setSearch({ new: true }) }] : []);
  return (
    <Page title={t('names.crm.contacts')} count={howMany(list, (count) => t('crm.contacts.count', { count }))} action={<><Export rows={list.rows.length} list="contacts" query={contactsQuery(search).queryKey[3]} />{create}</>} fill>
      <FilterBar coming={own.coming} filters={filters} value={values} onChange={patch}>
        <Views
          list="contacts"
          search={search}
          filters={filters}
          heads={columns}
          columns={() => shownColumns('crm.contacts', columns)}
          onShow={(shown, wanted) => {
            setSearch(shown as Partial<typeof search>);
            if (wanted.length === 0) return;
            showColumns('crm.contacts', columns, wanted);
            setArranged((now) => now + 1);
          }}
        />
      </FilterBar>
      <Suspense fallback={null}>{selected.size > 0 && <ContactBulk selected={selected} nameOf={(id) => list.rows.find((row) => row.contact_id === id)?.name} onClear={() => setSelected(new Set())} />}</Suspense>
      <DataGrid
        key={arranged}
        {...(canWrite ? { selected, onSelect: setSelected } : {})}
        sort={orderOf(search) ?? 'name'}
        onSort={(order) => setSearch(addressOf(order))}
        name="crm.contacts"
        label={t('names.crm.contacts')}
        columns={columns}
        list={list}
        rowId={(row) => row.contact_id}
        rowName={(row) => row.name}
        peeked={peeked?.kind === 'contact' ? peeked.id : undefined}
        onPeek={(row) => open('contact', row.contact_id)}
        onOpen={(row) => void navigate({ to: '/crm/contacts/$id', params: { id: row.contact_id } })}
        empty={
          hidden.length > 0 ? (
            <Empty kind="filtered" filters={hidden} onClear={() => patch(clearing(filters))} />
          ) : (
            <Empty kind="nothing" title={t('crm.contacts.nothing')} what={t('crm.contacts.what')} example={t('crm.contacts.example')} action={create} />
          )
        }
      />
      <Suspense fallback={null}>
        {search.new && canWrite && (
          <ContactForm onClose={() => setSearch({ new: undefined })} onDone={(contact) => void navigate({ search: (before) => ({ ...before, new: undefined, peek: `contact:${contact.contact_id}` }) })} />
        )}
      </Suspense>
    </Page>
  );
}
