import { expect, test } from 'vitest';
import { kindOf, rowsOf } from './files.ts';

test('the first line says which file it is', () => {
  expect(kindOf('account,sector,year_established,revenue,employees,office_location,subsidiary_of\nAcme,x')).toBe('accounts_csv');
  expect(kindOf('\uFEFFproduct,series,sales_price\r\nGTX,GTX,5')).toBe('products_csv');
  expect(kindOf('sales_agent,manager,regional_office')).toBe('sales_teams_csv');
  expect(kindOf('opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value')).toBe('pipeline_csv');
  expect(kindOf('name;amount\n1;2')).toBeUndefined();
});
test('rows', () => expect([rowsOf('a\n1\n2\n'), rowsOf('a'), rowsOf('')]).toEqual([2, 0, 0]));
