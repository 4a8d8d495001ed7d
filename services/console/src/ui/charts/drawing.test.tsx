import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Bars } from './Bars.tsx';
import type { Plotted } from './chart.ts';
import { Columns } from './Columns.tsx';
import { Lines } from './Lines.tsx';

const told: Omit<Plotted, 'kind'> = {
  title: 'Margin',
  series: [{ key: 'now', label: 'Now' }],
  points: [
    { id: '1', x: 'Portal', values: { now: 1_500 } },
    { id: '2', x: 'Rescue', values: { now: -500 } },
    { id: '3', x: 'Unknown', values: { now: null } },
  ],
  mark: () => ({ open: () => undefined }),
};
function drawn(markup: string) {
  const place = document.createElement('div');
  place.innerHTML = markup;
  const shape = (name: string) => place.querySelector(`[aria-label="${name}"] rect[fill]`);
  const measure = (name: string, side: string) => Number(shape(name)?.getAttribute(side));
  return { place, measure };
}

describe('bars', () => {
  const { place, measure } = drawn(renderToStaticMarkup(<Bars kind="bars" {...told} width={448} />));
  test('what is lost lies on the other side of zero', () => {
    const zero = Number(place.querySelectorAll('line')[place.querySelectorAll('line').length - 1]?.getAttribute('x1'));
    expect(measure('Portal, Now: 1,500', 'x')).toBeCloseTo(zero);
    expect(measure('Rescue, Now: -500', 'x') + measure('Rescue, Now: -500', 'width')).toBeCloseTo(zero);
    expect(measure('Portal, Now: 1,500', 'width')).toBeCloseTo(3 * measure('Rescue, Now: -500', 'width'));
  });
  test('what is not known has no mark', () => expect(place.querySelectorAll('[role=button]')).toHaveLength(2));
  test('each mark is reached by the Tab key', () => expect(place.querySelectorAll('[role=button][tabindex="0"]')).toHaveLength(2));
});

test('columns of what is lost hang from zero', () => {
  const { place, measure } = drawn(renderToStaticMarkup(<Columns kind="columns" {...told} width={600} />));
  const zero = Number(place.querySelector('line[y1][x2="592"]')?.getAttribute('y1'));
  expect(measure('Rescue, Now: -500', 'y')).toBeGreaterThan(measure('Portal, Now: 1,500', 'y'));
  expect(measure('Portal, Now: 1,500', 'y') + measure('Portal, Now: 1,500', 'height')).toBeCloseTo(measure('Rescue, Now: -500', 'y'));
  expect(measure('Rescue, Now: -500', 'y')).toBeCloseTo(zero);
});

test.each([['bars', Bars, 'height'], ['columns', Columns, 'width']] as const)('%s are of one thickness, whatever they are of', (kind, Drawing, side) => {
  const series = (['actual', 'forecast', 'budget'] as const).map((of) => ({ key: of, label: of, kind: of }));
  const { measure } = drawn(renderToStaticMarkup(<Drawing kind={kind} title="" series={series} points={[{ id: '1', x: 'Portal', values: { actual: 3, forecast: 2, budget: 1 } }]} width={600} />));
  const thickness = series.map(({ label }) => measure(`Portal, ${label}: ${{ actual: 3, forecast: 2, budget: 1 }[label]}`, side));
  expect(new Set(thickness).size).toBe(1);
  expect(thickness[0]).toBeGreaterThan(10);
});

test('the points of lines are one stop of the Tab key, the last of them', () => {
  const { place } = drawn(renderToStaticMarkup(<Lines kind="lines" {...told} width={600} />));
  expect([...place.querySelectorAll('[role=button]')].map((one) => one.getAttribute('tabindex'))).toEqual(['-1', '-1', '0']);
  // A gap is no zero: the line has no third point.
  expect(place.querySelector('path')?.getAttribute('d')?.match(/[ML]/g)).toEqual(['M', 'L']);
});
