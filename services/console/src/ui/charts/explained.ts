import { explainId, type ChangeQuery } from '../explainQuery.ts';
import { peekOf } from '../peek.ts';
import type { Mark } from './chart.ts';

/** Opens the postings that a figure is the sum of, beside the page. */
export const explained = (explain: string | ChangeQuery, label: string): Mark => ({
  to: '.',
  search: (before) => ({ ...before, peek: peekOf('explain', explainId(explain, label)) }),
});
