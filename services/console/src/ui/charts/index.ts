export { Chart, type ChartProps, type Point, type Series } from './Chart.tsx';
