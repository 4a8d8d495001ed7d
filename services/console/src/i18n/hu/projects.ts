import type { projects as en } from '../en/projects.ts';
import type { Texts } from '../text.ts';

export const projects: Texts<typeof en> = {};
