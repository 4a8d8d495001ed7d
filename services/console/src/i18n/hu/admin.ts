import type { admin as en } from '../en/admin.ts';
import type { Texts } from '../text.ts';

export const admin: Texts<typeof en> = {};
