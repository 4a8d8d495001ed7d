import { useMediaQuery } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { listed } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { later } from '../soon.ts';
import { colourOf, plotHeight, rowHeight, withBars, type ChartProps, type Mark } from './chart.ts';
import css from './charts.module.css';
import { amountOf } from './said.ts';

// It holds the library: figures and tables are there before it.
const Plot = later(() => import('./Plot.tsx'), 'Plot');

/** A chart with its table twin. */
export function Chart(props: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  const narrow = useMediaQuery('(max-width: 600px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const title = props.unit ? `${props.title} (${props.unit})` : props.title;
  const asked = props.kind ?? 'bars';
  const kind = asked === 'columns' && narrow ? 'bars' : asked;
  const { drawn, nothing } = kind === 'lines' ? { drawn: props.series, nothing: [] } : withBars(props.series, props.points);
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
          {drawn.length > 1 && (
            <ul className={css.legend}>
              {drawn.map((one, index) => (
                <li key={one.key} data-kind={one.kind ?? 'actual'} data-line={kind === 'lines' || undefined} style={{ '--swatch': colourOf(one.colour ?? index) } as React.CSSProperties}>
                  {one.label}
                </li>
              ))}
            </ul>
          )}
          {nothing.length > 0 && <p className={css.nothing}>{t('common.chart.nothing', { names: listed(nothing.map(({ label }) => label)) })}</p>}
          <div className={css.box} data-kind={kind} style={{ '--row': `${rowHeight(drawn.length)}px`, minBlockSize: plotHeight({ ...props, series: drawn, kind }) } as React.CSSProperties}>
            {kind === 'bars' && (
              // Each mark says the name of its own.
              <ol className={css.names} aria-hidden>
                {props.points.map((point) => (
                  <li key={point.id}>
                    <span title={point.x}>{point.x}</span>
                  </li>
                ))}
              </ol>
            )}
            <Plot {...props} series={drawn} title={title} kind={kind} />
          </div>
        </>
      )}
    </figure>
  );
}

function Twin({ title, unit, series, points, mark }: ChartProps) {
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
            <tr key={point.id}>
              <th scope="row">{point.x}</th>
              {series.map((one) => {
                const value = point.values[one.key];
                const known = value !== null && value !== undefined;
                return (
                  <td key={one.key} className="num">
                    <Cell mark={known ? mark?.(one, point) : undefined} shown={known ? amountOf(value, unit) : '–'} label={`${point.x}, ${one.label}`} />
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

function Cell({ mark, shown, label }: { readonly mark: Mark | undefined; readonly shown: string; readonly label: string }) {
  if (!mark) return shown;
  const said = `${label}: ${shown}`;
  if ('to' in mark)
    return (
      <Link to={mark.to} search={mark.search as never} resetScroll={mark.to !== '.'} aria-label={said}>
        {shown}
      </Link>
    );
  return (
    <button type="button" aria-label={said} onClick={mark.open}>
      {shown}
    </button>
  );
}
