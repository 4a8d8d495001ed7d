import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schema, Versioned } from '../../api/client.ts';
import { money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { countries, countryName } from '../../i18n/places.ts';
import { InlineEdit } from '../../ui/InlineEdit.tsx';
import { Facts } from '../../ui/Page.tsx';
import { RecordLink } from '../../shell/pages.tsx';
import { accountQuery } from '../accounts/queries.ts';
import { membersQuery } from '../deals/queries.ts';
import { whole } from '../parts/custom.ts';
import { InlinePick } from '../parts/InlinePick.tsx';
import { Reached } from '../parts/Reached.tsx';
import { useRecord } from '../parts/useRecord.ts';
import css from './leads.module.css';
import { fetchLead, updateLead, type LeadDetails } from './queries.ts';
import { useLeads } from './useLeads.ts';

const label = (field: string) => {
  const labels: Record<string, string> = {
    name: t('leads.name'),
    given_name: t('crm.contact.givenName'),
    company: t('leads.company'),
    job_title: t('leads.job'),
    email: t('leads.email'),
    additional_emails: t('crm.further.emails'),
    phone: t('leads.phone'),
    additional_phones: t('crm.further.phones'),
    website: t('leads.website'),
    country: t('leads.country'),
    note: t('leads.note'),
    estimated_value: t('leads.value'),
    next_step: t('crm.next'),
    tags: t('crm.settings.tags'),
    custom: t('crm.settings.fields'),
  };
  return labels[field] ?? field;
};

/** Changing a lead in place, on the version it was read at. */
export function useLeadRecord(shown: Versioned<LeadDetails>) {
  const queries = useQueryClient();
  return useRecord<LeadDetails>({
    plural: 'leads',
    title: t('names.crm.lead'),
    id: (row) => row.lead_id,
    name: (row) => row.name,
    label,
    show: (field, value) => {
      if (field === 'estimated_value') return money(value as NonNullable<LeadDetails['estimated_value']>);
      if (field === 'next_step') return (value as { text: string }).text;
      return Array.isArray(value) ? value.join(', ') : String(value);
    },
    send: async (id, patch, etag, key) => {
      const all = patch.custom ? { ...patch, custom: whole(queries, 'lead', patch.custom) } : patch;
      const answer = await updateLead(id, all as Schema<'UpdateLead'>, etag, key);
      return { etag: answer.etag, value: { ...shown.value, ...answer.value } };
    },
    fetch: fetchLead,
  });
}

type Props = {
  readonly lead: LeadDetails;
  readonly canWrite: boolean;
  readonly change: (patch: Partial<LeadDetails>) => Promise<void>;
};

/** Why somebody looks after it, or nobody yet. */
function Why({ lead }: { readonly lead: LeadDetails }) {
  const client = lead.known_client;
  const { data: account } = useQuery({ ...accountQuery(client?.account_id ?? ''), enabled: Boolean(client) });
  if (lead.waits_for_room) return <span className={css.why}>{t('leads.page.waitsForRoom')}</span>;
  if (lead.assigned_by) return <span className={css.why}>{t('leads.page.assignedBy', { name: lead.assigned_by })}</span>;
  if (!client) return null;
  return (
    <span className={css.why}>
      {t('leads.page.client')}{' '}
      <RecordLink kind="account" id={client.account_id}>
        {account?.value.name ?? '…'}
      </RecordLink>{' '}
      ({t(`leads.page.client.${client.by}`)})
    </span>
  );
}

/** Who the lead is, each fact changed in place. */
export function LeadFacts({ lead, canWrite, change }: Props) {
  const { data: members } = useQuery(membersQuery);
  const { assign, memberName } = useLeads();
  const text = (field: 'name' | 'given_name' | 'company' | 'job_title' | 'website' | 'note') =>
    [
      label(field),
      <InlineEdit
        key={field}
        label={label(field)}
        kind="text"
        required={field === 'name'}
        disabled={!canWrite}
        value={lead[field] ?? ''}
        shown={lead[field] ?? '–'}
        onSave={(value) => change({ [field]: value } as Partial<LeadDetails>)}
      />,
    ] as const;
  return (
    <Facts
      items={[
        text('name'),
        text('given_name'),
        text('company'),
        text('job_title'),
        [
          label('email'),
          <Reached
            key="email"
            label={label('email')}
            add={t('crm.further.addEmail')}
            main={lead.email}
            others={lead.additional_emails}
            disabled={!canWrite}
            onMain={(email) => change({ email })}
            onOthers={(additional_emails, email) => change({ additional_emails, ...(email && { email }) })}
          />,
        ],
        [
          label('phone'),
          <Reached
            key="phone"
            label={label('phone')}
            add={t('crm.further.addPhone')}
            main={lead.phone}
            others={lead.additional_phones}
            disabled={!canWrite}
            onMain={(phone) => change({ phone })}
            onOthers={(additional_phones, phone) => change({ additional_phones, ...(phone && { phone }) })}
          />,
        ],
        text('website'),
        [
          label('country'),
          <InlinePick
            key="country"
            label={label('country')}
            disabled={!canWrite}
            value={lead.country ?? null}
            shown={lead.country ? countryName(lead.country) : '–'}
            options={canWrite ? countries() : []}
            onSave={(country) => change({ country })}
          />,
        ],
        [
          label('estimated_value'),
          lead.estimated_value ? (
            <InlineEdit
              key="value"
              label={label('estimated_value')}
              kind="amount"
              currency={lead.estimated_value.currency}
              disabled={!canWrite}
              value={lead.estimated_value.amount}
              shown={money(lead.estimated_value)}
              onSave={(amount) => change({ estimated_value: amount && lead.estimated_value ? { amount, currency: lead.estimated_value.currency } : null })}
            />
          ) : null,
        ],
        [
          t('leads.owner'),
          <InlinePick
            key="owner"
            label={t('leads.owner')}
            disabled={!canWrite}
            value={lead.owner_id ?? null}
            shown={
              <>
                {memberName(lead.owner_id) ?? t('leads.nobody')}
                <Why lead={lead} />
              </>
            }
            options={(members ?? []).map((one) => ({ value: one.member_id, label: one.name }))}
            onSave={(owner) => assign(lead, owner)}
          />,
        ],
        text('note'),
      ]}
    />
  );
}
