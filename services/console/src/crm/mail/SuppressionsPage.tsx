import { Button, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useList } from '../../ui/useList.ts';
import { WithExport } from '../imports/Export.tsx';
import { LeadTabs } from '../leads/Tabs.tsx';
import { reasons, suppressionsQuery, type Suppression } from './kept.ts';
import css from './mail.module.css';

const Add = lazy(async () => ({ default: (await import('./SuppressionDialogs.tsx')).Add }));
const Lift = lazy(async () => ({ default: (await import('./SuppressionDialogs.tsx')).Lift }));

/** Addresses that get no mails of sequences: found, put on the list, and taken off it by whoever may. */
export function SuppressionsPage() {
  const queries = useQueryClient();
  const may = useMay();
  const [q, setQ] = useState('');
  const [reason, setReason] = useState<Suppression['reason']>();
  const [asked, setAsked] = useState<Suppression | 'new'>();
  const list = useList(suppressionsQuery({ q: q.trim(), reason }));
  const close = () => setAsked(undefined);
  const done = (said: string) => {
    close();
    toast.done(said);
    void queries.invalidateQueries({ queryKey: ['crm', 'suppressions'] });
  };
  const add = may('crm:lead:write') && <Button onClick={() => setAsked('new')}>{t('mail.supp.add')}</Button>;
  const filtered = q.trim() !== '' || reason !== undefined;
  return (
    <Page title={t('mail.supp.title')} action={add}>
      <LeadTabs at="suppressions" />
      <div className={css.fields}>
        <TextInput label={t('mail.supp.find')} value={q} onChange={(event) => setQ(event.currentTarget.value)} />
        <Select
          label={t('mail.supp.reason')}
          placeholder={t('mail.rule.any')}
          clearable
          clearButtonProps={{ 'aria-label': t('common.filter.clear') }}
          data={reasons.map((value) => ({ value, label: t(`mail.supp.reason.${value}`) }))}
          value={reason ?? null}
          onChange={(value) => setReason((value as Suppression['reason'] | null) ?? undefined)}
        />
      </div>
      {list.error ? <Failure error={list.error} onRetry={list.retry} /> : null}
      {list.loading && <Waiting columns={2} label={t('mail.supp.title')} />}
      {!list.loading && !list.error && list.rows.length === 0 && (filtered ? <p className={css.hint}>{t('common.nothingFound')}</p> : <Empty kind="nothing" title={t('mail.supp.none')} what={t('mail.supp.what')} />)}
      {list.rows.length > 0 && (
        <Section title={t('mail.supp.list')} aside={<WithExport list="suppressions" query={{ q: q.trim() || undefined, reason }} />}>
          <p className={css.hint}>{t('mail.supp.what')}</p>
          <ul className={css.list}>
            {list.rows.map((one) => {
              const address = one.address ?? t('mail.supp.erased');
              return (
                <li key={one.suppression_id}>
                  <div className={css.what}>
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
      <Suspense fallback={null}>
        {asked === 'new' && <Add onClose={close} onDone={() => done(t('mail.supp.added'))} />}
        {asked && asked !== 'new' && <Lift entry={asked} onClose={close} onDone={() => done(t('mail.supp.lifted'))} />}
      </Suspense>
    </Page>
  );
}
