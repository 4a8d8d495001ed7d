import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { date, money, type Money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import css from '../home.module.css';
import { linePoints, type Trend } from './series.ts';

type Props = {
  readonly title: string;
  readonly figure: ReactNode;
  /** The same in other currencies. */
  readonly others?: readonly ReactNode[];
  readonly trend?: Trend | undefined;
  /** What the change is since. */
  readonly since?: string;
  readonly points?: readonly Money[];
  /** A day within each point's month, or `now`. */
  readonly days?: readonly string[];
};

/** A figure, where it goes, and the way it came. */
export function Tile({ title, figure, others, trend, since, points, days }: Props) {
  return (
    <li className={css.tile}>
      <h3>{title}</h3>
      <div className={css.value}>{figure}</div>
      {others && others.length > 0 && <div className={css.others}>{others.map((one, index) => <span key={index}>{one}</span>)}</div>}
      <div className={css.way}>
        {trend && <Change trend={trend} since={since ?? ''} />}
        {points && days && points.length > 2 && <Sparkline points={points} days={days} title={title} />}
      </div>
    </li>
  );
}

const arrows = { up: IconArrowUpRight, down: IconArrowDownRight, flat: IconArrowRight };

function Change({ trend, since }: { trend: Trend; since: string }) {
  const Arrow = arrows[trend.direction];
  return (
    <span className={css.change} data-tone={trend.tone}>
      <Arrow size={14} aria-hidden />
      {trend.direction === 'flat'
        ? t('home.figures.flat', { since })
        : t(`home.figures.${trend.direction}`, { by: money({ ...trend.change, amount: trend.change.amount.replace('-', '') }, 'compact'), since })}
    </span>
  );
}

const box = { width: 96, height: 28 };

function Sparkline({ points, days, title }: { points: readonly Money[]; days: readonly string[]; title: string }) {
  const values = points.map((point) => Number(point.amount));
  const line = linePoints(values, box.width, box.height);
  const [lastX = '0', lastY = '0'] = line.split(' ').at(-1)?.split(',') ?? [];
  const said = points.map((point, index) => `${date(days[index] ?? '', 'month')}: ${money(point)}`).join('; ');
  return (
    <svg className={css.spark} width={box.width + 8} height={box.height + 8} viewBox={`-4 -4 ${box.width + 8} ${box.height + 8}`} role="img" aria-label={t('home.figures.way', { title, points: said })}>
      <polyline points={line} />
      <circle cx={lastX} cy={lastY} r={3} />
    </svg>
  );
}
