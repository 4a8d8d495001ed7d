import { Link } from '@tanstack/react-router';
import { percent } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import css from './figures.module.css';
import { sharePeek, type ShareOf } from './share.ts';

type Props = {
  readonly value: number | string | null | undefined;
  /** What it is and whose, for the panel's title and for who hears the link: `Margin %`, `Brand workshop`. */
  readonly label: string;
  readonly of: string;
  /** The two figures; without them the percentage is plain text. */
  readonly part?: ShareOf | undefined;
  readonly whole?: ShareOf | undefined;
};

/** A percentage that says how it is worked out, and of what. */
export function Share({ value, label, of, part, whole }: Props) {
  if (value === null || value === undefined) return '–';
  const shown = percent(value);
  if (!part || !whole) return <span className="num">{shown}</span>;
  return (
    <Link
      to="."
      search={((before: object) => ({ ...before, peek: sharePeek({ label, of, part, whole }) })) as never}
      className={`num ${css.figure}`}
      aria-label={t('common.share.link', { label: `${label}, ${of}`, value: shown })}
      resetScroll={false}
    >
      {shown}
    </Link>
  );
}
