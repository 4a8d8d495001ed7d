import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { t, tMaybe } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { toast } from '../../ui/toasts.tsx';
import { Export } from '../imports/Export.tsx';
import { useOrder } from '../parts/Order.tsx';
import { ruleOrders } from '../parts/orders.ts';
import { moved } from '../settings/moved.ts';
import { orderRules, rulesQuery, type Rule } from './data.ts';
import css from './automations.module.css';
import { useToRule } from './useToRule.ts';
import { later } from '../../ui/soon.ts';

const OrderedList = later(() => import('../settings/OrderedList.tsx'), 'OrderedList');
const Runs = later(() => import('./Runs.tsx'), 'Runs');
const Webhooks = later(() => import('./Webhooks.tsx'), 'Webhooks');

/** All rules in the order in which they run, what they did last, and the webhooks they call. */
export function RulesPage() {
  const queries = useQueryClient();
  const may = useMay()('crm:settings:manage');
  const toRule = useToRule();
  const [archived, setArchived] = useState(false);
  const { sort, select } = useOrder('rules', ruleOrders);
  const query = rulesQuery(archived ? 'archived' : undefined, sort);
  const { data, error, refetch } = useQuery(query);
  const rules = data ?? [];
  const move = async (from: number, to: number) => {
    const order = moved(rules, from, to);
    queries.setQueryData(query.queryKey, order);
    await orderRules(order.map((rule) => rule.automation_id)).catch(toast.failed);
    await queries.invalidateQueries({ queryKey: ['crm', 'automations'] });
  };
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <div className={css.stack}>
      <Section
        title={t('automations.title')}
        aside={
          <div className={css.tools}>
            <Export rows={rules.length} list="automations" query={{ status: archived ? 'archived' : undefined, sort }} />
            {select(rules.length)}
            <Button variant="subtle" size="xs" onClick={() => setArchived(!archived)}>
              {archived ? t('automations.show.used') : t('automations.show.archived')}
            </Button>
            {may && (
              <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => toRule('new')}>
                {t('automations.new')}
              </Button>
            )}
          </div>
        }
      >
        {data?.length === 0 && !archived ? <Empty kind="nothing" title={t('automations.nothing')} what={t('automations.nothing.what')} example={t('automations.nothing.example')} /> : <p className={css.hint}>{`${sort || archived ? '' : `${t('automations.what.order')} `}${t('automations.what')}`}</p>}
        <OrderedList
          label={t('automations.title')}
          // Only as they run can they be put before one another.
          {...(may && !archived && !sort ? { onMove: (from: number, to: number) => void move(from, to) } : {})}
          items={rules.map((rule) => ({ id: rule.automation_id, name: rule.name, content: <RuleRow rule={rule} /> }))}
        />
      </Section>
      <Runs />
      {may && <Webhooks />}
    </div>
  );
}

function RuleRow({ rule }: { readonly rule: Rule }) {
  const what = rule.actions.map((action) => t(`automations.action.${action.kind}`)).join(', ');
  return (
    <>
      <span className={css.what}>
        <Link to={'/crm/settings' as never} search={{ tab: 'automations', rule: rule.automation_id } as never}>
          {rule.name}
        </Link>
        <span className={css.sub}>{`${tMaybe(`rulefields.trigger.${rule.trigger}`, rule.trigger)} → ${what}`}</span>
      </span>
      <StateBadge tone={rule.status === 'active' ? 'good' : 'neutral'}>{t(`automations.status.${rule.status}`)}</StateBadge>
    </>
  );
}
