import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, read, writing, type Schema } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { membersQuery, pipelinesQuery } from '../deals/queries.ts';
import { reasonsQuery, tagsQuery } from '../settings/queries.ts';
import { Bulk, type Deed } from './Bulk.tsx';
import { memberDeed, tagDeeds } from './deeds.ts';

type Action = Schema<'BulkRequest'>['action'];
type Props = { readonly selected: ReadonlySet<string>; readonly nameOf: (id: string) => string | undefined; readonly onClear: () => void };

const send = (action: Action, deal_ids: string[], key: string) => read(api.POST('/api/crm/v1/deals/bulk', { params: writing(key), body: { action, deal_ids } }));
const categories = ['pipeline', 'best_case', 'commit'] as const satisfies readonly Schema<'ForecastCategory'>[];

/** What can be done to many deals. */
export function DealBulk({ selected, nameOf, onClear }: Props) {
  const queries = useQueryClient();
  const mayClose = useMay()('crm:deal:close');
  const { data: members = [] } = useQuery(membersQuery);
  const { data: pipelines } = useQuery(pipelinesQuery);
  const { data: tags = [] } = useQuery(tagsQuery);
  const { data: reasons = [] } = useQuery({ ...reasonsQuery, enabled: mayClose });
  const deeds: Deed<Action>[] = [
    memberDeed(members),
    ...tagDeeds(tags),
    {
      kind: 'move',
      label: t('crm.bulk.move'),
      options: (pipelines?.items ?? []).map((one) => ({ group: one.name, items: one.stages.filter((stage) => stage.status === 'open').map((stage) => ({ value: stage.stage_id, label: stage.name })) })),
      action: ({ choice }) => ({ kind: 'move', stage_id: choice }),
    },
    {
      kind: 'set_next_step',
      label: t('crm.bulk.set_next_step'),
      text: { label: t('crm.next') },
      day: { label: t('crm.next.dueBy'), optional: true },
      action: ({ text, day }) => ({ kind: 'set_next_step', next_step: { text, due_on: day || null } }),
    },
    {
      kind: 'set_forecast_category',
      label: t('crm.bulk.set_forecast_category'),
      options: [{ value: 'stage', label: t('crm.bulk.category.stage') }, ...categories.map((value) => ({ value, label: t(`crm.bulk.category.${value}`) }))],
      action: ({ choice }) => ({ kind: 'set_forecast_category', forecast_category: categories.find((one) => one === choice) ?? null }),
    },
    {
      kind: 'set_expected_close',
      label: t('crm.bulk.set_expected_close'),
      day: { label: t('crm.deal.expectedClose') },
      action: ({ day }) => ({ kind: 'set_expected_close', expected_close_on: day }),
    },
    ...(mayClose
      ? [
          {
            kind: 'lose',
            label: t('crm.bulk.lose'),
            options: reasons.map((one) => ({ value: one.loss_reason_id, label: one.name })),
            text: { label: t('crm.bulk.lose.why'), optional: true },
            action: ({ choice, text }) => ({ kind: 'lose', loss_reason_id: choice, reason: text || null }),
          } satisfies Deed<Action>,
        ]
      : []),
  ];
  return (
    <Bulk
      deeds={deeds}
      selected={selected}
      send={send}
      nameOf={(item) => nameOf(item.deal_id) ?? item.deal_id}
      onDone={() => void queries.invalidateQueries({ queryKey: ['crm', 'deals'] })}
      onClear={onClear}
    />
  );
}
