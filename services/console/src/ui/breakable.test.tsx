import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { breakable } from './breakable.tsx';

test.each([
  ['anna@mail.example.com', 'anna@<wbr/>mail<wbr/>.example<wbr/>.com'],
  ['anna.kiss@example.com', 'anna<wbr/>.kiss@<wbr/>example<wbr/>.com'],
  ['+36 1 234 5678', '+36 1 234 5678'],
])('%s breaks where a person would break it, and nothing of it is changed', (address, markup) => {
  expect(renderToStaticMarkup(breakable(address))).toBe(markup);
});
