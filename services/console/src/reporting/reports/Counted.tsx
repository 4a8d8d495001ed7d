import { Link } from '@tanstack/react-router';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { explainId, type ChangeQuery } from '../../ui/explainQuery.ts';
import { peekOf } from '../../ui/peek.ts';
import css from '../reporting.module.css';

/** A list of the console with its filters set. */
export type Listed = { readonly to: string; readonly search: object };
type Props = {
  readonly count: number;
  /** What is counted, for who hears the link: `Deals, Negotiation`. */
  readonly label: string;
  /** The list of what is counted, when there is one of the moment that is asked about. */
  readonly list?: Listed | undefined;
  /** Else the postings that counted it. */
  readonly explain?: string | ChangeQuery | undefined;
};

/** A count that opens what it counts. */
export function Counted({ count, label, list, explain }: Props) {
  const shown = number(count);
  if (list)
    return (
      <Link to={list.to} search={list.search as never} className={`num ${css.counted}`} aria-label={`${label}: ${shown}`}>
        {shown}
      </Link>
    );
  if (!explain) return <span className="num">{shown}</span>;
  return (
    <Link
      to="."
      search={((before: object) => ({ ...before, peek: peekOf('explain', explainId(explain, label)) })) as never}
      className={`num ${css.counted}`}
      aria-label={t('common.explain.link', { label, value: shown })}
      resetScroll={false}
    >
      {shown}
    </Link>
  );
}
