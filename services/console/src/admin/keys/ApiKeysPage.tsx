import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ago, instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { DataGrid, type Column } from '../../ui/grid/index.ts';
import { Page } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { soon } from '../../ui/soon.ts';
import { useList } from '../../ui/useList.ts';
import css from '../admin.module.css';
import { apiKeysQuery, type ApiKey } from '../queries.ts';
import { apiKeysRoute } from '../routes.ts';

const NewApiKey = soon(() => import('./NewApiKey.tsx'), 'NewApiKey');
const Revoke = soon(() => import('./Revoke.tsx'), 'Revoke');

const keyColumns = (revoke: (key: ApiKey) => void): Column<ApiKey>[] => [
  { id: 'name', header: t('admin.key.name'), width: 220, phone: 'title', cell: (row) => row.name },
  { id: 'roles', header: t('admin.roles.title'), phone: 'detail', cell: (row) => row.roles.map((role) => t(`admin.role.${role}`)).join(', ') },
  { id: 'created', header: t('admin.key.created'), width: 150, cell: (row) => <span className="num">{instant(row.created_at, 'date')}</span> },
  { id: 'used', header: t('admin.key.used'), width: 160, phone: 'detail', cell: (row) => (row.last_used_at ? ago(row.last_used_at) : t('admin.key.unused')) },
  {
    id: 'state',
    header: t('admin.state'),
    width: 170,
    phone: 'state',
    cell: (row) =>
      row.revoked_at ? (
        <StateBadge tone="neutral">{t('admin.key.revoked')}</StateBadge>
      ) : (
        <Button className={css.inRow} size="compact-sm" variant="default" onClick={(event) => { event.stopPropagation(); revoke(row); }} aria-label={`${t('admin.key.revoke')}: ${row.name}`}>
          {t('admin.key.revoke')}
        </Button>
      ),
  },
];

/** Keys of programs that act for the organisation. */
export function ApiKeysPage() {
  const search = apiKeysRoute.useSearch();
  const navigate = useNavigate({ from: apiKeysRoute.fullPath });
  const list = useList(apiKeysQuery());
  const [revoking, setRevoking] = useState<ApiKey>();
  const show = (next: true | undefined) => void navigate({ search: (before) => ({ ...before, new: next }) });
  useCommands('apiKeys', t('names.admin.keys.title'), [{ id: 'key.new', label: t('admin.key.new'), keys: 'c', run: () => show(true) }]);
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="c" onClick={() => show(true)}>
      {t('admin.key.new')}
    </Button>
  );
  return (
    <Page title={t('names.admin.keys.title')} action={<><Export rows={list.rows.length} service="identity" list="api-keys" />{create}</>} fill>
      <DataGrid
        name="admin.keys"
        label={t('names.admin.keys.title')}
        columns={keyColumns(setRevoking)}
        list={list}
        rowId={(row) => row.api_key_id}
        rowName={(row) => row.name}
        empty={<Empty kind="nothing" title={t('admin.keys.nothing')} what={t('admin.keys.what')} example={t('admin.keys.example')} action={create} />}
      />
      {search.new && <NewApiKey onClose={() => show(undefined)} />}
      {revoking && <Revoke apiKey={revoking} onClose={() => setRevoking(undefined)} />}
    </Page>
  );
}
