export { showColumns, shownColumns } from './arrangement.ts';
export { DataGrid } from './DataGrid.tsx';
export type { Column } from './columns.ts';
