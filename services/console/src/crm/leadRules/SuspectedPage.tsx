import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { text } from '../../shell/search.ts';
import { Views } from '../../shell/views/Views.tsx';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { activeLabels, clearing, FilterBar, type Filter } from '../../ui/FilterBar.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { soon } from '../../ui/soon.ts';
import { useList } from '../../ui/useList.ts';
import { Export } from '../imports/Export.tsx';
import { LeadTabs } from '../leads/Tabs.tsx';
import { useOrder } from '../parts/Order.tsx';
import { suspectedOrders } from '../parts/orders.ts';
import { discardSuspected, formsQuery, letIn, suspectedQuery, type Suspected } from './queries.ts';
import parts from '../parts/parts.module.css';
import rows from '../parts/rows.module.css';
import css from './suspected.module.css';

const ThrowAway = soon(() => import('./ThrowAway.tsx'), 'ThrowAway');

/** Who sent it: a name and an address, or the address alone. */
const who = ({ sent }: Suspected) => (sent.name ? `${sent.name} <${sent.email}>` : sent.email);

/** What came by forms and looks like spam: with the reasons, to be let in or thrown away. */
export function SuspectedPage() {
  const queries = useQueryClient();
  const canWrite = useMay()('crm:lead:write');
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const { data: forms = [] } = useQuery(formsQuery);
  const { sort, select } = useOrder('order', suspectedOrders);
  const asked = { q: text(search, 'q'), lead_form_id: text(search, 'form'), sort };
  const list = useList(suspectedQuery(asked));
  const filters: Filter[] = [
    { kind: 'text', name: 'q', label: t('forms.suspected.find') },
    { kind: 'choice', name: 'form', label: t('forms.suspected.form'), options: forms.map((form) => ({ value: form.lead_form_id, label: form.name })) },
  ];
  const value = { q: asked.q, form: asked.lead_form_id };
  const hidden = activeLabels(filters, value);
  const filter = (patch: object) => void navigate({ to: '.', search: ((before: object) => ({ ...before, ...patch })) as never, replace: true });
  const [discarded, setDiscarded] = useState<Suspected>();
  const [busy, setBusy] = useState<string>();
  const root = useRef<HTMLDivElement>(null);
  const act = async (one: Suspected, what: (id: string) => Promise<unknown>, said: string) => {
    setDiscarded(undefined);
    setBusy(one.suspected_message_id);
    const failed = await what(one.suspected_message_id).then(() => undefined, (problem: unknown) => ({ problem }));
    await Promise.all(['suspected_messages', 'leads'].map((part) => queries.invalidateQueries({ queryKey: ['crm', part] })));
    // Said only once the next one can be pressed: whoever goes on at the word, by keys, would press a button that is asleep.
    if (failed) toast.failed(failed.problem);
    else toast.done(said);
    setBusy(undefined);
    // What had the focus is gone; the page keeps it.
    root.current?.focus();
  };
  return (
    <Page title={t('leads.tab.suspected')}>
      <LeadTabs at="suspected" />
      <FilterBar filters={filters} value={value} onChange={filter}>
        {select(list.rows.length)}
        <Views list="suspected" filters={filters} search={{ ...value, sort }} columns={() => []} onShow={({ sort: order, ...shown }) => filter({ ...shown, order })} />
      </FilterBar>
      {list.error ? <Failure error={list.error} onRetry={list.retry} /> : null}
      {list.loading && <Waiting columns={2} label={t('leads.tab.suspected')} />}
      <div ref={root} tabIndex={-1} className={css.root}>
        {!list.loading && !list.error && list.rows.length === 0 && (hidden.length > 0 ? <Empty kind="filtered" filters={hidden} onClear={() => filter(clearing(filters))} /> : <Empty kind="nothing" title={t('forms.suspected.none')} what={t('forms.suspected.what')} />)}
        {list.rows.length > 0 && (
          <Section title={t('leads.tab.suspected')} aside={<Export list="suspected-messages" query={asked} />}>
            <p className={parts.hint}>{t('forms.suspected.what')}</p>
            <ul className={rows.list}>
              {list.rows.map((one) => (
                <li key={one.suspected_message_id} aria-busy={busy === one.suspected_message_id}>
                  <div className={rows.what}>
                    {t('forms.suspected.from', { name: who(one), form: one.form_name })}
                    <span className={css.why}>{one.reasons.map((reason) => t(`forms.suspected.reason.${reason}`)).join(' · ')}</span>
                    {one.sent.message && <span className={css.said}>{one.sent.message}</span>}
                    <span>{[one.sent.company, one.sent.phone, instant(one.received_at), t('forms.suspected.until', { when: instant(one.kept_until) })].filter(Boolean).join(' · ')}</span>
                  </div>
                  {canWrite && (
                    <>
                      <Button size="xs" disabled={busy !== undefined} aria-label={`${t('forms.suspected.let')}: ${who(one)}`} onClick={() => void act(one, letIn, t('forms.suspected.was', { who: who(one) }))}>
                        {t('forms.suspected.let')}
                      </Button>
                      <Button size="xs" variant="default" disabled={busy !== undefined} aria-label={`${t('forms.suspected.discard')}: ${who(one)}`} onClick={() => setDiscarded(one)}>
                        {t('forms.suspected.discard')}
                      </Button>
                    </>
                  )}
                </li>
              ))}
            </ul>
            {list.more.has && (
              <Button variant="default" onClick={list.more.load} loading={list.more.loading}>
                {t('talk.timeline.older')}
              </Button>
            )}
          </Section>
        )}
      </div>
      {discarded && (
        <ThrowAway who={who(discarded)} onDiscard={() => void act(discarded, discardSuspected, t('forms.suspected.gone', { who: who(discarded) }))} onClose={() => setDiscarded(undefined)} />
      )}
    </Page>
  );
}
