import { ActionIcon, Button } from '@mantine/core';
import { IconKey, IconPencil, IconPlus, IconRefresh } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ago, instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Section } from '../../ui/Page.tsx';
import { Said } from '../../ui/Said.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useList } from '../../ui/useList.ts';
import { WithExport } from '../imports/Export.tsx';
import { useOrder } from '../parts/Order.tsx';
import { callOrders, webhookOrders } from '../parts/orders.ts';
import css from './automations.module.css';
import { callAgain, callsQuery, webhooksQuery, type Call, type Webhook } from './data.ts';
import { soon } from '../../ui/soon.ts';

const WebhookDialog = soon(() => import('./WebhookDialog.tsx'), 'WebhookDialog');
const KeyDialog = soon(() => import('./WebhookDialog.tsx'), 'KeyDialog');
const tones = { waiting: 'info', delivered: 'good', failed: 'late' } as const;

/** Addresses of other programs that rules call, and what became of the calls. */
export function Webhooks() {
  const queries = useQueryClient();
  const { sort, select } = useOrder('webhooks', webhookOrders);
  const { data, error, refetch } = useQuery(webhooksQuery(sort));
  const [asked, setAsked] = useState<Webhook | 'new'>();
  const [keyOf, setKeyOf] = useState<Webhook>();
  const refresh = () => void queries.invalidateQueries({ queryKey: ['crm', 'webhooks'] });
  return (
    <>
      <Section
        title={t('automations.hooks')}
        aside={
          <WithExport rows={data?.length} list="webhooks" query={{ sort }}>
            {select(data?.length ?? 0)}
            <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAsked('new')}>
              {t('automations.hook.new')}
            </Button>
          </WithExport>
        }
      >
        {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
        {data?.length === 0 ? <Empty kind="nothing" title={t('automations.hooks.nothing')} what={t('automations.hooks.what')} example={t('automations.hooks.example')} /> : <p className={css.hint}>{t('automations.hooks.what')}</p>}
        <ul className={css.list}>
          {data?.map((hook) => (
            <li key={hook.webhook_id}>
              <div className={css.what}>
                {hook.name}
                <span className={css.sub}>{[hook.origin, ...(hook.active ? [] : [t('automations.hook.unused')])].join(' · ')}</span>
              </div>
              <ActionIcon size={28} aria-label={t('automations.hook.key', { name: hook.name })} onClick={() => setKeyOf(hook)}>
                <IconKey size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon size={28} aria-label={t('automations.hook.edit', { name: hook.name })} onClick={() => setAsked(hook)}>
                <IconPencil size={16} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      </Section>
      {data && data.length > 0 && <Calls />}
      {asked && <WebhookDialog {...(asked === 'new' ? {} : { hook: asked })} onClose={() => setAsked(undefined)} onSaved={refresh} />}
      {keyOf && <KeyDialog hook={keyOf} onClose={() => setKeyOf(undefined)} onSaved={refresh} />}
    </>
  );
}

function Calls() {
  const queries = useQueryClient();
  const { sort, select } = useOrder('calls', callOrders);
  const calls = useList(callsQuery(sort));
  const again = (call: Call) =>
    callAgain(call.webhook_delivery_id)
      .then(() => toast.done(t('automations.call.resent')), toast.failed)
      .then(() => queries.invalidateQueries({ queryKey: ['crm', 'webhooks', 'calls'] }));
  return (
    <Section title={t('automations.calls')} aside={<WithExport rows={calls.rows.length} list="webhook-deliveries" query={{ sort }}>{select(calls.rows.length)}</WithExport>}>
      {!calls.loading && calls.rows.length === 0 && <p className={css.hint}>{t('automations.calls.nothing')}</p>}
      <ul className={css.list}>
        {calls.rows.map((call) => (
          <li key={call.webhook_delivery_id}>
            <div className={css.what}>
              <div className={css.tools}>
                <StateBadge tone={tones[call.status]}>{t(`automations.call.${call.status}`)}</StateBadge>
                {call.webhook_name}
                <span className={css.when}>{instant(call.created_at)}</span>
              </div>
              <span className={css.sub}>
                {[t('automations.call.attempts', { count: call.attempts }), ...(call.due_at && call.attempts > 0 ? [t('automations.call.next', { when: ago(call.due_at) })] : [])].join(' · ')}
                {call.error && <> · <Said of={call.error} /></>}
              </span>
            </div>
            <ActionIcon size={28} aria-label={t('automations.call.again', { name: call.webhook_name })} onClick={() => void again(call)}>
              <IconRefresh size={16} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {calls.more.has && (
        <Button variant="subtle" size="xs" loading={calls.more.loading} onClick={calls.more.load}>
          {t('common.more')}
        </Button>
      )}
    </Section>
  );
}
