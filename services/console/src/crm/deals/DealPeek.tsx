import { useQuery } from '@tanstack/react-query';
import { date, percent } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { lazyPart } from '../../shell/lazy.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Figure, MoneyCell } from '../../ui/Figure.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Facts, Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { AccountName } from '../contacts/AccountName.tsx';
import { Chain } from '../deal/Chain.tsx';
import { useHeard } from '../deal/useHeard.ts';
import { dueOn } from '../parts/due.ts';
import { statusTone } from './columns.tsx';
import css from './deals.module.css';
import { dealQuery, membersQuery, type DealDetails } from './queries.ts';

const Chances = lazyPart(['crm', 'forecast'], () => import('../deal/Chances.tsx'), 'Chances');

/** What is done next: the step somebody named, else the follow-up that is due first. */
function Next({ deal }: { readonly deal: DealDetails }) {
  const step = deal.next_step;
  const planned = step ? undefined : deal.next_follow_up;
  const day = step ? step.due_on : planned?.due_on;
  const due = day ? dueOn(day, step ? null : planned?.due_time) : undefined;
  return (
    <p className={css.sub}>
      {step ? `${t('crm.next')}: ${step.text}` : planned ? `${t('crm.next.planned')}: ${planned.title}` : t('crm.next.none')}
      {due && <span className={due.late ? css.late : undefined}> · {due.text}</span>}
    </p>
  );
}

/** A deal at the side of a list. */
export function DealPeek({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery(dealQuery(id));
  const { data: members } = useQuery(membersQuery);
  const may = useMay();
  const heard = useHeard(id, data?.value);
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting columns={2} label={t('names.crm.deal')} />;
  const deal = data.value;
  const owner = members?.find((member) => member.member_id === deal.owner_id)?.name;
  return (
    <div className={css.peek}>
      <div className={css.head}>
        <h2>{deal.name}</h2>
        <div className={css.figure}>
          <Figure
            value={deal.value}
            label={t('crm.deal.valueOf', { name: deal.name })}
            explain={may('reporting:read') && deal.status !== 'lost' && !deal.won_elsewhere ? { account: deal.status === 'open' ? 'pipeline' : 'order_book', deal_id: deal.deal_id } : undefined}
          />
          <StateBadge tone={statusTone[deal.status]}>{t(`crm.status.${deal.status}`)}</StateBadge>
        </div>
      </div>
      {deal.status === 'open' && deal.next_step !== undefined && <Next deal={deal} />}
      {(deal.status === 'won' || deal.delivery) && <Chain deal={deal} heard={heard} />}
      <Facts
        items={[
          [t('crm.stage'), deal.stage_name],
          [t('names.crm.account'), deal.account_id && <AccountName key="account" id={deal.account_id} />],
          deal.status === 'open' && [t('crm.deal.odds'), percent(deal.odds_percent, 0)],
          [t('crm.owner'), owner],
          [t('crm.deal.opened'), date(deal.opened_on)],
          deal.status === 'open' && [t('crm.deal.expectedClose'), deal.expected_close_on && date(deal.expected_close_on)],
          deal.status !== 'open' && [t('crm.deal.closed'), deal.closed_on && date(deal.closed_on)],
        ]}
      />
      {deal.status === 'open' && (
        <Chances shown={data} />
      )}
      {deal.lines.length > 0 && (
        <Section title={t('crm.deal.lines')} bare>
          <ul className={css.lines}>
            {deal.lines.map((line) => (
              <li key={line.deal_line_id}>
                <span>
                  {line.name}
                  <span className={css.sub}>{t(`crm.billing.${line.billing.kind}`)}</span>
                </span>
                <MoneyCell value={line.value} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('crm.deal.history')} bare>
        <ul className={css.lines}>
          {deal.history.map((visit) => (
            <li key={visit.visit_no}>
              <span>{visit.stage_name}</span>
              <span className="num">{date(visit.entered_on)}</span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
