import type { expenses as en } from '../en/expenses.ts';
import type { Texts } from '../text.ts';

export const expenses: Texts<typeof en> = {};
