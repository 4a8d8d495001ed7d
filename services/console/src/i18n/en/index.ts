// The whole catalogue of one language, loaded when it is chosen.
import { admin } from './admin.ts';
import { billing } from './billing.ts';
import { common } from './common.ts';
import { crm } from './crm.ts';
import { expenses } from './expenses.ts';
import { home } from './home.ts';
import { projects } from './projects.ts';
import { reporting } from './reporting.ts';
import { shell } from './shell.ts';

export const en = { admin, billing, common, crm, expenses, home, projects, reporting, shell };
