/* Who was erased and whose data was taken out: when, by whom, why. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Section } from '../../ui/Page.tsx';
import { Table } from '../../ui/Table.tsx';
import { useList } from '../../ui/useList.ts';
import { membersQuery } from '../deals/queries.ts';
import { WithExport } from '../imports/Export.tsx';
import { erasureOrders, personExportOrders } from '../parts/orders.ts';
import { useHeads } from '../parts/useHeads.tsx';
import { actorName } from '../talk/actors.ts';
import { archiveAddress, erasuresQuery, exportsQuery, type Erasure, type PersonExport } from './data.ts';
import { None } from './None.tsx';

const useName = () => {
  const { data: members = [] } = useQuery(membersQuery);
  return (actor: string) => actorName(actor, members);
};

export function Erasures() {
  const { sort, select, head } = useHeads('erasures', erasureOrders);
  const list = useList(erasuresQuery(sort));
  const name = useName();
  const what = ({ counts }: Erasure) => t('privacy.erasures.what.counts', { contacts: counts.contacts, leads: counts.leads, mails: counts.mails + counts.shared_mails });
  return (
    <Section title={t('privacy.erasures.title')} aside={<WithExport rows={list.rows.length} list="erasures" query={{ sort }}>{select(list.rows.length)}</WithExport>}>
      {!list.loading && list.rows.length === 0 && <None part="erasures" />}
      {list.rows.length > 0 && (
        <Table
          label={t('privacy.erasures.title')}
          rows={list.rows}
          rowId={(row) => row.erasure_id}
          columns={[
            { id: 'when', ...head('erased_at', t('privacy.erasures.when')), cell: (row) => instant(row.erased_at) },
            { id: 'who', ...head('erased_by', t('privacy.erasures.who')), cell: (row) => name(row.erased_by) },
            { id: 'why', ...head('reason', t('privacy.erasures.why')), cell: (row) => [t(`privacy.erase.reason.${row.reason}`), ...(row.note ? [row.note] : [])].join(' · ') },
            { id: 'what', header: t('privacy.erasures.what'), cell: (row) => [what(row), ...(row.finished_at ? [] : [t('privacy.erasures.goingOn')])].join(' · ') },
          ]}
        />
      )}
      {list.more.has && <More onClick={list.more.load} />}
    </Section>
  );
}

export function Exports() {
  const { sort, select, head } = useHeads('takenOut', personExportOrders);
  const list = useList(exportsQuery(sort));
  const name = useName();
  const fetched = (row: PersonExport) => (row.fetched > 0 ? t('privacy.exports.fetched.count', { count: row.fetched }) : t('privacy.exports.fetched.none'));
  const until = (row: PersonExport) =>
    new Date(row.expires_at) > new Date() ? (
      <a href={archiveAddress(row.person_export_id)} download>
        {instant(row.expires_at)}
      </a>
    ) : (
      t('privacy.exports.expired')
    );
  return (
    <Section title={t('privacy.exports.title')} aside={<WithExport rows={list.rows.length} list="person-exports" query={{ sort }}>{select(list.rows.length)}</WithExport>}>
      {!list.loading && list.rows.length === 0 && <None part="exports" />}
      {list.rows.length > 0 && (
        <Table
          label={t('privacy.exports.title')}
          rows={list.rows}
          rowId={(row) => row.person_export_id}
          columns={[
            { id: 'when', ...head('created_at', t('privacy.erasures.when')), cell: (row) => instant(row.created_at) },
            { id: 'who', ...head('created_by', t('privacy.erasures.who')), cell: (row) => name(row.created_by) },
            { id: 'why', header: t('privacy.erasures.why'), cell: (row) => row.note ?? '–' },
            { id: 'fetched', header: t('privacy.exports.fetched'), cell: fetched },
            { id: 'until', header: t('privacy.exports.until'), cell: until },
          ]}
        />
      )}
      {list.more.has && <More onClick={list.more.load} />}
    </Section>
  );
}

const More = ({ onClick }: { readonly onClick: () => void }) => (
  <Button variant="default" size="xs" onClick={onClick}>
    {t('privacy.more')}
  </Button>
);
