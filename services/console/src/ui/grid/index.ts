export { DataGrid } from './DataGrid.tsx';
export type { Column } from './columns.ts';
