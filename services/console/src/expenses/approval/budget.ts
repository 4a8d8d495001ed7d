/* What a claim does to the cost budget of the projects it is for. */
import { queryOptions } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';
import { minor, negate, sums, type Money } from '../../i18n/format.ts';
import type { Claim } from '../claims/queries.ts';

/** The budget of a project, and what it has cost so far (null for who may not read reports). */
export const budgetQuery = (project: string, reports: boolean) =>
  queryOptions({
    queryKey: ['expenses', 'budgets', project, reports],
    queryFn: async ({ signal }) => {
      const [budgets, cost] = await Promise.all([
        read(api.GET('/api/expenses/v1/budgets', { params: { query: { project_id: project, limit: 20 } }, signal })),
        reports ? read(api.GET('/api/reporting/v1/explain', { params: { query: { account: 'labour_cost,expense_cost', project_id: project, limit: 1 } }, signal })) : null,
      ]);
      return { amounts: budgets.items.filter((one) => one.status === 'active').map((one) => one.amount), cost: cost && cost.sums.map((one) => one.figure) };
    },
  });

export const projectsOf = (claim: Claim) => [...new Set(claim.lines.flatMap((line) => (line.project_id ? [line.project_id] : [])))];

export type Budget = { readonly budget: Money; readonly before: Money; readonly after: Money; readonly over: boolean };

/** What is left before and after, where budget, cost and claim are in one currency. */
export function budgetOf(claim: Claim, project: string, known: { amounts: readonly Money[]; cost: readonly Money[] | null }): Budget | undefined {
  const currency = claim.total.currency;
  const [budget, other] = sums(known.amounts);
  if (!budget || other || !known.cost || budget.currency !== currency) return undefined;
  const spent = known.cost.filter((one) => one.currency === currency).map(negate);
  const lines = claim.lines.filter((line) => line.project_id === project).map((line) => negate(line.amount));
  const [before = budget] = sums([budget, ...spent]);
  const [after = before] = sums([before, ...lines]);
  return { budget, before, after, over: minor(after.amount) < 0n };
}
