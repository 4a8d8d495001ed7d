import type { ReactNode } from 'react';

/**
 * A column of a DataGrid. `sort` holds the words the service knows for this order; a column without them cannot be
 * sorted. `phone` says where the value stands in the two-line row of a narrow screen; without it, it is not there.
 */
export type Column<Row> = {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly width?: number;
  readonly align?: 'end';
  readonly sort?: { readonly asc?: string; readonly desc?: string };
  readonly phone?: 'title' | 'figure' | 'detail' | 'state';
  /** What stands there instead of the cell, where the room of a line asks for less. */
  readonly phoneCell?: (row: Row) => ReactNode;
  /** Text of the sum row, where there is one. */
  readonly sum?: ReactNode;
  /** What the sum is of, where it is not of every row or the header alone does not say it. */
  readonly summed?: string;
  /** Hidden until somebody asks for it in the column menu. */
  readonly hidden?: boolean;
};

/** What stands beside the sum of a column. */
export const sumLabel = ({ summed, header }: Pick<Column<never>, 'summed' | 'header'>) => summed ?? header;

type Sized = Pick<Column<never>, 'width' | 'header' | 'sort'>;
/** What its own name needs: half of a name says nothing. */
export const roomOf = ({ header, sort }: Sized) => Math.ceil(header.length * 6.7) + (sort ? 42 : 26);
/** As wide as asked for, and at least as its name. A column that asks for nothing takes what is left. */
export const widthOf = (column: Sized) => (column.width === undefined ? undefined : Math.max(column.width, roomOf(column)));

/** Which columns nobody sees before they ask for them. */
export const hiddenAtFirst = (columns: readonly Pick<Column<never>, 'id' | 'hidden'>[]): Record<string, boolean> =>
  Object.fromEntries(columns.filter(({ hidden }) => hidden).map(({ id }) => [id, false]));

/** The order after a click: the natural first direction, then the other one, then the list's own order. */
export function nextSort<Row>(column: Column<Row>, now: string | undefined): string | undefined {
  const { asc, desc } = column.sort ?? {};
  const steps = (column.align === 'end' ? [desc, asc] : [asc, desc]).filter((step) => step !== undefined);
  const at = steps.indexOf(now ?? '');
  return steps[at + 1];
}

export function ariaSort<Row>(column: Column<Row>, now: string | undefined): 'ascending' | 'descending' | 'none' | undefined {
  if (!column.sort) return undefined;
  if (now !== undefined && now === column.sort.asc) return 'ascending';
  return now !== undefined && now === column.sort.desc ? 'descending' : 'none';
}
