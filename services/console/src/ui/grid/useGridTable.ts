import {
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { hiddenAtFirst, type Column } from './columns.ts';

/* The server sorts and filters; the table only knows which columns are shown and how wide they are. */
const features = tableFeatures({ columnVisibilityFeature, columnSizingFeature, columnResizingFeature });
export type GridFeatures = typeof features;

type Layout = { visibility: Record<string, boolean>; sizing: Record<string, number> };

/** Columns as the person arranged them, remembered per list. */
export function useGridTable<Row extends object>(name: string, columns: readonly Column<Row>[], rows: readonly Row[], rowId: (row: Row) => string) {
  const stored = `gerinc.grid.${name}`;
  const [layout, setLayout] = useState<Layout>(() => ({ visibility: {}, sizing: {}, ...load(stored) }));
  // Asked of the columns each time: own fields come after the list.
  const visibility = useMemo(() => ({ ...hiddenAtFirst(columns), ...layout.visibility }), [columns, layout.visibility]);
  const change = (next: Partial<Layout>) =>
    setLayout((before) => {
      const after = { ...before, ...next };
      try {
        localStorage.setItem(stored, JSON.stringify(after));
      } catch {
        // Without storage it lasts as long as the page.
      }
      return after;
    });
  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<GridFeatures, Row> => ({
          id: column.id,
          header: column.header,
          size: column.width ?? 168,
          minSize: 64,
          accessorFn: (row) => row,
          meta: column,
        }),
      ),
    [columns],
  );
  const data = rows as Row[];
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: rowId,
    columnResizeMode: 'onChange',
    state: { columnVisibility: visibility, columnSizing: layout.sizing },
    onColumnVisibilityChange: (update) =>
      change({ visibility: typeof update === 'function' ? update(visibility) : update }),
    onColumnSizingChange: (update) => change({ sizing: typeof update === 'function' ? update(layout.sizing) : update }),
  });
  return { table, sizing: layout.sizing };
}

function load(name: string): Partial<Layout> {
  try {
    return JSON.parse(localStorage.getItem(name) ?? '{}') as Partial<Layout>;
  } catch {
    return {};
  }
}
