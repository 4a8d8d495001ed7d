import { Link } from '@tanstack/react-router';
import { money, type Money, type MoneyStyle } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { explainId, type ChangeQuery } from './explainQuery.ts';
import css from './figures.module.css';
import { peekOf } from './peek.ts';

type MoneyProps = { readonly value: Money | null | undefined; readonly style?: MoneyStyle; readonly signed?: 'direction' };

/** An amount in a cell: tabular digits, right of its column. `signed` colours by direction where that means something. */
export function MoneyCell({ value, style = 'symbol', signed }: MoneyProps) {
  if (!value) return <span className={css.none} aria-label={t('common.none')}>–</span>;
  const direction = signed && (value.amount.startsWith('-') ? 'out' : 'in');
  return (
    <span className={css.money} data-direction={direction}>
      {money(value, style)}
    </span>
  );
}

type FigureProps = {
  readonly value: Money | null | undefined;
  /** What the figure is, for the panel's title and for who hears the link: `Revenue, Brand workshop`. */
  readonly label: string;
  /** The address a report gives with each figure, or the query itself. Without it the figure is plain text. */
  readonly explain?: string | ChangeQuery;
  readonly style?: MoneyStyle;
  readonly signed?: 'direction';
};

/** A figure that explains itself: a link to the postings it is the sum of. */
export function Figure({ value, label, explain, style, signed }: FigureProps) {
  const shown = <MoneyCell value={value} style={style} signed={signed} />;
  if (!explain || !value) return shown;
  return (
    <Link
      to="."
      search={((before: object) => ({ ...before, peek: peekOf('explain', explainId(explain, label)) })) as never}
      className={css.figure}
      aria-label={t('common.explain.link', { label, value: money(value, style) })}
      resetScroll={false}
    >
      {shown}
    </Link>
  );
}
