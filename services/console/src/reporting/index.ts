import type { Domain } from '../shell/domain.ts';

export const reporting: Domain = { menu: [] };
