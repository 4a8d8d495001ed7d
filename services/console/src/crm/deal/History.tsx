import { useQuery } from '@tanstack/react-query';
import { date, daysBetween, instant, today } from '../../i18n/format.ts';
import { t, tMaybe } from '../../i18n/index.ts';
import { Section } from '../../ui/Page.tsx';
import { dealHistoryQuery, type DealDetails } from '../deals/queries.ts';
import parts from '../parts/parts.module.css';

/** Every stay in a stage, newest first: how long, since when, by whom, and how it ended. */
export function History({ deal, memberName }: { readonly deal: DealDetails; readonly memberName: (id: string | null | undefined) => string | undefined }) {
  const { data } = useQuery(dealHistoryQuery(deal.deal_id));
  const visits = (data?.visits ?? deal.history).toReversed();
  const who = (actor: string | null | undefined) => {
    if (!actor) return '';
    const [kind, id] = actor.split(':');
    return kind === 'member' ? (memberName(id) ?? '') : tMaybe(`common.actor.${actor}`, kind ?? '');
  };
  return (
    <Section title={t('crm.deal.history')}>
      <ol className={parts.list}>
        {visits.map((visit) => {
          const days = daysBetween(visit.entered_on, visit.left_on ?? (deal.status === 'open' ? today() : visit.entered_on));
          const ended = visit.outcome === 'won' || visit.outcome === 'lost' ? t(`crm.status.${visit.outcome}`) : undefined;
          return (
            <li key={visit.visit_no}>
              <span>
                {visit.stage_name}
                {ended && ` → ${ended}`}
                <span className={parts.sub} title={instant(visit.entered_at, 'exact')}>
                  {date(visit.entered_on)} – {visit.left_on ? date(visit.left_on) : t('crm.now')}
                  {who(visit.entered_by) && ` · ${who(visit.entered_by)}`}
                </span>
                {visit.reason && <span className={parts.sub}>{visit.reason}</span>}
              </span>
              <span className="num">{t('crm.days', { count: days })}</span>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
