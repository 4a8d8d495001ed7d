import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { date, money, type Money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { later } from '../../ui/soon.ts';
import css from '../home.module.css';
import type { Trend } from './series.ts';

// It holds a part of the charting library, which figures do not wait for.
const Spark = later(() => import('../../ui/charts/Spark.tsx'), 'Spark');

type Props = {
  readonly title: string;
  readonly figure: ReactNode;
  /** The same in other currencies. */
  readonly others?: readonly ReactNode[];
  readonly trend?: Said | undefined;
  readonly way?: Way | undefined;
};
/** A change in words; the arrow follows the number, the colour what it means. Without them, what was before. */
export type Said = Partial<Pick<Trend, 'direction' | 'tone'>> & { readonly said: string };
/** The line a figure came along, and what it says to who does not see it. */
export type Way = { readonly values: readonly number[]; readonly said: string };

/** How an amount changed since a day that is written `since`. */
export function moneyTrend(trend: Trend | undefined, since: string): Said | undefined {
  if (!trend) return undefined;
  const by = money({ ...trend.change, amount: trend.change.amount.replace('-', '') }, 'compact');
  return { ...trend, said: trend.direction === 'flat' ? t('home.figures.flat', { since }) : t(`home.figures.${trend.direction}`, { by, since }) };
}
/** Amounts at the ends of months, or of months; `days` holds a day of each. */
export const moneyWay = (title: string, points: readonly Money[], days: readonly string[], of: 'way' | 'months' = 'way'): Way => ({
  values: points.map((point) => Number(point.amount)),
  said: t(`home.figures.${of}`, { title, points: points.map((point, index) => `${date(days[index] ?? '', 'month')}: ${money(point)}`).join('; ') }),
});

/** A figure, where it goes, and the way it came. */
export function Tile({ title, figure, others, trend, way }: Props) {
  return (
    <li className={css.tile}>
      <h3>{title}</h3>
      <div className={css.value}>{figure}</div>
      {others && others.length > 0 && <div className={css.others}>{others.map((one, index) => <span key={index}>{one}</span>)}</div>}
      {(trend || way) && (
        <div className={css.way}>
          {trend && <Change trend={trend} />}
          {way && way.values.length > 2 && (
            <div className={css.spark}>
              <Spark values={way.values} label={way.said} />
            </div>
          )}
        </div>
      )}
    </li>
  );
}

const arrows = { up: IconArrowUpRight, down: IconArrowDownRight, flat: IconArrowRight };

function Change({ trend }: { trend: Said }) {
  const Arrow = trend.direction && arrows[trend.direction];
  return (
    <span className={css.change} data-tone={trend.tone ?? 'none'}>
      {Arrow && <Arrow size={14} aria-hidden />}
      {trend.said}
    </span>
  );
}
