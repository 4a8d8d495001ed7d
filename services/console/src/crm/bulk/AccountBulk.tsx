import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, read, writing, type Schema } from '../../api/client.ts';
import { membersQuery } from '../deals/queries.ts';
import { priceListsQuery, tagsQuery } from '../settings/queries.ts';
import { Bulk } from './Bulk.tsx';
import { memberDeed, priceDeed, tagDeeds } from './deeds.ts';

type Action = Schema<'AccountBulkRequest'>['action'];
type Props = { readonly selected: ReadonlySet<string>; readonly nameOf: (id: string) => string | undefined; readonly onClear: () => void };

const send = (action: Action, account_ids: string[], key: string) => read(api.POST('/api/crm/v1/accounts/bulk', { params: writing(key), body: { action, account_ids } }));

/** What can be done to many accounts. */
export function AccountBulk({ selected, nameOf, onClear }: Props) {
  const queries = useQueryClient();
  const { data: members = [] } = useQuery(membersQuery);
  const { data: tags = [] } = useQuery(tagsQuery);
  const { data: lists = [] } = useQuery(priceListsQuery);
  const inUse = lists.filter((one) => !one.archived);
  return (
    <Bulk
      deeds={[memberDeed(members), ...tagDeeds(tags), ...(inUse.length > 0 ? [priceDeed(inUse)] : [])]}
      selected={selected}
      send={send}
      nameOf={(item) => nameOf(item.account_id) ?? item.account_id}
      onDone={() => void queries.invalidateQueries({ queryKey: ['crm', 'accounts'] })}
      onClear={onClear}
    />
  );
}
