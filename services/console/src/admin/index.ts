import type { Domain } from '../shell/domain.ts';

export const admin: Domain = { menu: [] };
