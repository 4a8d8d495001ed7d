export type { ChartProps, Mark, Point, Series } from './chart.ts';
export { Chart } from './Chart.tsx';
export { explained } from './explained.ts';
