import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { addressLine } from '../../api/address.ts';
import { ProblemError } from '../../api/problems.ts';
import { money, number } from '../../i18n/format.ts';
import { countries, countryName } from '../../i18n/places.ts';
import { t } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { useSession } from '../../shell/session.ts';
import { InlineEdit } from '../../ui/InlineEdit.tsx';
import { Facts } from '../../ui/Page.tsx';
import { membersQuery } from '../deals/queries.ts';
import { accountsNamed } from './named.ts';
import { InlinePick } from '../parts/InlinePick.tsx';
import { Reached } from '../parts/Reached.tsx';
import { priceListsQuery } from '../settings/queries.ts';
import { accountQuery, type Account } from './queries.ts';
import { accountLabel } from './useAccount.ts';

type Props = { readonly account: Account; readonly canWrite: boolean; readonly change: (row: Account, patch: Partial<Account>) => Promise<void>; /** Somebody else looks after it from now on. */ readonly onHandOver?: (to: string) => void };

/** The facts of an account, each changed in place. */
export function AccountFacts({ account, canWrite, change, onHandOver }: Props) {
  const [typed, setTyped] = useState('');
  const [name] = useDebouncedValue(typed, 200);
  const { data: members } = useQuery(membersQuery);
  const accounts = useQuery({ ...accountsNamed(name), enabled: canWrite });
  const parent = useQuery({ ...accountQuery(account.parent_id ?? ''), enabled: Boolean(account.parent_id) });
  const { data: lists = [] } = useQuery(priceListsQuery);
  const { organization } = useSession();
  const none = '–';
  const text = (field: 'name' | 'tax_number' | 'phone' | 'industry') =>
    [
      accountLabel(field),
      <InlineEdit
        key={field}
        label={accountLabel(field)}
        kind="text"
        required={field === 'name'}
        disabled={!canWrite}
        value={account[field] ?? ''}
        shown={account[field] ?? none}
        onSave={(value) => change(account, { [field]: value } as Partial<Account>)}
      />,
    ] as const;
  const whole = (field: 'employees' | 'founded_year', shown: ReactNode, wanted: RegExp, wrong: string) =>
    [
      accountLabel(field),
      <InlineEdit
        key={field}
        label={accountLabel(field)}
        kind="text"
        disabled={!canWrite}
        value={account[field]?.toString() ?? ''}
        shown={shown}
        onSave={async (value) => {
          if (value !== null && !wanted.test(value.trim())) throw new ProblemError('not-a-number', 422, wrong);
          await change(account, { [field]: value === null ? null : Number(value) });
        }}
      />,
    ] as const;
  return (
    <Facts
      items={[
        text('name'),
        [
          accountLabel('country'),
          <InlinePick
            key="country"
            label={accountLabel('country')}
            disabled={!canWrite}
            value={account.country ?? null}
            shown={account.country ? countryName(account.country) : none}
            options={countries()}
            onSave={(country) => change(account, { country })}
          />,
        ],
        [accountLabel('address'), account.address ? addressLine(account.address) : none],
        text('tax_number'),
        text('phone'),
        [
          accountLabel('website'),
          <Reached
            key="website"
            label={accountLabel('website')}
            add={t('crm.further.addWebsite')}
            main={account.website}
            others={account.additional_websites}
            disabled={!canWrite}
            onMain={(website) => change(account, { website })}
            onOthers={(additional_websites, website) => change(account, { additional_websites, ...(website && { website }) })}
          />,
        ],
        text('industry'),
        whole('employees', account.employees ? number(account.employees, 0) : none, /^\d{1,9}$/, t('crm.account.wholeNumber')),
        [
          accountLabel('annual_revenue'),
          <InlineEdit
            key="annual_revenue"
            label={accountLabel('annual_revenue')}
            kind="amount"
            currency={account.annual_revenue?.currency ?? organization.base_currency}
            disabled={!canWrite}
            value={account.annual_revenue?.amount ?? ''}
            shown={account.annual_revenue ? money(account.annual_revenue) : none}
            onSave={(amount) => change(account, { annual_revenue: amount === null ? null : { amount, currency: account.annual_revenue?.currency ?? organization.base_currency } })}
          />,
        ],
        whole('founded_year', account.founded_year ?? none, /^\d{4}$/, t('crm.account.yearWrong')),
        [
          accountLabel('owner_id'),
          <InlinePick
            key="owner"
            label={accountLabel('owner_id')}
            disabled={!canWrite}
            value={account.owner_id ?? null}
            shown={members?.find((one) => one.member_id === account.owner_id)?.name ?? none}
            options={(members ?? []).map((one) => ({ value: one.member_id, label: one.name }))}
            onSave={async (owner_id) => {
              await change(account, { owner_id });
              if (owner_id) onHandOver?.(owner_id);
            }}
          />,
        ],
        [
          accountLabel('parent_id'),
          <InlinePick
            key="parent"
            label={accountLabel('parent_id')}
            disabled={!canWrite}
            value={account.parent_id ?? null}
            shown={account.parent_id ? <RecordLink kind="account" id={account.parent_id}>{parent.data?.value.name ?? '…'}</RecordLink> : none}
            options={(accounts.data ?? []).filter((one) => one.account_id !== account.account_id).map((one) => ({ value: one.account_id, label: one.name }))}
            onSearch={setTyped}
            onSave={(parent_id) => change(account, { parent_id })}
          />,
        ],
        // Where there are no lists, there is nothing to choose.
        lists.length > 0 && [
          accountLabel('price_list_id'),
          <InlinePick
            key="prices"
            label={accountLabel('price_list_id')}
            disabled={!canWrite}
            value={account.price_list_id ?? null}
            shown={lists.find((one) => one.price_list_id === account.price_list_id)?.name ?? none}
            options={lists.filter((one) => !one.archived || one.price_list_id === account.price_list_id).map((one) => ({ value: one.price_list_id, label: one.name }))}
            onSave={(price_list_id) => change(account, { price_list_id })}
          />,
        ],
      ]}
    />
  );
}
