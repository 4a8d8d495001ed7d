/* What a run or an event is about, as the console's links name it. */
import type { Run } from './data.ts';

export function subjectOf(record: NonNullable<Run['record']>): { readonly kind: string; readonly id: string } {
  if ('account_id' in record) return { kind: 'account', id: record.account_id };
  if ('lead_id' in record) return { kind: 'lead', id: record.lead_id };
  return 'contact_id' in record ? { kind: 'contact', id: record.contact_id } : { kind: 'deal', id: record.deal_id };
}
