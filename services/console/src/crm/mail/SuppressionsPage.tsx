import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Views } from '../../shell/views/Views.tsx';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { activeLabels, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useList } from '../../ui/useList.ts';
import { WithExport } from '../imports/Export.tsx';
import { LeadTabs } from '../leads/Tabs.tsx';
import { reasons, suppressionsQuery, type Suppression } from './kept.ts';
import rows from '../parts/rows.module.css';
import css from './mail.module.css';
import { soon } from '../../ui/soon.ts';

const Add = soon(() => import('./SuppressionDialogs.tsx'), 'Add');
const Lift = soon(() => import('./SuppressionDialogs.tsx'), 'Lift');

/** Addresses that get no mails of sequences: found, put on the list, and taken off it by whoever may. */
export function SuppressionsPage() {
  const queries = useQueryClient();
  const may = useMay();
  const [filter, setFilter] = useState<Record<string, string | true | undefined>>({});
  const [asked, setAsked] = useState<Suppression | 'new'>();
  const filters: Filter[] = [
    { kind: 'text', name: 'q', label: t('mail.supp.find') },
    { kind: 'choice', name: 'reason', label: t('mail.supp.reason'), options: reasons.map((value) => ({ value, label: t(`mail.supp.reason.${value}`) })) },
  ];
  const asking = { q: String(filter.q ?? '').trim(), reason: reasons.find((one) => one === filter.reason) };
  const list = useList(suppressionsQuery(asking));
  const close = () => setAsked(undefined);
  const done = (said: string) => {
    close();
    toast.done(said);
    void queries.invalidateQueries({ queryKey: ['crm', 'suppressions'] });
  };
  const add = may('crm:lead:write') && <Button onClick={() => setAsked('new')}>{t('mail.supp.add')}</Button>;
  const hidden = activeLabels(filters, filter);
  return (
    <Page title={t('mail.supp.title')} action={add}>
      <LeadTabs at="suppressions" />
      <FilterBar filters={filters} value={filter} onChange={(patch) => setFilter((before) => ({ ...before, ...patch }))}>
        <Views list="suppressions" filters={filters} search={filter} columns={() => []} onShow={({ sort: _usual, ...shown }) => setFilter(shown)} />
      </FilterBar>
      {list.error ? <Failure error={list.error} onRetry={list.retry} /> : null}
      {list.loading && <Waiting columns={2} label={t('mail.supp.title')} />}
      {!list.loading && !list.error && list.rows.length === 0 && (hidden.length > 0 ? <Empty kind="filtered" filters={hidden} onClear={() => setFilter({})} /> : <Empty kind="nothing" title={t('mail.supp.none')} what={t('mail.supp.what')} />)}
      {list.rows.length > 0 && (
        <Section title={t('mail.supp.list')} aside={<WithExport list="suppressions" query={{ q: asking.q || undefined, reason: asking.reason }} />}>
          <p className={css.hint}>{t('mail.supp.what')}</p>
          <ul className={rows.list}>
            {list.rows.map((one) => {
              const address = one.address ?? t('mail.supp.erased');
              return (
                <li key={one.suppression_id}>
                  <div className={rows.what}>
                    {address}
                    <span>{[t(`mail.supp.reason.${one.reason}`), ...(one.note ? [one.note] : []), instant(one.created_at)].join(' · ')}</span>
                  </div>
                  {may('crm:settings:manage') && (
                    <Button size="xs" variant="default" aria-label={t('mail.supp.liftOne', { address })} onClick={() => setAsked(one)}>
                      {t('mail.supp.lift')}
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
          {list.more.has && (
            <Button variant="default" onClick={list.more.load} loading={list.more.loading}>
              {t('talk.timeline.older')}
            </Button>
          )}
        </Section>
      )}
      {asked === 'new' && <Add onClose={close} onDone={() => done(t('mail.supp.added'))} />}
      {asked && asked !== 'new' && <Lift entry={asked} onClose={close} onDone={() => done(t('mail.supp.lifted'))} />}
    </Page>
  );
}
