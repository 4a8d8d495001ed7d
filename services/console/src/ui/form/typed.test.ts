import { expect, test } from 'vitest';
import { meant } from './typed.ts';

const options = ['Austria', 'Australia', 'Austria Nova', 'Hungary'].map((label) => ({ value: label, label }));
const gone = { value: 'x', label: 'Peru', disabled: true };

test.each([
  ['austria', 'Austria'],
  [' HUNGARY ', 'Hungary'],
  ['austr', undefined],
  ['austral', undefined],
  ['', undefined],
  ['  ', undefined],
  ['Atlantis', undefined],
  ['Peru', undefined],
])('%s means %s', (text, label) => expect(meant([...options, gone], text)?.label).toBe(label));
