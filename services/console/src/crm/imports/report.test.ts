import { afterEach, beforeAll, expect, test } from 'vitest';
import { problemOf } from '../../i18n/details/index.ts';
import { loadTexts, setLanguage } from '../../i18n/index.ts';
import type { Import, Row } from './data.ts';
import { reportName, reportOf } from './report.ts';

const one = { file_name: 'leads.of.may.xlsx', columns: [{ heading: 'Név' }, { heading: 'Ország' }], reading: { blank: 2 } } as unknown as Import;
const rows: readonly Row[] = [
  { row_no: 1, line_no: 2, outcome: 'created', record: { kind: 'lead', id: '01' }, remarks: [{ code: 'unknown_country', field: 'country', detail: 'Atlantis' }], cells: ['Vera', 'Atlantis'] },
  {
    row_no: 2,
    line_no: 3,
    outcome: 'refused',
    record: null,
    remarks: [{ code: 'too_many_cells', field: null, detail: null }, { code: 'rule', field: null, detail: 'No row.', problem: 'unheard-of' }],
    cells: ['=1+1, "x"', '', 'too much'],
  },
  { row_no: 3, line_no: 5, outcome: null, record: null, remarks: [], cells: [] },
];

beforeAll(() => loadTexts('names', 'imports'));
afterEach(() => setLanguage('en'));

test('a report tells of each row before its cells, and of the lines that hold nothing', () => {
  expect(reportName(one)).toBe('leads.of.may report.csv');
  expect(reportOf(one, rows, problemOf).split('\r\n')).toEqual([
    '\uFEFFRow,Line,Outcome,Record,Record ID,Remarks,Név,Ország',
    '1,2,New,Lead,01,"Country: no country Atlantis, left out",Vera,Atlantis',
    `2,3,Refused,,,more cells than columns; No row.,"'=1+1, ""x""",`,
    '3,5,,,,,,',
    ',,,,,2 lines hold nothing and are passed over.,,',
    '',
  ]);
});

test('it speaks the language of who asks', async () => {
  await setLanguage('hu');
  expect(reportName(one)).toBe('leads.of.may – jelentés.csv');
  const said = reportOf(one, rows, problemOf).split('\r\n');
  expect(said[0]).toBe('\uFEFFSor,Sor a fájlban,Eredmény,Rekord,Rekord azonosítója,Megjegyzések,Név,Ország');
  expect(said[1]).toContain('1,2,Új,Érdeklődő,01,');
  expect(said.join('\n')).not.toMatch(/\b(left out|cells|lines|country)\b/);
});
