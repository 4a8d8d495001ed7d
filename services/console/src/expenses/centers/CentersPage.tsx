import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { etagOf, type Schema, type Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay } from '../../shell/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { DataGrid, type Column } from '../../ui/grid/index.ts';
import { InlineEdit } from '../../ui/InlineEdit.tsx';
import { Page } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { soon } from '../../ui/soon.ts';
import { toast } from '../../ui/toasts.tsx';
import { useList } from '../../ui/useList.ts';
import { meeting, type Fields } from '../../ui/meeting.tsx';
import { centersRoute } from '../routes.ts';
import { centersQuery, changeCenter, readCenter, type Center } from './queries.ts';

const NewCenter = soon(() => import('./NewCenter.tsx'), 'NewCenter');

const centerFields = (): Fields<Center> => ({
  code: { label: t('expenses.center.code') },
  name: { label: t('expenses.center.name') },
  active: { label: t('expenses.claim.status'), show: (open) => (open ? t('expenses.center.open') : t('expenses.center.closed')) },
});

type Save = (row: Center, patch: Schema<'ChangeCostCenter'>) => Promise<void>;

const centerColumns = (save: Save, manages: boolean): Column<Center>[] => [
  {
    id: 'code',
    header: t('expenses.center.code'),
    width: 140,
    phone: 'detail',
    cell: (row) => <InlineEdit label={`${t('expenses.center.code')}: ${row.name}`} kind="text" required disabled={!manages} value={row.code} shown={row.code} onSave={(code) => save(row, { code })} />,
  },
  {
    id: 'name',
    header: t('expenses.center.name'),
    phone: 'title',
    cell: (row) => <InlineEdit label={`${t('expenses.center.name')}: ${row.name}`} kind="text" required disabled={!manages} value={row.name} shown={row.name} onSave={(name) => save(row, { name })} />,
  },
  {
    id: 'state',
    header: t('expenses.claim.status'),
    width: 120,
    phone: manages ? 'detail' : 'state',
    cell: (row) => <StateBadge tone={row.active ? 'good' : 'neutral'}>{row.active ? t('expenses.center.open') : t('expenses.center.closed')}</StateBadge>,
  },
  ...(manages
    ? ([
        {
          id: 'act',
          header: t('expenses.center.act'),
          width: 130,
          phone: 'figure',
          cell: (row) => (
            <Button
              size="compact-sm"
              variant="default"
              onClick={(event) => {
                event.stopPropagation();
                void save(row, { active: !row.active }).catch(toast.failed);
              }}
              aria-label={`${row.active ? t('expenses.center.close') : t('expenses.center.reopen')}: ${row.name}`}
            >
              {row.active ? t('expenses.center.close') : t('expenses.center.reopen')}
            </Button>
          ),
        },
      ] satisfies Column<Center>[])
    : []),
];

/** Cost centres: what expenses without a project are held against. */
export function CentersPage() {
  const search = centersRoute.useSearch();
  const navigate = useNavigate({ from: centersRoute.fullPath });
  const queries = useQueryClient();
  const list = useList(centersQuery());
  const show = (next: true | undefined) => void navigate({ search: (before) => ({ ...before, new: next }) });
  const manages = useMay()('expenses:cost_center:manage');
  useCommands('centers', t('names.expenses.centers.title'), manages ? [{ id: 'center.new', label: t('expenses.center.new'), keys: 'c', run: () => show(true) }] : []);
  const save: Save = async (row, patch) => {
    const saved = await meeting.save<Center, Versioned<Center>>({
      service: 'expenses',
      id: row.cost_center_id,
      title: row.name,
      fields: centerFields(),
      base: { value: row, etag: etagOf(row) },
      patch: patch as Partial<Center>,
      send: ({ code, name, active }, etag, key) => changeCenter(row.cost_center_id, { code, name, active }, etag, key),
      fetch: () => readCenter(row.cost_center_id),
      onTheirs: () => void queries.invalidateQueries({ queryKey: ['expenses', 'cost-centers'] }),
    });
    if (!saved) return;
    const before = Object.fromEntries(Object.keys(patch).map((field) => [field, row[field as keyof Center]])) as Schema<'ChangeCostCenter'>;
    toast.done(t('expenses.center.saved', { name: saved.value.name }), () => void save(saved.value, before).catch(toast.failed));
    await queries.invalidateQueries({ queryKey: ['expenses', 'cost-centers'] });
  };
  const create = manages && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="c" onClick={() => show(true)}>
      {t('expenses.center.new')}
    </Button>
  );
  return (
    <Page title={t('names.expenses.centers.title')} lead={<Link to="/expenses/settings">{t('expenses.settings.title')}</Link>} action={<><Export rows={list.rows.length} service="expenses" list="cost-centers" />{create}</>} fill>
      <DataGrid
        name="expenses.centers"
        label={t('names.expenses.centers.title')}
        columns={centerColumns(save, manages)}
        list={list}
        rowId={(row) => row.cost_center_id}
        rowName={(row) => row.name}
        empty={<Empty kind="nothing" title={t('expenses.centers.nothing')} what={t('expenses.centers.what')} example={t('expenses.centers.example')} action={create} />}
      />
      {search.new && manages && <NewCenter onClose={() => show(undefined)} />}
    </Page>
  );
}
