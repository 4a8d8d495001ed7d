import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { t } from '../../i18n/index.ts';
import { useCommands } from '../../keys/index.ts';
import { useMay } from '../../shell/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { DataGrid, type Column } from '../../ui/grid/index.ts';
import { Page } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { howMany, useList } from '../../ui/useList.ts';
import { membersQuery } from '../deals/queries.ts';
import { Export } from '../imports/Export.tsx';
import { mailboxesQuery } from '../mail/data.ts';
import type { Summary } from '../mail/kept.ts';
import { moment, tones } from '../mail/standing.ts';
import { mailSorts, sortedBy } from '../parts/sorts.ts';
import { mailsRoute } from '../routes.ts';
import { useViews } from '../../shell/views/useViews.tsx';
import { nameQuery, readSubject } from './about.ts';
import css from './desk.module.css';
import { directions, mailsQuery, mailStatuses, readMails, type MailSearch } from './mails.ts';
import { AboutCell } from './RecordName.tsx';
import { soon } from '../../ui/soon.ts';

const Thread = soon(() => import('../mail/Thread.tsx'), 'Thread');
const NewMail = soon(() => import('./NewMail.tsx'), 'NewMail');

/** Every mail, also such as stand on no timeline: those that wait, failed, or of which nobody knows whether they went. */
export function MailsPage() {
  const search = readMails(mailsRoute.useSearch());
  const navigate = useNavigate({ from: mailsRoute.fullPath });
  const canWrite = useMay()('crm:activity:write');
  const list = useList(mailsQuery(search));
  const { data: boxes = [] } = useQuery(mailboxesQuery);
  const about = readSubject(search.about);
  const { data: name } = useQuery({ ...nameQuery(about ?? { kind: 'deal', id: '' }), enabled: about !== undefined });
  const { data: members } = useQuery(membersQuery);
  const setSearch = (patch: Partial<MailSearch>) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: 'q' in patch });
  const filters: Filter[] = [
    { kind: 'text', name: 'q', label: t('desk.mails.find') },
    { kind: 'choice', name: 'status', label: t('desk.mails.status'), options: mailStatuses.map((value) => ({ value, label: t(`mail.status.${value}`) })) },
    { kind: 'choice', name: 'direction', label: t('desk.mails.direction'), options: directions.map((value) => ({ value, label: t(`desk.mails.direction.${value}`) })) },
    { kind: 'choice', name: 'box', label: t('desk.mails.box'), options: boxes.map((one) => ({ value: one.mailbox_id, label: one.name })) },
    { kind: 'choice', more: true, name: 'author', label: t('desk.mails.author'), options: members?.map((one) => ({ value: one.member_id, label: one.name })) ?? [] },
    { kind: 'day', more: true, name: 'from', label: t('desk.mails.filter.from') },
    { kind: 'day', more: true, name: 'to', label: t('desk.mails.filter.to') },
    // Whom or what the mails are about is chosen on its page; here it can be taken away.
    ...(about && search.about ? [{ kind: 'choice' as const, name: 'about', label: t('desk.mails.about'), options: [{ value: search.about, label: name ?? t(`names.crm.${about.kind}`) }] }] : []),
  ];
  const hiding = activeLabels(filters, search);
  const create = canWrite && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} aria-keyshortcuts="c" onClick={() => setSearch({ new: true })}>
      {t('desk.mails.new')}
    </Button>
  );
  useCommands('mails', t('names.crm.mails'), canWrite ? [{ id: 'mail.new', label: t('desk.mails.new'), keys: 'c', run: () => setSearch({ new: true }) }] : []);
  const close = () => setSearch({ mail: undefined, new: undefined });
  const columns = mailColumns((id) => boxes.find((one) => one.mailbox_id === id)?.name);
  const { menu, arranged } = useViews({ list: 'mails', name: 'crm.mails', columns, filters, search, onShow: (view) => setSearch(view as Partial<MailSearch>) });
  const tabs = [
    { to: '/crm/mails', label: t('desk.mails.all'), open: true },
    { to: '/crm/leads/mails', label: t('mail.unfiled.title'), open: false },
  ];
  return (
    <Page title={t('names.crm.mails')} count={howMany(list, (count) => t('desk.mails.count', { count }))} action={<><Export rows={list.rows.length} list="mails" query={mailsQuery(search).queryKey[3]} />{create}</>} fill>
      <Tabs label={t('desk.mails.tabs')} tabs={tabs} />
      <FilterBar filters={filters} value={search} onChange={(patch) => setSearch(patch as Partial<MailSearch>)}>
        {menu}
      </FilterBar>
      <DataGrid
        key={arranged}
        sort={search.sort ?? '-at'}
        onSort={(sort) => setSearch({ sort: mailSorts.find((one) => one === sort) })}
        name="crm.mails"
        label={t('names.crm.mails')}
        columns={columns}
        list={list}
        rowId={(one) => one.mail_id}
        rowName={(one) => one.subject}
        onPeek={(one) => setSearch({ mail: one.mail_id })}
        empty={
          hiding.length > 0 ? (
            <Empty kind="filtered" filters={hiding} onClear={() => setSearch(clearing(filters))} />
          ) : (
            <Empty kind="nothing" title={t('desk.mails.nothing')} what={t('desk.mails.what')} action={create} />
          )
        }
      />
      {search.mail && <Thread key={search.mail} id={search.mail} onClose={close} />}
      {search.new && canWrite && <NewMail onClose={close} />}
    </Page>
  );
}

function mailColumns(boxName: (id: string | null | undefined) => string | undefined): Column<Summary>[] {
  const who = (one: Summary) => (one.direction === 'incoming' ? (one.from_name ?? one.from) : one.to.join(', '));
  return [
    { id: 'subject', header: t('desk.mails.subject'), width: 240, phone: 'title', sort: sortedBy('subject'), cell: (one) => <span className={css.title}>{one.subject}</span> },
    { id: 'who', header: t('desk.mails.who'), width: 200, phone: 'detail', cell: who },
    {
      id: 'status',
      header: t('desk.mails.status'),
      width: 150,
      phone: 'state',
      sort: sortedBy('status'),
      cell: (one) => <StateBadge tone={one.bounced_at ? 'late' : tones[one.status]}>{one.bounced_at ? t('mail.bounced') : t(`mail.status.${one.status}`)}</StateBadge>,
    },
    { id: 'at', header: t('desk.mails.at'), width: 180, phone: 'detail', sort: { asc: '-at', desc: 'at' }, cell: moment },
    { id: 'about', header: t('desk.mails.about'), width: 160, cell: (one) => <AboutCell about={one.about} /> },
    { id: 'error', header: t('desk.mails.error'), width: 190, cell: (one) => one.error ?? '–' },
    { id: 'from', header: t('desk.mails.from'), width: 200, hidden: true, sort: sortedBy('from'), cell: (one) => one.from },
    { id: 'to', header: t('desk.mails.to'), width: 200, hidden: true, sort: sortedBy('to'), cell: (one) => one.to.join(', ') },
    { id: 'box', header: t('desk.mails.box'), width: 140, hidden: true, cell: (one) => boxName(one.mailbox_id) ?? '–' },
    { id: 'beginning', header: t('desk.mails.beginning'), width: 260, hidden: true, cell: (one) => one.beginning },
  ];
}
