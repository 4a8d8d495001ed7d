import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allows, grantable, permissions, roles } from './matrix.ts';

test('the table is the one of the kernel', () => {
  const source = readFileSync(join(import.meta.dirname, '../../../../../shared/kernel/src/access/mod.rs'), 'utf8');
  const matrix = source.match(/const MATRIX: &str = "([^"]+)"/)?.[1] ?? '';
  const [, ...rows] = matrix.trim().split('\n');
  const ours = permissions.map((permission) => [permission, ...roles.map((role) => (allows(role, permission) ? 'x' : '.'))].join(' '));
  expect(ours).toEqual(rows.map((row) => row.trim().split(/\s+/).join(' ')));
});
test('nobody hands out what they lack', () => {
  const of = (role: (typeof roles)[number]) => permissions.filter((permission) => allows(role, permission));
  expect(grantable(of('owner'))).toEqual(roles);
  expect(grantable(of('employee'))).toEqual(['employee']);
  expect(grantable(of('auditor'))).toEqual(['auditor']);
});
