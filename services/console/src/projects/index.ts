import type { Domain } from '../shell/domain.ts';

export const projects: Domain = { menu: [] };
