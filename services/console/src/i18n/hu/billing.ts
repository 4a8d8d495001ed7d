import type { billing as en } from '../en/billing.ts';
import type { Texts } from '../text.ts';

export const billing: Texts<typeof en> = {};
