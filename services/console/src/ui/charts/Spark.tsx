import { scaleLinear } from '@visx/scale';
import { LinePath } from '@visx/shape';
import css from './charts.module.css';
import { valueScale } from './scale.ts';

/** Pixels; the line keeps away from the edge, where its end would be cut. */
export const spark = { width: 104, height: 36, edge: 4 };

/** A small line beside a figure, from zero up. */
export function Spark({ values, label }: { readonly values: readonly number[]; readonly label: string }) {
  const { width, height, edge } = spark;
  const at = valueScale(values, [height - edge, edge]);
  const along = scaleLinear<number>({ domain: [0, Math.max(1, values.length - 1)], range: [edge, width - edge] });
  const last = values.length - 1;
  return (
    <svg className={css.spark} width={width} height={height} role="img" aria-label={label}>
      <LinePath data={[...values]} x={(_, index) => along(index)} y={(value) => at(value)} />
      <circle cx={along(last)} cy={at(values[last] ?? 0)} r={3} />
    </svg>
  );
}
