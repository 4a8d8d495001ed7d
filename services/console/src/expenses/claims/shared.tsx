/* What two people may do to the same claim: which of its fields are shown side by side, and how its lines become one. */
import type { QueryClient } from '@tanstack/react-query';
import type { Merges } from '../../api/conflict.ts';
import { date, money, percent } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { Deed, Fields } from '../../ui/meeting.tsx';
import { categoryName } from './categories.ts';
import { asNew } from './lines.ts';
import { categoriesQuery, centerNamesQuery, claimQuery, projectNamesQuery, type Claim, type NewLine } from './queries.ts';

/** What a person writes of a claim, as the service takes it. */
export type Draft = { readonly title: string; readonly lines: readonly NewLine[] };
export const draftOf = ({ title, lines }: Claim): Draft => ({ title, lines: lines.map(asNew) });

/** Lines go by what they are: what each of the two added, changed and took out is kept. */
export const mergeDraft = async (): Promise<Merges<Draft>> => {
  const { mergeLists } = await import('../../api/merge.ts');
  return { lines: mergeLists<NewLine>({ id: (line) => line.claim_line_id, anew: (line) => ({ ...line, claim_line_id: null }) }) };
};

type Shown = NewLine & { readonly receipts?: readonly unknown[] | null };
/** Every field of a line in words; names that are not there yet are left out. */
function lineWords(queries: QueryClient, line: Shown): string {
  const category = queries.getQueryData(categoriesQuery.queryKey)?.find((one) => one.category_id === line.category_id);
  return [
    date(line.spent_on),
    line.description,
    money(line.amount, 'exact'),
    category && categoryName(category.code, category.name),
    line.project_id && queries.getQueryData(projectNamesQuery.queryKey)?.find((one) => one.project_id === line.project_id)?.name,
    line.cost_center_id && queries.getQueryData(centerNamesQuery.queryKey)?.get(line.cost_center_id),
    line.charge && t('expenses.line.charged', { amount: money(line.charge.amount, 'exact'), vat: percent(line.charge.vat_rate, 2) }),
    line.receipts?.length && t('expenses.receipt.count', { count: line.receipts.length }),
  ]
    .filter(Boolean)
    .join(' · ');
}

const showLines = (queries: QueryClient) => (lines: readonly Shown[]) => (
  <ul>
    {lines.map((line, at) => (
      <li key={line.claim_line_id ?? `new${at}`}>{lineWords(queries, line)}</li>
    ))}
  </ul>
);

export const draftFields = (queries: QueryClient): Fields<Draft> => ({
  title: { label: t('expenses.claim.title') },
  lines: { label: t('expenses.claim.lines'), show: showLines(queries) },
});

/** What is told of a claim about which something was to be decided. */
export function aboutClaim<R>(queries: QueryClient, base: Deed<Claim, R>['base']) {
  const { claim_id: id, title } = base.value;
  const fields: Fields<Claim> = {
    status: { label: t('expenses.claim.status'), show: (status) => t(`expenses.status.${status}`) },
    reason: { label: t('expenses.approvals.reason') },
    title: { label: t('expenses.claim.title') },
    total: { label: t('expenses.claim.total'), show: (total) => money(total, 'exact') },
    lines: { label: t('expenses.claim.lines'), show: showLines(queries) },
  };
  return { service: 'expenses', id, title, fields, base, fetch: () => queries.fetchQuery({ ...claimQuery(id), staleTime: 0 }) } as const;
}
