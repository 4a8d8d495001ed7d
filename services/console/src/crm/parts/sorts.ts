/* The orders of the lists of records, in the words of their service: a column upwards, or with a minus downwards. */
const bothWays = <const T extends string>(...columns: readonly T[]) => columns.flatMap((column) => [column, `-${column}`] as const);

export const accountSorts = [...bothWays('name', 'country', 'industry', 'employees', 'annual_revenue', 'founded_year', 'tax_number', 'website', 'phone', 'city', 'owner', 'created_at', 'custom')] as const;
export const contactSorts = [...bothWays('name', 'account', 'job_title', 'email', 'phone', 'city', 'owner', 'created_at', 'custom')] as const;
export const dealSorts = bothWays('name', 'account', 'stage', 'status', 'value', 'expected_close_on', 'next_step', 'owner', 'opened_on', 'odds_percent', 'competitor', 'custom');
export const leadSorts = [...bothWays('name', 'company', 'score', 'status', 'received_at', 'source', 'owner', 'next_step', 'email', 'phone', 'job_title', 'country', 'campaign', 'estimated_value', 'first_response_due_at', 'nurture_until', 'custom'), 'waiting'] as const;

export const quoteSorts = bothWays('created_at', 'number', 'title', 'deal', 'account', 'owner', 'state', 'net', 'valid_until', 'sent_at', 'answered_at');
export const taskSorts = bothWays('due_at', 'created_at', 'priority', 'title', 'owner', 'done_on');
export const mailSorts = bothWays('at', 'subject', 'from', 'to', 'status');
export const forgottenSorts = bothWays('since', 'value', 'name', 'client', 'owner', 'last_activity', 'close_date', 'next_step');
export const productSorts = bothWays('name', 'code', 'billing', 'vat_rate', 'price');

type Asked<S extends string> = { readonly sort?: S | undefined; readonly by?: string | undefined };

/** Both ways of a column of a list. */
export const sortedBy = (column: string) => ({ asc: column, desc: `-${column}` });
/** Both ways of a column that shows an own field. */
export const sortedByField = (field: string) => sortedBy(`custom:${field}`);

/** What the head of a column compares itself with. */
export const orderOf = ({ sort, by }: Asked<string>) => (by ? `${sort}:${by}` : sort);
/** The address of an order. */
export const addressOf = <S extends string>(order: string | undefined): { sort: S | undefined; by: string | undefined } => {
  const [sort, by] = order?.split(':') ?? [];
  return { sort: sort as S | undefined, by };
};
/** What the service is asked for; an own field that the address forgot to name sorts nothing. */
export const askFor = <S extends string>({ sort, by }: Asked<S>): { sort?: S | undefined; sort_field?: string } => {
  if (!sort?.endsWith('custom')) return { sort };
  return by ? { sort, sort_field: by } : {};
};
