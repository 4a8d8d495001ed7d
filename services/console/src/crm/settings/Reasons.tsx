import { ActionIcon, Button } from '@mantine/core';
import { IconArchive, IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addDays, listed, money, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Section } from '../../ui/Page.tsx';
import { Table } from '../../ui/Table.tsx';
import { toast } from '../../ui/toasts.tsx';
import { WithExport } from '../imports/Export.tsx';
import parts from '../parts/parts.module.css';
import { NameDialog } from './NameDialog.tsx';
import { archivedReasonsQuery } from './archived.ts';
import { changeReason } from './change.ts';
import { moved, place } from './moved.ts';
import { OrderedList } from './OrderedList.tsx';
import { OutOfUse } from './OutOfUse.tsx';
import { addReason, lossesQuery, reasonsQuery, type Reason } from './queries.ts';
import css from './settings.module.css';

/** The reasons deals are lost for, and what was lost for each in the last year. */
export function Reasons() {
  const queries = useQueryClient();
  const canWrite = useMay()('crm:settings:manage');
  const { data, error, refetch } = useQuery(reasonsQuery);
  const from = addDays(today(), -365);
  const losses = useQuery(lossesQuery(from));
  const { data: archived = [] } = useQuery({ ...archivedReasonsQuery, enabled: canWrite });
  const [asked, setAsked] = useState<Reason | 'new'>();
  const refresh = () => void queries.invalidateQueries({ queryKey: reasonsQuery.queryKey });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  const reasons = data ?? [];
  const move = async (from: number, to: number) => {
    const order = moved(reasons, from, to);
    queries.setQueryData(reasonsQuery.queryKey, order);
    await place(order, changeReason);
  };
  const archive = (reason: Reason) =>
    changeReason(reason, { archived: true }).then((after) => {
      refresh();
      if (after) toast.done(t('crm.settings.archived', { name: reason.name }), () => void changeReason(after, { archived: false }).then(refresh, toast.failed));
    }, toast.failed);
  return (
    <div className={parts.columns}>
      <Section
        title={t('crm.settings.reasons')}
        aside={
          <WithExport rows={data?.length} list="loss-reasons">
            {canWrite && (
              <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAsked('new')}>
                {t('crm.reason.new')}
              </Button>
            )}
          </WithExport>
        }
      >
        <OrderedList
          label={t('crm.settings.reasons')}
          {...(canWrite ? { onMove: (from: number, to: number) => void move(from, to).catch(toast.failed).finally(refresh) } : {})}
          items={reasons.map((reason) => ({
            id: reason.loss_reason_id,
            name: reason.name,
            content: (
              <>
                <span className={css.what}>{reason.name}</span>
                {canWrite && (
                  <span className={css.tools}>
                    <ActionIcon size={28} aria-label={t('crm.settings.edit', { name: reason.name })} onClick={() => setAsked(reason)}>
                      <IconPencil size={16} aria-hidden />
                    </ActionIcon>
                    <ActionIcon size={28} aria-label={t('crm.settings.archive', { name: reason.name })} onClick={() => void archive(reason)}>
                      <IconArchive size={16} aria-hidden />
                    </ActionIcon>
                  </span>
                )}
              </>
            ),
          }))}
        />
        <OutOfUse items={archived.map((one) => ({ id: one.loss_reason_id, name: one.name, restore: () => changeReason(one, { archived: false }) }))} onRestored={refresh} />
      </Section>
      <Section title={t('crm.reason.lost')} aside={<WithExport rows={losses.data?.length} list="losses" query={{ from }} />}>
        {losses.data?.length === 0 && <p className={parts.hint}>{t('crm.reason.noLosses')}</p>}
        {losses.data && losses.data.length > 0 && (
          <Table
            label={t('crm.reason.lost')}
            rows={losses.data}
            rowId={(row) => row.loss_reason_id ?? 'words'}
            columns={[
              { id: 'name', header: t('crm.lose.reason'), cell: (row) => row.name ?? t('crm.reason.words') },
              { id: 'deals', header: t('names.crm.deals.title'), align: 'end', cell: (row) => <span className="num">{row.deals}</span> },
              { id: 'value', header: t('crm.deal.value'), align: 'end', cell: (row) => <span className="num">{listed(row.values.map((value) => money(value)))}</span> },
            ]}
          />
        )}
      </Section>
      {asked && (
        <NameDialog
          title={asked === 'new' ? t('crm.reason.new') : t('crm.settings.edit', { name: asked.name })}
          form={`crm.reason.${asked === 'new' ? 'new' : asked.loss_reason_id}`}
          name={asked === 'new' ? '' : asked.name}
          save={(name, _choice, key) => (asked === 'new' ? addReason(name, key) : changeReason(asked, { name }, key))}
          onClose={() => setAsked(undefined)}
          onSaved={refresh}
        />
      )}
    </div>
  );
}
