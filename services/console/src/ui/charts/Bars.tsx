import { AxisBottom } from '@visx/axis';
import { GridColumns } from '@visx/grid';
import { scaleBand } from '@visx/scale';
import { Bar } from '@visx/shape';
import { compact } from '../../i18n/format.ts';
import { colourOf, plotHeight, rowHeight, type Plotted } from './chart.ts';
import css from './charts.module.css';
import { Opens } from './Opens.tsx';
import { saidOf } from './said.ts';
import { reach, ticksOf, valueScale } from './scale.ts';

const margin = 24;
const thick = 14;

/** Lying bars, because what is compared has names: they stay readable on any width. */
export function Bars({ width, ...props }: Plotted & { readonly width: number }) {
  const { title, unit, series, points, mark } = props;
  const height = plotHeight({ ...props, kind: 'bars' });
  const row = rowHeight(series.length);
  const bottom = points.length * row;
  const inner = Math.max(0, width - 2 * margin);
  const ticks = ticksOf(inner, 64);
  const at = valueScale(points.flatMap((point) => series.map(({ key }) => point.values[key] ?? 0)), [margin, margin + inner]);
  const rows = scaleBand<string>({ domain: points.map(({ id }) => id), range: [0, bottom] });
  const lane = row / series.length;
  return (
    <svg className={css.drawing} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={title}>
      <GridColumns scale={at} height={bottom} numTicks={ticks} className={css.grid} />
      {points.flatMap((point) =>
        series.map((one, index) => {
          const value = point.values[one.key];
          if (value === null || value === undefined) return null;
          const [left, length] = reach(at(0), at(value));
          const top = (rows(point.id) ?? 0) + index * lane;
          return (
            <Opens key={`${point.id} ${one.key}`} mark={mark?.(one, point)} label={saidOf([one], point, unit)}>
              <rect className={css.lane} y={top + 1} width={width} height={lane - 2} rx={4} />
              <Bar x={left} y={top + (lane - thick) / 2} width={length} height={thick} rx={2} fill={colourOf(one.colour ?? index)} />
            </Opens>
          );
        }),
      )}
      <line className={css.zero} x1={at(0)} x2={at(0)} y1={0} y2={bottom} />
      <AxisBottom scale={at} top={bottom} numTicks={ticks} tickFormat={(tick) => compact(Number(tick))} hideAxisLine hideTicks axisClassName={css.axis} />
    </svg>
  );
}
