import type { ReactNode } from 'react';
import css from './table.module.css';

export type TableColumn<Row> = {
  readonly id: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'end';
  /** Which way the table goes by it, where its head can be pressed. */
  readonly sort?: 'ascending' | 'descending' | 'none';
  /** Stands in the row of sums. */
  readonly sum?: ReactNode;
  /** May be cut on a narrow screen, where the rest says enough. */
  readonly wide?: boolean;
};
type Props<Row> = {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** The first column names the row and stays in sight. */
  readonly pinned?: boolean;
  /** Its columns are as wide as each other, and stand below those of another table. */
  readonly even?: boolean;
};

/** A table that is as long as its rows, for records, reports and paper. Lists of any length are a DataGrid. */
export function Table<Row>({ label, columns, rows, rowId, pinned, even }: Props<Row>) {
  const end = (column: TableColumn<Row>) => ({ 'data-end': column.align === 'end' || undefined, 'data-wide': column.wide || undefined });
  return (
    <div className={css.scroll} data-scroll tabIndex={0} role="group" aria-label={label}>
      <table className={css.table} data-pinned={pinned || undefined} data-even={even || undefined}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" aria-sort={column.sort} {...end(column)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)}>
              {columns.map((column) => (
                <td key={column.id} {...end(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {columns.some((column) => column.sum !== undefined) && (
          <tfoot>
            <tr>
              {columns.map((column) => (
                <td key={column.id} {...end(column)}>
                  {column.sum}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
