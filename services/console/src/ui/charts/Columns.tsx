import { AxisBottom, AxisLeft } from '@visx/axis';
import { GridRows } from '@visx/grid';
import { scaleBand } from '@visx/scale';
import { Bar } from '@visx/shape';
import { compact } from '../../i18n/format.ts';
import { colourOf, plotHeight, type Plotted } from './chart.ts';
import css from './charts.module.css';
import { Opens } from './Opens.tsx';
import { saidOf } from './said.ts';
import { reach, valueScale } from './scale.ts';

const margin = { left: 52, right: 8, top: 8, bottom: 40 };
const ticks = 5;
const thickest = 40;

/** Standing bars, for few times: they follow each other from left to right as time does. */
export function Columns({ width, ...props }: Plotted & { readonly width: number }) {
  const { title, unit, series, points, mark } = props;
  const height = plotHeight(props);
  const [right, bottom] = [Math.max(margin.left, width - margin.right), height - margin.bottom];
  const at = valueScale(points.flatMap((point) => series.map(({ key }) => point.values[key] ?? 0)), [bottom, margin.top]);
  const times = scaleBand<string>({ domain: points.map(({ id }) => id), range: [margin.left, right], paddingInner: 0.2, paddingOuter: 0.1 });
  const band = times.bandwidth();
  const lane = band / series.length;
  const bar = Math.min(thickest, lane - 4);
  const named = new Map(points.map((point) => [point.id, point.short ?? point.x]));
  return (
    <svg className={css.drawing} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={title}>
      <GridRows scale={at} left={margin.left} width={right - margin.left} numTicks={ticks} className={css.grid} />
      {points.flatMap((point) =>
        series.map((one, index) => {
          const value = point.values[one.key];
          if (value === null || value === undefined) return null;
          const [top, length] = reach(at(0), at(value));
          const left = (times(point.id) ?? 0) + index * lane;
          return (
            <Opens key={`${point.id} ${one.key}`} mark={mark?.(one, point)} label={saidOf([one], point, unit)}>
              <rect className={css.lane} x={left} y={margin.top} width={lane} height={bottom - margin.top} rx={4} />
              <Bar x={left + (lane - bar) / 2} y={top} width={bar} height={length} rx={2} fill={colourOf(one.colour ?? index)} />
            </Opens>
          );
        }),
      )}
      <line className={css.zero} x1={margin.left} x2={right} y1={at(0)} y2={at(0)} />
      <AxisLeft scale={at} left={margin.left} numTicks={ticks} tickFormat={(tick) => compact(Number(tick))} hideAxisLine hideTicks axisClassName={css.axis} />
      <AxisBottom
        scale={times}
        top={bottom}
        tickFormat={(id) => named.get(id) ?? ''}
        tickLabelProps={{ width: times.step(), verticalAnchor: 'start', textAnchor: 'middle' }}
        hideAxisLine
        hideTicks
        axisClassName={css.axis}
      />
    </svg>
  );
}
