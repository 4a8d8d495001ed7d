import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { date, daysBetween, money, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { InlineEdit } from '../../ui/InlineEdit.tsx';
import { Facts } from '../../ui/Page.tsx';
import { accountQuery } from '../accounts/queries.ts';
import { contactQuery, contactsOf } from '../contacts/queries.ts';
import { membersQuery, type DealDetails } from '../deals/queries.ts';
import { accountsNamed } from '../accounts/named.ts';
import { InlinePick } from '../parts/InlinePick.tsx';
import { priceListsQuery } from '../settings/queries.ts';
import css from './deal.module.css';
import type { DealEdit } from './edit.ts';
import { pricingQuery } from './pricing.ts';

type Props = {
  readonly deal: DealDetails;
  readonly canWrite: boolean;
  readonly canAssign: boolean;
  readonly change: (patch: Partial<DealEdit>) => Promise<void>;
  readonly memberName: (id: string | null | undefined) => string | undefined;
  /** Somebody else looks after it from now on. */
  readonly onHandOver: (to: string) => void;
};

/** The facts of a deal, each changed in place. */
export function DealFacts({ deal, canWrite, canAssign, change, memberName, onHandOver }: Props) {
  const [typed, setTyped] = useState('');
  const [name] = useDebouncedValue(typed, 200);
  const { data: members } = useQuery(membersQuery);
  const accounts = useQuery({ ...accountsNamed(name), enabled: canWrite });
  const account = useQuery({ ...accountQuery(deal.account_id ?? ''), enabled: Boolean(deal.account_id) });
  const contact = useQuery({ ...contactQuery(deal.contact_id ?? ''), enabled: Boolean(deal.contact_id) });
  const contacts = useQuery({ ...contactsOf(deal.account_id ?? ''), enabled: canWrite && Boolean(deal.account_id) });
  const { data: lists = [] } = useQuery(priceListsQuery);
  const { data: pricing } = useQuery({ ...pricingQuery(deal.deal_id), enabled: lists.length > 0 });
  const listed = pricing?.price_list && pricing.because ? t(`crm.priceList.by.${pricing.because}`, { name: pricing.price_list.name }) : undefined;
  const none = <span className={css.none}>–</span>;
  const late = deal.status === 'open' && deal.expected_close_on ? daysBetween(deal.expected_close_on, today()) : 0;
  return (
    <Facts
      items={[
        [
          t('crm.deal.name'),
          <InlineEdit key="name" label={t('crm.deal.name')} kind="text" required disabled={!canWrite} value={deal.name} shown={deal.name} onSave={(value) => change({ name: value ?? '' })} />,
        ],
        [
          t('names.crm.account'),
          <InlinePick
            key="account"
            label={t('names.crm.account')}
            disabled={!canWrite}
            value={deal.account_id ?? null}
            shown={deal.account_id ? <RecordLink kind="account" id={deal.account_id}>{account.data?.value.name ?? '…'}</RecordLink> : none}
            options={(accounts.data ?? []).map((one) => ({ value: one.account_id, label: one.name }))}
            onSearch={setTyped}
            onSave={(account_id) => change({ account_id })}
          />,
        ],
        [
          t('names.crm.contact'),
          <InlinePick
            key="contact"
            label={t('names.crm.contact')}
            disabled={!canWrite || !deal.account_id}
            value={deal.contact_id ?? null}
            shown={deal.contact_id ? <RecordLink kind="contact" id={deal.contact_id}>{contact.data?.value.name ?? '…'}</RecordLink> : none}
            options={(contacts.data ?? []).map((one) => ({ value: one.contact_id, label: one.name }))}
            onSave={(contact_id) => change({ contact_id })}
          />,
        ],
        [
          t('crm.owner'),
          <InlinePick
            key="owner"
            label={t('crm.owner')}
            disabled={!canAssign}
            value={deal.owner_id ?? null}
            shown={memberName(deal.owner_id) ?? none}
            options={(members ?? []).map((one) => ({ value: one.member_id, label: one.name }))}
            onSave={async (owner_id) => {
              await change({ owner_id });
              if (owner_id) onHandOver(owner_id);
            }}
          />,
        ],
        // Of what is closed, only if somebody had said it.
        (deal.status === 'open' || deal.expected_close_on) && [
          t('crm.deal.expectedClose'),
          <InlineEdit
            key="close"
            label={t('crm.deal.expectedClose')}
            kind="day"
            disabled={!canWrite}
            value={deal.expected_close_on ?? ''}
            shown={
              deal.expected_close_on ? (
                <span className="num">
                  {date(deal.expected_close_on)}
                  {late > 0 && <span className={css.late}> {t('crm.deal.lateDays', { count: late })}</span>}
                </span>
              ) : (
                none
              )
            }
            onSave={(expected_close_on) => change({ expected_close_on })}
          />,
        ],
        ...(deal.lines.length === 0
          ? [
              [
                t('crm.deal.estimate'),
                <InlineEdit
                  key="value"
                  label={t('crm.deal.estimate')}
                  kind="amount"
                  currency={deal.currency}
                  disabled={!canWrite}
                  value={deal.value.amount}
                  shown={money(deal.value)}
                  onSave={(amount) => change({ value: { amount: amount ?? '0', currency: deal.currency } })}
                />,
              ] as const,
            ]
          : []),
        // Where there are no lists, there is nothing to choose.
        lists.length > 0 && [
          t('crm.priceList'),
          <InlinePick
            key="prices"
            label={t('crm.priceList')}
            disabled={!canWrite || deal.status !== 'open'}
            value={deal.price_list_id ?? null}
            shown={listed === undefined ? none : listed}
            options={lists.filter((one) => !one.archived || one.price_list_id === deal.price_list_id).map((one) => ({ value: one.price_list_id, label: one.name }))}
            onSave={(price_list_id) => change({ price_list_id })}
          />,
        ],
        [t('crm.deal.opened'), date(deal.opened_on)],
        deal.closed_on && [t('crm.deal.closed'), date(deal.closed_on)],
        deal.lost_reason && [t('crm.lose.reason'), deal.lost_reason],
      ]}
    />
  );
}
