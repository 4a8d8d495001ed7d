import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Column } from './columns.ts';
import { useGridTable } from './useGridTable.ts';

type Row = { readonly id: string };
const name: Column<Row> = { id: 'name', header: 'Name', cell: ({ id }) => id };
const own: Column<Row> = { id: 'own', header: 'Own field', hidden: true, cell: ({ id }) => id };
const rows: readonly Row[] = [];
let root: ReturnType<typeof createRoot>;

function Grid({ columns }: { readonly columns: readonly Column<Row>[] }) {
  const { table } = useGridTable('test', columns, rows, ({ id }) => id);
  return (
    <button type="button" onClick={() => table.getColumn('own')?.toggleVisibility()}>
      {table.getVisibleLeafColumns().map(({ id }) => id).join(' ')}
    </button>
  );
}
const draw = (columns: readonly Column<Row>[]) => act(async () => root.render(<Grid columns={columns} />));
const button = () => document.querySelector('button');

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  localStorage.clear();
  root = createRoot(document.body.appendChild(document.createElement('p')));
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

test('a column that comes later is hidden as it says, and what a person asked for stays', async () => {
  await draw([name]);
  await draw([name, own]);
  expect(button()?.textContent).toBe('name');
  await act(async () => button()?.click());
  expect(button()?.textContent).toBe('name own');
  await draw([name]);
  await draw([name, own]);
  expect(button()?.textContent).toBe('name own');
});
