import { compact, number } from '../../i18n/format.ts';
import type { ChartProps } from './Chart.tsx';
import css from './charts.module.css';
import { barOf, scaleOf } from './scale.ts';

/** Lying bars, because what is compared has names: they stay readable on any width. */
export function Bars({ title, series, points, onMark }: ChartProps) {
  const scale = scaleOf(points.flatMap((point) => series.map(({ key }) => point.values[key] ?? 0)));
  return (
    <div className={css.bars}>
      <ol aria-label={title}>
        {points.map((point) => (
          <li key={point.x}>
            <span className={css.name} title={point.x}>
              {point.x}
            </span>
            <span className={css.track}>
              {scale.ticks.map((tick) => (
                <i key={tick} data-zero={tick === 0 || undefined} style={{ insetInlineStart: `${scale.at(tick)}%` }} />
              ))}
              {series.map((one, index) => {
                const value = point.values[one.key];
                if (value === null || value === undefined) return null;
                const { from, size } = barOf(scale, value);
                const said = `${point.x}, ${one.label}: ${number(value)}`;
                const look = {
                  title: said,
                  'aria-label': said,
                  'data-kind': one.kind ?? 'actual',
                  style: { '--swatch': `var(--chart-${(index % 6) + 1})`, marginInlineStart: `${from}%`, inlineSize: `max(${size}%, 2px)` } as React.CSSProperties,
                };
                return onMark ? (
                  <button key={one.key} type="button" {...look} onClick={() => onMark(one.key, point.x)} />
                ) : (
                  <b key={one.key} role="img" {...look} />
                );
              })}
            </span>
          </li>
        ))}
      </ol>
      <div className={css.axis} aria-hidden>
        {scale.ticks.map((tick) => (
          <span key={tick} className="num" style={{ insetInlineStart: `${scale.at(tick)}%` }}>
            {compact(tick)}
          </span>
        ))}
      </div>
    </div>
  );
}
