/* Every row of an import with what became of it, in the language of who asks: to be kept, or mended and imported again. */
import { everyPage } from '../../api/lists.ts';
import { t } from '../../i18n/index.ts';
import { toCsv } from '../../ui/csv.ts';
import { rowsPage, type Import, type Remark, type Row } from './data.ts';
import { recordName, remarkText } from './words.ts';

type Told = Pick<Import, 'file_name' | 'columns' | 'reading'>;
type Say = Parameters<typeof remarkText>[1];

export const reportName = ({ file_name }: Pick<Import, 'file_name'>) => `${t('imports.crm.report.name', { file: file_name.replace(/\.[^.]*$/, '') })}.csv`;

/** Reads the rows, and tells how many it has after each page. */
export const readRows = (id: string, signal: AbortSignal, onRead: (count: number) => void): Promise<Row[]> => {
  let count = 0;
  return everyPage(async (cursor) => {
    const page = await rowsPage(id, { cursor, limit: 200 }, signal);
    count += page.items.length;
    onRead(count);
    return page;
  });
};

/** The report as a file. What is said of a row stands before its cells, which are as they came. */
export function reportOf({ columns, reading }: Told, rows: readonly Row[], say: Say): string {
  const told = ['row', 'line', 'outcome', 'record', 'record.id', 'remarks'] as const;
  const remarks = (all: readonly Remark[]) => all.map((remark) => remarkText(remark, say)).join('; ');
  const head = [...told.map((name) => t(`imports.crm.${name}`)), ...columns.map(({ heading }) => heading)];
  const body = rows.map(({ row_no, line_no, outcome, record, remarks: said, cells }) => [
    row_no, line_no, outcome && t(`imports.crm.outcome.${outcome}`), record && recordName(record.kind), record?.id, remarks(said), ...columns.map((_, index) => cells[index]),
  ]);
  // So every line of the file is told of.
  const blank = reading.blank ? [['', '', '', '', '', t('imports.crm.blank', { count: reading.blank }), ...columns.map(() => '')]] : [];
  return toCsv(head, [...body, ...blank]);
}
