/** What GET /api/reporting/v1/explain takes; dimensions by their name, `none` for postings without one. */
export type ExplainQuery = {
  readonly account: string;
  readonly currency?: string;
  readonly as_of?: string;
  /** Business days, both included. */
  readonly day_from?: string;
  readonly day_to?: string;
  readonly project_id?: string;
  readonly customer_id?: string;
  readonly deal_id?: string;
  readonly person_id?: string;
  readonly cost_center_id?: string;
  readonly stage_id?: string;
};
/** Not only what a figure is made of, but what came to it since an earlier moment (ExplainChange.tsx). */
export type ChangeQuery = ExplainQuery & {
  readonly since?: string;
  /** As the ledger writes it: debits positive, credits negative. Else as the figure is shown. */
  readonly raw?: 'yes';
};

const names = ['account', 'currency', 'as_of', 'day_from', 'day_to', 'project_id', 'customer_id', 'deal_id', 'person_id', 'cost_center_id', 'stage_id', 'since', 'raw'] as const;

/** The id of the peek: the query with a label, so that a pasted link opens the same panel. */
export function explainId(explain: string | ChangeQuery, label: string): string {
  const params =
    typeof explain === 'string'
      ? new URLSearchParams(explain.slice(explain.indexOf('?') + 1))
      : new URLSearchParams(Object.entries(explain).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  params.set('label', label);
  return params.toString();
}

export function readExplainId(id: string): { query: ChangeQuery; label: string } {
  const params = new URLSearchParams(id);
  const entries = names.flatMap((name) => {
    const value = params.get(name);
    return value ? [[name, value] as const] : [];
  });
  return { query: { account: '', ...Object.fromEntries(entries) }, label: params.get('label') ?? '' };
}

/** What explains a change: `explain` is the address that explains the figure at either moment. */
export const changeOf = (explain: string, since: string, as_of: string | undefined, raw?: 'yes'): ChangeQuery => {
  const { query } = readExplainId(explainId(explain, ''));
  return { ...query, as_of, since, raw };
};
