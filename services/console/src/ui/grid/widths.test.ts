import { expect, test } from 'vitest';
import { share, type Wanting } from './widths.ts';

const column = (asked: number, needs?: number, more: Partial<Wanting> = {}): Wanting => ({ least: 60, asked, needs, given: undefined, ...more });

test('what one column has to spare goes to another whose text is cut', () => {
  // 40 are left once both can be read, and go to them as 240 to 160.
  expect(share([column(240, 140), column(160, 220)], 400)).toEqual([164, 236]);
});
test('where not all can be read whole, who lacks the least is', () => {
  // 150 for the 300 and the 50 that two of them lack.
  expect(share([column(200, 100), column(100, 400), column(100, 150)], 450)).toEqual([100, 200, 150]);
  expect(share([column(200, 100), column(100, 300), column(100, 200)], 450)).toEqual([100, 175, 175]);
});
test('a name is never cut, and one long text does not take all', () => {
  expect(share([column(100, 20, { least: 90 }), column(100, 5000)], 500)).toEqual([90, 410]);
  expect(share([column(100, 100), column(100, 5000), column(100, 480)], 700)).toEqual([100, 300, 300]);
});
test('what the person made of a column stays, and where nothing is known all have what was asked', () => {
  expect(share([column(100, 300, { given: 80 }), column(100, 100)], 300)).toEqual([80, 220]);
  expect(share([column(100), column(300)], 400)).toEqual([100, 300]);
});
test('where the least does not fit the table is wider than its room', () => {
  expect(share([column(200, 300), column(200, 150)], 300)).toEqual([200, 150]);
});
