import { useState, type ComponentProps } from 'react';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import css from './leads.module.css';
import type { Lead } from './queries.ts';
import { later } from '../../ui/soon.ts';

export const signed = (points: number) => (points > 0 ? `+${number(String(points), 0)}` : number(String(points), 0));

/** What the points of a lead are made of, rule by rule. */
export function ScoreParts({ lead }: { readonly lead: Lead }) {
  if (lead.score_parts.length === 0) return <p className={css.hint}>{t('leads.score.nothing')}</p>;
  return (
    <ul className={css.scoreParts}>
      {lead.score_parts.map((part) => (
        <li key={part.rule_id}>
          <span className="num">{signed(part.points)}</span>
          <span>{part.without_rate ? t('leads.score.noRate', { label: part.label, currency: part.without_rate }) : part.label}</span>
        </li>
      ))}
    </ul>
  );
}

// What opens over the list comes when it is first asked for: a list that nobody asks weighs less.
const ScoreWhy = later(() => import('./ScoreWhy.tsx'), 'ScoreWhy');

type ButtonProps = ComponentProps<'button'> & { readonly lead: Lead };

export const ScoreButton = ({ lead, ...rest }: ButtonProps) => (
  <button type="button" aria-haspopup="dialog" {...rest} className={css.score} aria-label={t('leads.score.of', { name: lead.name, points: String(lead.score) })}>
    {lead.score}
  </button>
);

/** The points of a lead; asked, they say why. */
export function Score({ lead }: { readonly lead: Lead }) {
  const [asked, setAsked] = useState(false);
  const plain = <ScoreButton lead={lead} onClick={() => setAsked(true)} />;
  return asked ? (
    <ScoreWhy lead={lead} meanwhile={plain} />
  ) : (
    plain
  );
}
