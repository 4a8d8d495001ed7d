import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, read, writing, type Schema } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { membersQuery } from '../deals/queries.ts';
import { tagsQuery } from '../settings/queries.ts';
import { Bulk, type Deed } from '../bulk/Bulk.tsx';
import { memberDeed, tagDeeds } from '../bulk/deeds.ts';

type Action = Schema<'LeadBulkRequest'>['action'];
type Props = { readonly selected: ReadonlySet<string>; readonly nameOf: (id: string) => string | undefined; readonly onClear: () => void };

const send = (action: Action, lead_ids: string[], key: string) => read(api.POST('/api/crm/v1/leads/bulk', { params: writing(key), body: { action, lead_ids } }));

/** What can be done to many leads. */
export function LeadBulk({ selected, nameOf, onClear }: Props) {
  const queries = useQueryClient();
  const { data: members = [] } = useQuery(membersQuery);
  const { data: tags = [] } = useQuery(tagsQuery);
  const deeds: Deed<Action>[] = [
    memberDeed(members),
    { kind: 'assign_by_rules', label: t('leads.bulk.assign_by_rules'), action: () => ({ kind: 'assign_by_rules' }) },
    ...tagDeeds(tags),
    { kind: 'work', label: t('leads.work'), action: () => ({ kind: 'work' }) },
    {
      kind: 'nurture',
      label: t('leads.nurture'),
      day: { label: t('leads.nurture.until') },
      text: { label: t('leads.nurture.reason'), optional: true },
      action: ({ day, text }) => ({ kind: 'nurture', until: day, reason: text || null }),
    },
    { kind: 'disqualify', label: t('leads.disqualify'), text: { label: t('leads.disqualify.reason') }, action: ({ text }) => ({ kind: 'disqualify', reason: text }) },
    { kind: 'reopen', label: t('leads.reopen'), action: () => ({ kind: 'reopen' }) },
  ];
  return (
    <Bulk
      deeds={deeds}
      selected={selected}
      send={send}
      nameOf={(item) => nameOf(item.lead_id) ?? item.lead_id}
      onDone={() => void queries.invalidateQueries({ queryKey: ['crm', 'leads'] })}
      onClear={onClear}
    />
  );
}
