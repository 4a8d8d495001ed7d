/* Rules, what they did, and the webhooks they call. Keys name what the events of the service name. */
import { queryOptions } from '@tanstack/react-query';
import { api, newKey, read, readVersioned, writing, type Schema } from '../../api/client.ts';
import { everyPage, listQuery } from '../../api/lists.ts';
import type { callOrders, OrderOf, ruleOrders, webhookOrders } from '../parts/orders.ts';

export type Rule = Schema<'AutomationView'>;
export type RuleDetails = Schema<'AutomationDetails'>;
export type Action = Schema<'AutomationAction'>;
export type ActionKind = Action['kind'];
export type Trigger = Schema<'TriggerView'>;
export type Field = Schema<'TriggerField'>;
export type Run = Schema<'AutomationRunView'>;
export type Outcome = Run['outcome'];
export type DryRun = Schema<'DryRun'>;
export type Webhook = Schema<'WebhookView'>;
export type Call = Schema<'WebhookDeliveryView'>;
export type Checked = Schema<'CheckedCondition'>;
export type Status = Rule['status'];

export const triggersQuery = queryOptions({
  // Custom fields are among what can be asked about, so their events bring these anew.
  queryKey: ['crm', 'custom_fields', 'triggers'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/crm/v1/automation-triggers', { signal }))).items,
  staleTime: 5 * 60_000,
});
export const rulesQuery = (status: 'archived' | undefined, sort: OrderOf<typeof ruleOrders>) =>
  queryOptions({
    queryKey: ['crm', 'automations', 'all', status, sort],
    queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/crm/v1/automations', { params: { query: { status, sort, cursor, limit: 200 } }, signal }))),
  });
export const ruleQuery = (id: string) =>
  queryOptions({
    queryKey: ['crm', 'automations', id],
    queryFn: ({ signal }) => readVersioned(api.GET('/api/crm/v1/automations/{automation_id}', { params: { path: { automation_id: id } }, signal })),
  });
export const createRule = (body: Schema<'CreateAutomation'>, key: string) => read(api.POST('/api/crm/v1/automations', { params: writing(key), body }));
export const updateRule = (id: string, body: Schema<'UpdateAutomation'>, etag: string, key: string) =>
  read(api.PATCH('/api/crm/v1/automations/{automation_id}', { params: { path: { automation_id: id }, ...writing(key, etag) }, body }));
export const standRule = (id: string, status: Status, etag: string, key: string) =>
  read(api.POST('/api/crm/v1/automations/{automation_id}/stand', { params: { path: { automation_id: id }, ...writing(key, etag) }, body: { status } }));
export const orderRules = (ids: string[]) => read(api.POST('/api/crm/v1/automations/order', { params: writing(newKey()), body: { automation_ids: ids } }));
export const checkCondition = (trigger: string, condition: string, signal: AbortSignal) =>
  read(api.POST('/api/crm/v1/automations/check', { body: { trigger, condition }, signal }));
export const tryRule = (body: Schema<'TryAutomation'>) => read(api.POST('/api/crm/v1/automations/dry-run', { body }));

export const runOrders = ['-ran_at', 'ran_at'] as const;
export type RunOrder = (typeof runOrders)[number];
export const runsQuery = (rule: string | undefined, outcome: Outcome | undefined, sort: RunOrder) =>
  listQuery(['crm', 'automation_runs', 'list', { rule, outcome, sort }] as const, (cursor, signal) =>
    read(api.GET('/api/crm/v1/automation-runs', { params: { query: { automation_id: rule, outcome, sort, cursor, limit: 20 } }, signal })),
  );

export const webhooksQuery = (sort?: OrderOf<typeof webhookOrders>) =>
  queryOptions({
    queryKey: ['crm', 'webhooks', 'all', sort],
    queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/crm/v1/webhooks', { params: { query: { sort, cursor, limit: 200 } }, signal }))),
  });
export const createWebhook = (body: Schema<'CreateWebhook'>, key: string) => read(api.POST('/api/crm/v1/webhooks', { params: writing(key), body }));
export const callsQuery = (sort: OrderOf<typeof callOrders>) =>
  listQuery(['crm', 'webhooks', 'calls', sort] as const, (cursor, signal) => read(api.GET('/api/crm/v1/webhook-deliveries', { params: { query: { sort, cursor, limit: 10 } }, signal })));
export const callAgain = (id: string) =>
  read(api.POST('/api/crm/v1/webhook-deliveries/{webhook_delivery_id}/resend', { params: { path: { webhook_delivery_id: id }, ...writing(newKey()) }, body: {} }));

export const sequencesQuery = queryOptions({
  queryKey: ['crm', 'sequences', 'names'],
  queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/crm/v1/sequences', { params: { query: { cursor, limit: 200 } }, signal }))),
});
