import { Link } from '@tanstack/react-router';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Mark } from './chart.ts';
import css from './charts.module.css';

type Props = {
  readonly mark: Mark | undefined;
  /** What it is and how much, for who hears it and who points at it. */
  readonly label: string;
  readonly children: ReactNode;
  readonly tabIndex?: number;
  readonly onKeyDown?: (event: KeyboardEvent<Element>) => void;
};

/** A mark of a drawing: a link where what it opens has an address, else a button, and a picture where it opens nothing. */
export function Opens({ mark, label, children, tabIndex = 0, onKeyDown }: Props) {
  const inside = (
    <>
      <title>{label}</title>
      {children}
    </>
  );
  if (!mark)
    return (
      <g role="img" aria-label={label} className={css.mark}>
        {inside}
      </g>
    );
  if ('to' in mark)
    return (
      <Link to={mark.to} search={mark.search as never} resetScroll={mark.to !== '.'} className={css.mark} aria-label={label} tabIndex={tabIndex} onKeyDown={onKeyDown}>
        {inside}
      </Link>
    );
  const press = (event: KeyboardEvent<Element>) => {
    onKeyDown?.(event);
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    mark.open();
  };
  return (
    <g role="button" tabIndex={tabIndex} aria-label={label} className={css.mark} onClick={mark.open} onKeyDown={press}>
      {inside}
    </g>
  );
}
