import {
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import type { Column } from './columns.ts';

/* The server sorts and filters; the table only knows which columns are shown and how wide they are. */
const features = tableFeatures({ columnVisibilityFeature, columnSizingFeature, columnResizingFeature });
export type GridFeatures = typeof features;

type Layout = { visibility: Record<string, boolean>; sizing: Record<string, number> };

/** Columns as the person arranged them, remembered per list. */
export function useGridTable<Row extends object>(name: string, columns: readonly Column<Row>[], rows: readonly Row[], rowId: (row: Row) => string) {
  const stored = `gerinc.grid.${name}`;
  const [layout, setLayout] = useState<Layout>(() => {
    const hidden = Object.fromEntries(columns.filter((column) => column.hidden).map((column) => [column.id, false]));
    const kept = load(stored);
    return { visibility: { ...hidden, ...kept.visibility }, sizing: kept.sizing ?? {} };
  });
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
    state: { columnVisibility: layout.visibility, columnSizing: layout.sizing },
    onColumnVisibilityChange: (update) =>
      change({ visibility: typeof update === 'function' ? update(layout.visibility) : update }),
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
