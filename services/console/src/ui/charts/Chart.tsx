import { useState } from 'react';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Bars } from './Bars.tsx';
import css from './charts.module.css';

export type Series = {
  readonly key: string;
  readonly label: string;
  /** What is compared with is thin; what is now is solid. */
  readonly kind?: 'actual' | 'budget';
};
export type Point = { readonly x: string; readonly values: Readonly<Record<string, number | null>> };
export type ChartProps = {
  readonly title: string;
  /** Said once, in the title: `EUR`, `hours`. */
  readonly unit?: string;
  /** Three at most. */
  readonly series: readonly Series[];
  readonly points: readonly Point[];
  /** Each mark opens what it is made of. */
  readonly onMark?: (series: string, x: string) => void;
};

/** A chart with its table twin. */
export function Chart(props: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  const title = props.unit ? `${props.title} (${props.unit})` : props.title;
  return (
    <figure className={css.chart}>
      <figcaption>
        <span className={css.title}>{title}</span>
        <button type="button" onClick={() => setAsTable(!asTable)}>
          {asTable ? t('common.chart.chart') : t('common.chart.table')}
        </button>
      </figcaption>
      {asTable ? (
        <Twin {...props} title={title} />
      ) : (
        <>
          {props.series.length > 1 && (
            <ul className={css.legend}>
              {props.series.map((one, index) => (
                <li key={one.key} data-kind={one.kind ?? 'actual'} style={{ '--swatch': `var(--chart-${(index % 6) + 1})` } as React.CSSProperties}>
                  {one.label}
                </li>
              ))}
            </ul>
          )}
          <Bars {...props} title={title} />
        </>
      )}
    </figure>
  );
}

function Twin({ title, series, points, onMark }: ChartProps) {
  return (
    <div className={css.scroll} data-scroll tabIndex={0} role="region" aria-label={title}>
      <table>
        <thead>
          <tr>
            <td />
            {series.map((one) => (
              <th key={one.key} scope="col">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.x}>
              <th scope="row">{point.x}</th>
              {series.map(({ key }) => {
                const value = point.values[key];
                const shown = value === null || value === undefined ? '–' : number(value);
                return (
                  <td key={key} className="num">
                    {onMark ? (
                      <button type="button" onClick={() => onMark(key, point.x)}>
                        {shown}
                      </button>
                    ) : (
                      shown
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
