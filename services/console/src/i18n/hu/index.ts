// The whole catalogue, for the types and the tests: a page loads `common`, `names`, `shell` and its own domain.
import { admin } from './admin.ts';
import { automations } from './automations.ts';
import { billing } from './billing.ts';
import { common } from './common.ts';
import { conditions } from './conditions.ts';
import { conflict } from './conflict.ts';
import { crm } from './crm.ts';
import { desk } from './desk.ts';
import { expenses } from './expenses.ts';
import { forecast } from './forecast.ts';
import { forms } from './forms.ts';
import { home } from './home.ts';
import { imports } from './imports.ts';
import { leads } from './leads.ts';
import { mail } from './mail.ts';
import { names } from './names.ts';
import { privacy } from './privacy.ts';
import { projects } from './projects.ts';
import { quotes } from './quotes.ts';
import { reporting } from './reporting.ts';
import { rulefields } from './rulefields.ts';
import { shell } from './shell.ts';
import { talk } from './talk.ts';
import { views } from './views.ts';

export const hu = { admin, automations, billing, common, conditions, conflict, crm, desk, expenses, forecast, forms, home, imports, leads, mail, names, privacy, projects, quotes, reporting, rulefields, shell, talk, views };
