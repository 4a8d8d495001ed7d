import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import type { Filter } from '../../ui/FilterBar.tsx';
import { accountQuery } from '../accounts/queries.ts';
import { accountsNamed } from '../accounts/named.ts';

/** A filter by account, found by its name however many there are. */
export function useAccountFilter(chosen: string | undefined): Filter {
  const [typed, setTyped] = useState('');
  const [name] = useDebouncedValue(typed, 200);
  const own = useQuery({ ...accountQuery(chosen ?? ''), enabled: Boolean(chosen) });
  const label = own.data?.value.name;
  // Once chosen, the field holds the whole name; that is no search.
  const { data } = useQuery(accountsNamed(name === label ? '' : name));
  const found = (data ?? []).map((account) => ({ value: account.account_id, label: account.name }));
  const known = !chosen || found.some((one) => one.value === chosen);
  return {
    kind: 'choice',
    name: 'account',
    label: t('names.crm.account'),
    options: known ? found : [{ value: chosen, label: label ?? '…' }, ...found],
    onSearch: setTyped,
  };
}
