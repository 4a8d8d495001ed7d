import { AxisBottom, AxisLeft } from '@visx/axis';
import { GridRows } from '@visx/grid';
import { scalePoint } from '@visx/scale';
import { LinePath } from '@visx/shape';
import { useState, type KeyboardEvent } from 'react';
import { compact } from '../../i18n/format.ts';
import { colourOf, plotHeight, type Plotted, type Point } from './chart.ts';
import css from './charts.module.css';
import { Opens } from './Opens.tsx';
import { saidOf } from './said.ts';
import { everyNth, valueScale } from './scale.ts';

const margin = { left: 52, right: 24, top: 8, bottom: 32 };
const ticks = 5;
/** Pixels a name below the axis takes. */
const label = 96;
const dashes = { actual: undefined, forecast: '6 4', budget: undefined };
const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY };

/** What would be cut at an edge is written away from it. */
const anchorAt = (at: number, width: number) => (at + label / 2 > width ? 'end' : at < label / 2 ? 'start' : 'middle');

/** Lines, for many times. Their points are one stop of the Tab key; arrows go from one to the next. */
export function Lines({ width, ...props }: Plotted & { readonly width: number }) {
  const { title, unit, series, points, mark } = props;
  const [current, setCurrent] = useState(points.length - 1);
  const height = plotHeight(props);
  const [right, bottom] = [Math.max(margin.left, width - margin.right), height - margin.bottom];
  const at = valueScale(points.flatMap((point) => series.map(({ key }) => point.values[key] ?? 0)), [bottom, margin.top]);
  const times = scalePoint<string>({ domain: points.map(({ id }) => id), range: [margin.left, right], padding: 0.5 });
  const placeOf = (point: Point) => times(point.id) ?? 0;
  const named = new Map(points.map((point) => [point.id, point.short ?? point.x]));
  const lane = Math.max(times.step(), 8);
  const here = Math.min(current, points.length - 1);
  const go = (event: KeyboardEvent<Element>) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(points.length - 1, here + step));
    setCurrent(next);
    event.currentTarget.parentElement?.querySelectorAll<SVGElement>('[tabindex]')[next]?.focus();
  };
  return (
    <svg className={css.drawing} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={title}>
      <GridRows scale={at} left={margin.left} width={right - margin.left} numTicks={ticks} className={css.grid} />
      <line className={css.zero} x1={margin.left} x2={right} y1={at(0)} y2={at(0)} />
      {series.map((one, index) => {
        const valueOf = (point: Point) => point.values[one.key] ?? 0;
        // A gap where nothing is known, and no line through it.
        const known = (point: Point) => (point.values[one.key] ?? null) !== null;
        return (
          <LinePath
            key={one.key}
            data={[...points]}
            x={placeOf}
            y={(point) => at(valueOf(point))}
            defined={known}
            stroke={colourOf(index)}
            strokeWidth={one.kind === 'budget' ? 1.25 : 2}
            strokeDasharray={dashes[one.kind ?? 'actual']}
          />
        );
      })}
      {/* Of one group, which the arrows count in. */}
      <g>
        {points.map((point, index) => (
          <Opens key={point.id} mark={series[0] && mark?.(series[0], point)} label={saidOf(series, point, unit)} tabIndex={index === here ? 0 : -1} onKeyDown={go}>
            <rect className={css.lane} x={placeOf(point) - lane / 2} y={margin.top} width={lane} height={bottom - margin.top} rx={4} />
            {series.map((one, of) => {
              const value = point.values[one.key];
              return value === null || value === undefined ? null : <circle key={one.key} cx={placeOf(point)} cy={at(value)} r={lane < 14 ? 1.5 : one.kind === 'budget' ? 2 : 3} fill={colourOf(of)} />;
            })}
          </Opens>
        ))}
      </g>
      <AxisLeft scale={at} left={margin.left} numTicks={ticks} tickFormat={(tick) => compact(Number(tick))} hideAxisLine hideTicks axisClassName={css.axis} />
      <AxisBottom
        scale={times}
        top={bottom}
        tickValues={everyNth(points.map(({ id }) => id), Math.floor((right - margin.left) / label))}
        tickFormat={(id) => named.get(id) ?? ''}
        tickLabelProps={(id) => ({ textAnchor: anchorAt(times(id) ?? 0, width) })}
        hideAxisLine
        hideTicks
        axisClassName={css.axis}
      />
    </svg>
  );
}
