import type { Domain } from '../shell/domain.ts';

export const expenses: Domain = { menu: [] };
