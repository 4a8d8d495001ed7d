import { queryOptions } from '@tanstack/react-query';
import { api, newKey, readVersioned, read, writing, type Schema } from '../../api/client.ts';
import type { Field } from '../settings/queries.ts';
import { everyPage, listQuery } from '../../api/lists.ts';
import type { formOrders, OrderOf, suspectedOrders } from '../parts/orders.ts';

export type LeadForm = Schema<'LeadFormView'>;
export type Settings = Schema<'LeadSettingsView'>;
export type Condition = Schema<'LeadCondition'>;

export const formFields = ['name', 'phone', 'job_title', 'company', 'website', 'country', 'message'] as const;
export const fields = [
  'source', 'campaign', 'channel', 'referrer', 'landing_page', 'utm_source', 'utm_medium', 'utm_campaign',
  'country', 'company', 'job_title', 'email', 'email_domain', 'phone', 'website', 'consent', 'estimated_value', 'estimated_currency', 'touches',
] as const satisfies readonly Condition['field'][];
const bySize = ['at_least', 'at_most', 'is_set', 'is_not_set'] as const;
const byText = ['is', 'is_not', 'contains', 'starts_with', 'is_set', 'is_not_set'] as const;
/** How a field may be compared: numbers and days by size, texts by what stands in them, choices by which it is. */
export function operatorsOf(condition: Pick<Condition, 'field'>, own: Field | undefined): readonly Condition['operator'][] {
  if (condition.field !== 'custom') return condition.field === 'estimated_value' || condition.field === 'touches' ? bySize : byText;
  if (own?.kind === 'number' || own?.kind === 'date') return bySize;
  if (own?.kind === 'choice' || own?.kind === 'choices') return ['is', 'is_not', 'is_set', 'is_not_set'];
  return own?.kind === 'yes_no' ? ['is', 'is_set', 'is_not_set'] : byText;
}
export const asksForValues = (operator: Condition['operator']) => operator !== 'is_set' && operator !== 'is_not_set';

export const formsQuery = queryOptions({
  queryKey: ['crm', 'lead_forms', 'all'] as const,
  queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/crm/v1/lead-forms', { params: { query: { cursor, limit: 200 } }, signal }))),
});
/** The same in an order. */
export const formsBy = (sort: OrderOf<typeof formOrders>) =>
  queryOptions({
    queryKey: [...formsQuery.queryKey, 'by', sort],
    queryFn: ({ signal }) => everyPage((cursor) => read(api.GET('/api/crm/v1/lead-forms', { params: { query: { sort, cursor, limit: 200 } }, signal }))),
  });
export const createForm = (body: Schema<'CreateLeadForm'>, key: string) => readVersioned(api.POST('/api/crm/v1/lead-forms', { params: writing(key), body }));

export type Suspected = Schema<'SuspectedMessage'>;
export type SuspectedFilters = { readonly q?: string | undefined; readonly lead_form_id?: string | undefined; readonly sort?: OrderOf<typeof suspectedOrders> };
export const suspectedQuery = (asked: SuspectedFilters) =>
  listQuery(['crm', 'suspected_messages', asked] as const, (cursor, signal) =>
    read(api.GET('/api/crm/v1/suspected-messages', { params: { query: { ...asked, cursor, limit: 50 } }, signal })),
  );
const ofSuspected = (id: string) => ({ path: { suspected_message_id: id }, ...writing(newKey()) });
/** It becomes the lead it would have been when it came. */
export const letIn = (id: string) => read(api.POST('/api/crm/v1/suspected-messages/{suspected_message_id}/not-spam', { params: ofSuspected(id) }));
export const discardSuspected = (id: string) => read(api.DELETE('/api/crm/v1/suspected-messages/{suspected_message_id}', { params: ofSuspected(id) }));

export const settingsQuery = queryOptions({
  queryKey: ['crm', 'lead_settings'],
  queryFn: ({ signal }) => readVersioned(api.GET('/api/crm/v1/lead-settings', { signal })),
});
export const updateSettings = (body: Schema<'UpdateLeadSettings'>, etag: string, key: string) =>
  readVersioned(api.PATCH('/api/crm/v1/lead-settings', { params: writing(key, etag), body }));
