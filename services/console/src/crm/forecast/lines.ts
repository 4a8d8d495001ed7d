/* What was said of months and weeks, as points of lines. */
import type { Schema } from '../../api/client.ts';

type Item = Schema<'Accuracy'>['items'][number];
type Snapshot = Schema<'SnapshotView'>;
export type Line = { readonly id: string; readonly values: Readonly<Record<string, number | null>> };

/** So many weeks before their months most was said; of equals the nearest. Nothing when nothing was said. */
export function leadOf(items: readonly Item[]): number | undefined {
  const months = new Map<number, number>();
  for (const { weeks_before } of items.flatMap((item) => item.said)) months.set(weeks_before, (months.get(weeks_before) ?? 0) + 1);
  return [...months].toSorted(([lead, count], [other, others]) => others - count || lead - other)[0]?.[0];
}

/** What came in each month, and what each figure had said of it so many weeks before; null where it said nothing. Oldest first. */
export const monthLines = (items: readonly Item[], lead: number): Line[] =>
  items
    .toSorted((a, b) => (a.month < b.month ? -1 : 1))
    .map((item) => {
      const scores = item.said.find((said) => said.weeks_before === lead)?.scores;
      const said = (column: Schema<'ForecastColumn'>) => {
        const score = scores?.find((one) => one.column === column);
        return score ? Number(score.said.amount) : null;
      };
      return { id: item.month, values: { came: Number(item.came.amount), by_stage: said('by_stage'), by_learned: said('by_learned'), commit: said('commit') } };
    });

/** What was said week by week, and what came in the month in the end, when that is known. Oldest first. */
export const weekLines = (snapshots: readonly Snapshot[], came: string | undefined): Line[] =>
  snapshots
    .toSorted((a, b) => (a.week_on < b.week_on ? -1 : 1))
    .map((one) => ({
      id: one.week_on,
      values: { by_stage: Number(one.by_stage.amount.amount), by_learned: Number(one.by_learned.amount.amount), commit: Number(one.commit.amount), ...(came !== undefined && { came: Number(came) }) },
    }));
