/* The only file that knows Recharts, so that another library can take its place. */
import { CompositeChart } from '@mantine/charts';
import { number } from '../../i18n/format.ts';
import type { ChartProps } from './Chart.tsx';

type Props = ChartProps & { readonly height: number; readonly tick: (value: number) => string };

export function Drawing({ series, points, height, stacked, tick, onMark }: Props) {
  const data = points.map((point) => ({ x: point.x, ...point.values }));
  return (
    <CompositeChart
      h={height}
      data={data}
      dataKey="x"
      gridAxis="x"
      tickLine="none"
      strokeDasharray="0"
      withLegend={false}
      curveType="linear"
      maxBarWidth={36}
      yAxisProps={{ tickFormatter: tick, width: 48 }}
      valueFormatter={(value) => number(value)}
      composedChartProps={stacked ? { stackOffset: 'sign' } : {}}
      barProps={(item) => ({
        isAnimationActive: false,
        ...(stacked ? { stackId: 'all' } : {}),
        ...(onMark ? { cursor: 'pointer', onClick: (mark: { payload?: { x?: string } }) => onMark(String(item.name), String(mark.payload?.x ?? '')) } : {}),
      })}
      lineProps={{ isAnimationActive: false, dot: false }}
      areaProps={{ isAnimationActive: false, dot: false }}
      series={series.map((one, index) => ({
        name: one.key,
        label: one.label,
        type: one.shape ?? 'bar',
        color: `var(--chart-${(index % 6) + 1})`,
        ...(one.kind === 'forecast' ? { strokeDasharray: '4 4' } : {}),
      }))}
    />
  );
}
