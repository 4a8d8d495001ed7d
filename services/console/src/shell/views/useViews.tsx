import { useState } from 'react';
import { showColumns, shownColumns } from '../../ui/grid/arrangement.ts';
import type { Filter } from '../../ui/FilterBar.tsx';
import type { Column } from '../../ui/grid/columns.ts';
import { Views } from './Views.tsx';
import type { Search, ViewedList } from './views.ts';

type Asked<Row> = {
  readonly list: ViewedList;
  /** The list as its grid is remembered. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly filters: readonly Filter[];
  readonly search: Search;
  readonly onShow: (search: Record<string, string | true | undefined>) => void;
};

/** The menu of the views of a grid, and the key with which the grid is drawn anew when a view brings other columns. */
export function useViews<Row>({ list, name, columns, filters, search, onShow }: Asked<Row>) {
  const [arranged, setArranged] = useState(0);
  const menu = (
    <Views
      list={list}
      search={search}
      filters={filters}
      heads={columns}
      columns={() => shownColumns(name, columns)}
      onShow={(shown, wanted) => {
        onShow(shown);
        if (wanted.length === 0) return;
        showColumns(name, columns, wanted);
        setArranged((now) => now + 1);
      }}
    />
  );
  return { menu, arranged };
}
