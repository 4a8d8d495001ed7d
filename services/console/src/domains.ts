// Who is in the console: the menu, the peeks, the search and what can be created, in the order of the menu.
import { admin } from './admin/index.ts';
import { billing } from './billing/index.ts';
import { crm } from './crm/index.ts';
import { expenses } from './expenses/index.ts';
import { home } from './home/index.ts';
import { projects } from './projects/index.ts';
import { reporting } from './reporting/index.ts';
import type { Domain } from './shell/domain.ts';

export const domains: readonly Domain[] = [home, crm, projects, billing, expenses, reporting, admin];
