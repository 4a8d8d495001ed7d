import type { Permission } from '../../api/client.ts';

/** An import makes members, accounts and deals, and compares what every service then knows. */
const needed: readonly Permission[] = [
  'identity:member:manage', 'crm:account:write', 'crm:deal:write', 'crm:deal:close', 'billing:read', 'projects:read', 'reporting:read',
];
export const mayImport = (may: (permission: Permission) => boolean) => needed.every(may);
