/* Which of the four files a file is: its first line says so, whatever it is called. */

export type FileKind = 'accounts_csv' | 'products_csv' | 'sales_teams_csv' | 'pipeline_csv';
export const fileKinds: readonly FileKind[] = ['accounts_csv', 'products_csv', 'sales_teams_csv', 'pipeline_csv'];
/** What the service takes, all files together. */
export const mostBytes = 1024 * 1024;

/** The columns each needs; order does not matter here, the service looks closer. */
export const columnsOf: Readonly<Record<FileKind, readonly string[]>> = {
  accounts_csv: ['account', 'sector', 'year_established', 'revenue', 'employees', 'office_location', 'subsidiary_of'],
  products_csv: ['product', 'sales_price'],
  sales_teams_csv: ['sales_agent', 'manager', 'regional_office'],
  pipeline_csv: ['opportunity_id', 'sales_agent', 'product', 'account', 'deal_stage', 'engage_date', 'close_date', 'close_value'],
};

export function kindOf(text: string): FileKind | undefined {
  const [head = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  const columns = new Set(head.split(',').map((name) => name.trim().replaceAll('"', '').toLowerCase()));
  // The file with the most columns first: the products' are few, and could be part of another's.
  return fileKinds.toSorted((a, b) => columnsOf[b].length - columnsOf[a].length).find((kind) => columnsOf[kind].every((name) => columns.has(name)));
}

/** Rows without the header, as far as lines tell. */
export const rowsOf = (text: string) => Math.max(0, text.trimEnd().split('\n').length - 1);
