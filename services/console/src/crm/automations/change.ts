/* Changing webhooks, and turning rules on and off: what somebody else did meanwhile is brought together with it, or shown. */
import type { QueryClient } from '@tanstack/react-query';
import { api, etagOf, read, writing, type Schema, type Versioned } from '../../api/client.ts';
import { t, tMaybe } from '../../i18n/index.ts';
import { changerOf, meeting } from '../../ui/meeting.tsx';
import { ruleQuery, standRule, type RuleDetails, type Status, type Webhook } from './data.ts';

const fetchHook = (webhook_id: string) => read(api.GET('/api/crm/v1/webhooks/{webhook_id}', { params: { path: { webhook_id } } }));
const yesNo = (is: boolean) => t(is ? 'crm.field.yes' : 'crm.field.no');

/** The address is written and never read; whose site it is on tells that somebody gave another one. */
export const changeWebhook = changerOf<Webhook, Schema<'UpdateWebhook'>, Webhook>({
  service: 'crm',
  id: (one) => one.webhook_id,
  title: (one) => one.name,
  fields: () => ({ name: { label: t('automations.hook.name') }, url: { label: t('automations.hook.url') }, active: { label: t('automations.hook.active'), show: yesNo } }),
  says: ({ name, origin, active }) => ({ name, url: origin, active }),
  fetch: ({ webhook_id }) => fetchHook(webhook_id),
  send: ({ webhook_id }, body, etag, key) => read(api.PATCH('/api/crm/v1/webhooks/{webhook_id}', { params: { path: { webhook_id }, ...writing(key, etag) }, body })),
});

/** Another key, once: a colleague may have made one a moment ago, which would stop working. */
export const newWebhookKey = (hook: Webhook) =>
  meeting.act<Webhook, Webhook>({
    service: 'crm',
    id: hook.webhook_id,
    title: hook.name,
    fields: { name: { label: t('automations.hook.name') }, origin: { label: t('automations.hook.url') }, active: { label: t('automations.hook.active'), show: yesNo } },
    base: { value: hook, etag: etagOf(hook) },
    label: t('automations.hook.key.make'),
    can: () => true,
    fetch: async () => {
      const value = await fetchHook(hook.webhook_id);
      return { value, etag: etagOf(value) };
    },
    send: (etag, key) => read(api.POST('/api/crm/v1/webhooks/{webhook_id}/key', { params: { path: { webhook_id: hook.webhook_id }, ...writing(key, etag) }, body: {} })),
  });

/** Turns a rule on or off, or puts it away, as it says what was seen. */
export const stand = (queries: QueryClient, base: Versioned<RuleDetails>, status: Status, label: string) =>
  meeting.act<RuleDetails, unknown>({
    service: 'crm',
    id: base.value.automation_id,
    title: base.value.name,
    fields: {
      status: { label: t('crm.order.status'), show: (one) => t(`automations.status.${one}`) },
      name: { label: t('automations.name') },
      trigger: { label: t('automations.trigger'), show: (one) => tMaybe(`rulefields.trigger.${one}`, one) },
      condition: { label: t('automations.condition') },
      actions: { label: t('automations.part.then'), show: (all) => all.map((one) => t(`automations.action.${one.kind}`)).join(', ') },
    },
    base,
    label,
    can: (now) => now.status !== 'archived' && now.status !== status,
    fetch: () => queries.fetchQuery({ ...ruleQuery(base.value.automation_id), staleTime: 0 }),
    send: (etag, key) => standRule(base.value.automation_id, status, etag, key),
  });
