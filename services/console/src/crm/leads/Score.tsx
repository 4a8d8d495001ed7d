import { Popover } from '@mantine/core';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import css from './leads.module.css';
import type { Lead } from './queries.ts';

export const signed = (points: number) => (points > 0 ? `+${number(String(points), 0)}` : number(String(points), 0));

/** What the points of a lead are made of, rule by rule. */
export function ScoreParts({ lead }: { readonly lead: Lead }) {
  if (lead.score_parts.length === 0) return <p className={css.hint}>{t('leads.score.nothing')}</p>;
  return (
    <ul className={css.scoreParts}>
      {lead.score_parts.map((part) => (
        <li key={part.rule_id}>
          <span className="num">{signed(part.points)}</span>
          <span>{part.label}</span>
        </li>
      ))}
    </ul>
  );
}

/** The points of a lead; asked, they say why. */
export function Score({ lead }: { readonly lead: Lead }) {
  return (
    <Popover position="bottom-end" width={280} withinPortal trapFocus={false}>
      <Popover.Target>
        <button type="button" className={css.score} aria-label={t('leads.score.of', { name: lead.name, points: String(lead.score) })}>
          {lead.score}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('leads.score.why')}>
        <strong className={css.popTitle}>{t('leads.score.why')}</strong>
        <ScoreParts lead={lead} />
      </Popover.Dropdown>
    </Popover>
  );
}
