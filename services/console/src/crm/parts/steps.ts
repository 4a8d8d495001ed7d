/* Changing what a row tells of a deal or lead: its next step, and whose it is. */
import { api, etagOf, read, writing, type Schema } from '../../api/client.ts';
import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { meeting, memberName } from '../../ui/meeting.tsx';
import type { NextStep } from '../deals/queries.ts';

type Says = { readonly next_step?: NextStep | null; readonly owner_id?: string | null };
export type StepRow = { readonly kind: 'deal' | 'lead'; readonly id: string; readonly name: string; readonly version: number; readonly next_step?: NextStep | null | undefined; readonly owner_id?: string | null | undefined };

const fetchRow = ({ kind, id }: StepRow) =>
  kind === 'deal' ? read(api.GET('/api/crm/v1/deals/{deal_id}', { params: { path: { deal_id: id } } })) : read(api.GET('/api/crm/v1/leads/{lead_id}', { params: { path: { lead_id: id } } }));
const says = ({ next_step = null, owner_id = null }: Pick<StepRow, 'next_step' | 'owner_id'>): Says => ({ next_step, owner_id });

/** Null when what somebody else wrote meanwhile is kept. */
export const changeStep = (row: StepRow, patch: Says) =>
  meeting.save<Says, unknown>({
    service: 'crm',
    id: row.id,
    title: row.name,
    fields: {
      next_step: { label: t('crm.next'), show: ({ text, due_on }) => [text, due_on && date(due_on)].filter(Boolean).join(' · ') },
      owner_id: { label: t('crm.owner'), show: memberName },
    },
    base: { value: says(row), etag: etagOf(row) },
    patch,
    send: (body, etag, key) =>
      row.kind === 'deal'
        ? read(api.PATCH('/api/crm/v1/deals/{deal_id}', { params: { path: { deal_id: row.id }, ...writing(key, etag) }, body: body satisfies Schema<'UpdateDeal'> }))
        : read(api.PATCH('/api/crm/v1/leads/{lead_id}', { params: { path: { lead_id: row.id }, ...writing(key, etag) }, body: { next_step: body.next_step ?? null } satisfies Schema<'UpdateLead'> })),
    fetch: async () => {
      const now = await fetchRow(row);
      return { value: says(now), etag: etagOf(now) };
    },
  });
