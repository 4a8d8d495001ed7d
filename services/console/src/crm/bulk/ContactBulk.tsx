import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, read, writing, type Schema } from '../../api/client.ts';
import { membersQuery } from '../deals/queries.ts';
import { tagsQuery } from '../settings/queries.ts';
import { Bulk } from './Bulk.tsx';
import { memberDeed, tagDeeds } from './deeds.ts';

type Action = Schema<'ContactBulkRequest'>['action'];
type Props = { readonly selected: ReadonlySet<string>; readonly nameOf: (id: string) => string | undefined; readonly onClear: () => void };

const send = (action: Action, contact_ids: string[], key: string) => read(api.POST('/api/crm/v1/contacts/bulk', { params: writing(key), body: { action, contact_ids } }));

/** What can be done to many contacts. */
export function ContactBulk({ selected, nameOf, onClear }: Props) {
  const queries = useQueryClient();
  const { data: members = [] } = useQuery(membersQuery);
  const { data: tags = [] } = useQuery(tagsQuery);
  return (
    <Bulk
      deeds={[memberDeed(members), ...tagDeeds(tags)]}
      selected={selected}
      send={send}
      nameOf={(item) => nameOf(item.contact_id) ?? item.contact_id}
      onDone={() => void queries.invalidateQueries({ queryKey: ['crm', 'contacts'] })}
      onClear={onClear}
    />
  );
}
