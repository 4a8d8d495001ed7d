import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay } from '../../shell/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Export } from '../../ui/Export.tsx';
import { DataGrid, type Column } from '../../ui/grid/index.ts';
import { Page } from '../../ui/Page.tsx';
import { usePeek } from '../../ui/peek.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { later, soon } from '../../ui/soon.ts';
import { howMany, useList } from '../../ui/useList.ts';
import { membersQuery, type Member } from '../queries.ts';
import { membersRoute } from '../routes.ts';

const OpenInvitations = later(() => import('./OpenInvitations.tsx'), 'OpenInvitations');
const NewMember = soon(() => import('./NewMember.tsx'), 'NewMember');

const columns = (): Column<Member>[] => [
  { id: 'name', header: t('admin.member.name'), width: 200, phone: 'title', cell: (row) => row.name },
  { id: 'email', header: t('admin.member.email'), phone: 'detail', cell: (row) => row.email },
  { id: 'roles', header: t('admin.roles.title'), width: 260, phone: 'detail', cell: (row) => row.roles.map((role) => t(`admin.role.${role}`)).join(', ') },
  {
    id: 'state',
    header: t('admin.state'),
    width: 110,
    phone: 'state',
    cell: (row) => <StateBadge tone={row.active ? 'good' : 'neutral'}>{row.active ? t('admin.member.active') : t('admin.member.inactive')}</StateBadge>,
  },
];

/** Who belongs to the organisation, and as what. */
export function MembersPage() {
  const search = membersRoute.useSearch();
  const navigate = useNavigate({ from: membersRoute.fullPath });
  const may = useMay();
  const { peeked, open } = usePeek();
  const list = useList(membersQuery());
  const manage = may('identity:member:manage');
  const show = (next: true | undefined) => void navigate({ search: (before) => ({ ...before, new: next }) });
  useCommands('members', t('names.admin.members.title'), manage ? [{ id: 'member.new', label: t('admin.member.new'), keys: 'c', run: () => show(true) }] : []);
  return (
    <Page
      title={t('names.admin.members.title')}
      count={howMany(list, (count) => t('admin.members.count', { count }))}
      lead={<Link to="/admin/roles">{t('admin.roles.link')}</Link>}
      action={
        <>
          <Export rows={list.rows.length} service="identity" list="members" />
          {manage && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="c" onClick={() => show(true)}>
              {t('admin.member.new')}
            </Button>
          )}
        </>
      }
      fill
    >
      {manage && <OpenInvitations />}
      <DataGrid
        name="admin.members"
        label={t('names.admin.members.title')}
        columns={columns()}
        list={list}
        rowId={(row) => row.member_id}
        rowName={(row) => row.name}
        peeked={peeked?.kind === 'member' ? peeked.id : undefined}
        onPeek={(row) => open('member', row.member_id)}
        empty={<Empty kind="nothing" title={t('names.admin.members.title')} what={t('admin.members.what')} />}
      />
      {search.new && manage && <NewMember onClose={() => show(undefined)} />}
    </Page>
  );
}
