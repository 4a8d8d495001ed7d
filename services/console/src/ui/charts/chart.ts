/* What a chart is told. Nothing here is of the library that draws it, so that another may take its place. */

/** What opens when a mark is pressed: a place of the console, or what has no address of its own. */
export type Mark =
  | { readonly to: string; readonly search: Readonly<Record<string, unknown>> | ((before: object) => object) }
  | { readonly open: () => void };

export type Series = {
  readonly key: string;
  readonly label: string;
  /** What is or was is solid; of lines, what is expected is dashed and what is compared with is thin. */
  readonly kind?: 'actual' | 'forecast' | 'budget';
  /** The place of its colour, where another series before it is left out. */
  readonly colour?: number;
};
export type Point = {
  readonly id: string;
  /** What it is of: a name, a month, a week. */
  readonly x: string;
  /** The same where an axis has little room. */
  readonly short?: string;
  readonly values: Readonly<Record<string, number | null>>;
};
export type ChartProps = {
  readonly title: string;
  /** Said once, in the title: `EUR`, `hours`. */
  readonly unit?: string;
  /** Lying bars for what has names, columns for few times, lines for many. Columns lie down where they have no room to stand. */
  readonly kind?: 'bars' | 'columns' | 'lines';
  /** Three at most, four as lines. */
  readonly series: readonly Series[];
  readonly points: readonly Point[];
  /** Each mark opens what it is made of. Of lines all series of a point are one mark, asked for as `series[0]`. */
  readonly mark?: (series: Series, point: Point) => Mark | undefined;
};
export type Plotted = ChartProps & { readonly kind: 'bars' | 'columns' | 'lines' };

/**
 * The series that bars are drawn of, and those that are nothing at each point: what is always nothing would only push the others
 * off their names. When all are nothing, none is left out.
 */
export function withBars(series: readonly Series[], points: readonly Point[]): { readonly drawn: readonly Series[]; readonly nothing: readonly Series[] } {
  const is = ({ key }: Series) => points.some(({ values }) => (values[key] ?? 0) !== 0);
  const coloured = series.map((one, colour) => ({ ...one, colour }));
  return series.some(is) ? { drawn: coloured.filter(is), nothing: series.filter((one) => !is(one)) } : { drawn: series, nothing: [] };
}

/** Pixels. A mark is pressed anywhere in its lane, which is as high as a target has to be. */
const [alone, lane, gap, axis, standing] = [36, 24, 8, 28, 260];

/** How high one point of lying bars is. */
export const rowHeight = (series: number): number => (series === 1 ? alone : series * lane + gap);

/** How high the plot is, known before anything of it is loaded, so that nothing below it moves. */
export const plotHeight = ({ kind, series, points }: Pick<Plotted, 'kind' | 'series' | 'points'>): number =>
  kind === 'bars' ? points.length * rowHeight(series.length) + axis : standing;

/** The colour of a series, by its place. */
export const colourOf = (index: number): string => `var(--chart-${(index % 6) + 1})`;
