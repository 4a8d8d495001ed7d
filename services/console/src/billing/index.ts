import type { Domain } from '../shell/domain.ts';

export const billing: Domain = { menu: [] };
