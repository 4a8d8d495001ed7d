/* Who may do what. The same table as the kernel's (shared/kernel/src/access/mod.rs); a test compares the two. */
import type { Permission, Schema } from '../../api/client.ts';

export type Role = Schema<'MemberView'>['roles'][number];
export const roles: readonly Role[] = ['owner', 'admin', 'sales', 'project_manager', 'finance', 'employee', 'auditor'];

/** One letter per role in that order: `x` may, `.` may not. */
const table: Readonly<Record<Permission, string>> = {
  'identity:organization:manage': 'xx.....',
  'identity:member:manage': 'xx.....',
  'identity:api_key:manage': 'xx.....',
  'identity:member:read': 'xxxxxxx',
  'crm:read': 'xxxxx.x',
  'crm:account:write': 'xxx....',
  'crm:contact:write': 'xxx....',
  'crm:deal:write': 'xxx....',
  'crm:deal:close': 'xxx....',
  'crm:activity:write': 'xxxxx..',
  'crm:lead:write': 'xxx....',
  'crm:import': 'xxx....',
  'crm:export': 'xxx...x',
  'crm:deal:force_reopen': 'xx.....',
  'crm:settings:manage': 'xx.....',
  'crm:privacy:manage': 'xx.....',
  'projects:read': 'xxxxxxx',
  'projects:project:write': 'xx.x...',
  'projects:person:manage': 'xx..x..',
  'projects:cost_rate:read': 'xx.xx.x',
  'projects:time:log': 'xxxxxx.',
  'projects:time:approve': 'xx.xx..',
  'billing:read': 'xx.xx.x',
  'billing:invoice:write': 'xx..x..',
  'billing:invoice:issue': 'xx..x..',
  'billing:payment:register': 'xx..x..',
  'expenses:read': 'xxxxxxx',
  'expenses:claim:write': 'xxxxxx.',
  'expenses:claim:approve': 'xx.xx..',
  'expenses:cost_center:manage': 'xx..x..',
  'reporting:read': 'xx.xx.x',
  'operations:read': 'xx....x',
  'operations:manage': 'xx.....',
};

export const permissions = Object.keys(table) as Permission[];
export const allows = (role: Role, permission: Permission) => table[permission][roles.indexOf(role)] === 'x';

/** Roles that somebody may hand to a program: none that can do what they cannot. */
export const grantable = (own: readonly Permission[]): Role[] =>
  roles.filter((role) => permissions.every((permission) => !allows(role, permission) || own.includes(permission)));
