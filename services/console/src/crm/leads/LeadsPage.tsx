import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { addDays, date, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { countries } from '../../i18n/places.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay } from '../../shell/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { DataGrid, showColumns, shownColumns } from '../../ui/grid/index.ts';
import { Page } from '../../ui/Page.tsx';
import { usePeek } from '../../ui/peek.ts';
import { later, soon } from '../../ui/soon.ts';
import { howMany, useList } from '../../ui/useList.ts';
import { membersQuery } from '../deals/queries.ts';
import { plain } from '../parts/amounts.ts';
import { addressOf, orderOf } from '../parts/sorts.ts';
import { useRecordFilters } from '../parts/useRecordFilters.ts';
import { leadsRoute } from '../routes.ts';
import { fieldsQuery, tagsQuery } from '../settings/queries.ts';
import { Views } from '../../shell/views/Views.tsx';
import { leadColumns } from './columns.tsx';
import css from './leads.module.css';
import { isOpen, leadsQuery, type Lead } from './queries.ts';
import { leadChannels, leadStatuses, readSearch, type LeadSearch } from './search.ts';
import { LeadTabs } from './Tabs.tsx';
import { triage, type Asked } from './triage.ts';
import { useLeads } from './useLeads.ts';

const NewLead = soon(() => import('./NewLead.tsx'), 'NewLead');
const Export = later(() => import('../imports/Export.tsx'), 'Export');
const LeadBulk = soon(() => import('./LeadBulk.tsx'), 'LeadBulk');
const LeadDialogs = soon(() => import('./LeadDialogs.tsx'), 'LeadDialogs');

/** The inbox of leads: who came in, how good they look, who has to be answered. Sorted out without the mouse. */
export function LeadsPage() {
  const search = readSearch(leadsRoute.useSearch());
  const navigate = useNavigate({ from: leadsRoute.fullPath });
  const canWrite = useMay()('crm:lead:write');
  const { peeked, open } = usePeek();
  const list = useList(leadsQuery(search));
  const { data: members } = useQuery(membersQuery);
  const [current, setCurrent] = useState<Lead>();
  const [asked, setAsked] = useState<Asked>();
  const actions = useLeads();
  const setSearch = (patch: Partial<LeadSearch>) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: patch.q !== undefined });
  const toPage = (id: string) => void navigate({ to: '/crm/leads/$id', params: { id } });

  const own = useRecordFilters('lead', search.custom);
  const { data: fields } = useQuery(fieldsQuery('lead'));
  const { data: tags } = useQuery(tagsQuery);
  const days = [...new Set([today(), addDays(today(), 7), ...(search.due ? [search.due] : [])])];
  const filters: Filter[] = [
    { kind: 'text', name: 'q', label: t('leads.filter.q') },
    { kind: 'choice', name: 'status', label: t('leads.status'), options: leadStatuses.map((value) => ({ value, label: t(`leads.status.${value}`) })) },
    { kind: 'choice', name: 'owner', label: t('leads.owner'), options: members?.map((member) => ({ value: member.member_id, label: member.name })) ?? [] },
    { kind: 'choice', name: 'channel', label: t('leads.field.channel'), options: leadChannels.map((value) => ({ value, label: t(`leads.page.channel.${value}`) })) },
    { kind: 'yes', name: 'unassigned', label: t('leads.filter.unassigned') },
    { kind: 'yes', name: 'overdue', label: t('leads.filter.overdue') },
    { kind: 'yes', name: 'stepless', label: t('leads.filter.stepless') },
    { kind: 'choice', name: 'due', label: t('leads.filter.due'), options: days.map((value) => ({ value, label: date(value) })) },
    { kind: 'yes', name: 'all', label: t('leads.filter.all') },
    { kind: 'text', more: true, name: 'source', label: t('leads.field.source') },
    { kind: 'text', more: true, name: 'campaign', label: t('leads.field.campaign') },
    { kind: 'choice', more: true, name: 'country', label: t('leads.field.country'), options: countries() },
    { kind: 'text', more: true, name: 'job', label: t('leads.field.job_title') },
    { kind: 'text', more: true, name: 'phone', label: t('leads.field.phone') },
    { kind: 'text', more: true, name: 'points', label: t('crm.filter.least', { field: t('leads.score') }) },
    { kind: 'text', more: true, name: 'maxPoints', label: t('crm.filter.most', { field: t('leads.score') }) },
    { kind: 'day', more: true, name: 'from', label: t('crm.filter.least', { field: t('crm.filter.received') }) },
    { kind: 'day', more: true, name: 'to', label: t('crm.filter.most', { field: t('crm.filter.received') }) },
    { kind: 'text', more: true, name: 'min', label: t('crm.filter.least', { field: t('leads.field.estimated_value') }) },
    { kind: 'text', more: true, name: 'max', label: t('crm.filter.most', { field: t('leads.field.estimated_value') }) },
    ...own.filters,
  ];
  const values = { ...search, ...own.value };
  const columns = leadColumns(actions.memberName, fields ?? [], tags);
  const [arranged, setArranged] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const create = canWrite && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="c" onClick={() => setSearch({ new: true })}>
      {t('leads.new')}
    </Button>
  );
  useCommands('leads', t('names.crm.leads'), canWrite ? [{ id: 'lead.new', label: t('leads.new'), keys: 'c', run: () => setSearch({ new: true }) }] : []);
  // Keys act on the row the list stands on; what the row cannot do any more has no key.
  const row = list.rows.find((one) => one.lead_id === current?.lead_id);
  useCommands('triage', t('leads.triage.title'), canWrite && row && isOpen(row) ? triage(row, actions, setAsked) : []);
  useCommands('lead.open', t('names.crm.leads'), row ? [{ id: 'lead.open', label: t('common.keys.open'), keys: 'o', quiet: true, run: () => toPage(row.lead_id) }] : []);

  const hidden = activeLabels(filters, values);
  return (
    <Page title={t('names.crm.leads')} count={howMany(list, (count) => t('leads.count', { count }))} action={<><Suspense fallback={null}><Export rows={list.rows.length} list="leads" query={leadsQuery(search).queryKey[3]} /></Suspense>{create}</>} fill>
      <LeadTabs at="inbox" />
      <FilterBar coming={own.coming} filters={filters} value={values} onChange={(patch) => setSearch(plain(own.patchOf(patch), 'min', 'max', 'points', 'maxPoints') as Partial<LeadSearch>)}>
        <Views
          list="leads"
          search={search}
          filters={filters}
          heads={columns}
          columns={() => shownColumns('crm.leads', columns)}
          onShow={(shown, wanted) => {
            setSearch(shown as Partial<LeadSearch>);
            if (wanted.length === 0) return;
            showColumns('crm.leads', columns, wanted);
            setArranged((now) => now + 1);
          }}
        />
      </FilterBar>
      {canWrite && list.rows.length > 0 && <p className={`${css.hint} ${css.keysHint}`}>{t('leads.triage.keys')}</p>}
      <Suspense fallback={null}>{selected.size > 0 && <LeadBulk selected={selected} nameOf={(id) => list.rows.find((one) => one.lead_id === id)?.name} onClear={() => setSelected(new Set())} />}</Suspense>
      <DataGrid
        key={arranged}
        {...(canWrite ? { selected, onSelect: setSelected } : {})}
        name="crm.leads"
        label={t('names.crm.leads')}
        columns={columns}
        list={list}
        rowId={(one) => one.lead_id}
        rowName={(one) => one.name}
        sort={orderOf(search) ?? '-received_at'}
        onSort={(order) => setSearch(addressOf(order))}
        onActive={setCurrent}
        peeked={peeked?.kind === 'lead' ? peeked.id : undefined}
        onPeek={(one) => open('lead', one.lead_id)}
        onOpen={(one) => toPage(one.lead_id)}
        empty={
          hidden.length > 0 ? (
            <Empty kind="filtered" filters={hidden} onClear={() => setSearch(own.patchOf(clearing(filters)) as Partial<LeadSearch>)} />
          ) : (
            <Empty kind="nothing" title={t('leads.nothing')} what={t('leads.what')} example={t('leads.example')} action={create} />
          )
        }
      />
      <Suspense fallback={null}>
        {search.new && canWrite && <NewLead onClose={() => setSearch({ new: undefined })} onDone={toPage} />}
        {asked && <LeadDialogs asked={asked} onClose={() => setAsked(undefined)} />}
      </Suspense>
    </Page>
  );
}
