/* The orders of small lists, in the words of their service; the usual one stands first. */
import type { TextKey } from '../../i18n/index.ts';

/** A column that a small list can go by, which has its words. */
export type Ordered = Exclude<ColumnOf<TextKey>, 'up' | 'down'>;
type ColumnOf<K> = K extends `crm.order.${infer C}` ? C : never;

/** One of a list's orders; none for the usual one. */
export type OrderOf<T extends readonly unknown[]> = T[number] | undefined;

/** Both ways of each column, those of the first as it is usual. */
const from = <const U extends string, const T extends string>(usual: readonly [U, U], ...columns: readonly T[]) =>
  [...usual, ...columns.flatMap((column) => [column, `-${column}`] as const)] as const;

export const ruleOrders = from(['position', '-position'], 'name', 'trigger', 'status', 'created_at', 'updated_at');
export const webhookOrders = from(['name', '-name'], 'created_at');
export const callOrders = from(['-created_at', 'created_at'], 'status');
export const goalOrders = from(['-from', 'from'], 'whose', 'amount');
export const rateOrders = from(['-on', 'on'], 'currency', 'rate');
export const sequenceOrders = from(['name', '-name'], 'status', 'created_at');
export const enrolmentOrders = from(['-enrolled_at', 'enrolled_at'], 'person_name', 'status', 'due_at');
export const templateOrders = from(['name', '-name'], 'subject', 'updated_at');
export const mailboxOrders = from(['created_at', '-created_at'], 'name', 'address', 'owner');
export const importOrders = from(['-created_at', 'created_at'], 'file_name', 'kind', 'status');
export const formOrders = from(['created_at', '-created_at'], 'name', 'source');
export const suspectedOrders = from(['-received_at', 'received_at'], 'sender', 'form_name');
export const mergeOrders = from(['-merged_at', 'merged_at'], 'kind', 'merged_by');
export const holdOrders = from(['-placed_at', 'placed_at'], 'until', 'name');
export const erasureOrders = from(['-erased_at', 'erased_at'], 'reason', 'erased_by');
export const consentOrders = from(['-given_at', 'given_at'], 'person', 'purpose', 'basis', 'withdrawn_at');
/** A few rows are read at a glance: a choice of their order would be more to read than they are. */
export const worthOrdering = (rows: number, more: boolean) => more || rows > 5;

export const toldOrders = from(['-created_at', 'created_at'], 'kind');
export const personExportOrders = from(['-created_at', 'created_at'], 'created_by');
