import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { Permission } from '../../api/client.ts';
import { linesOf } from './lines.ts';

const ids = (permissions: readonly Permission[], member: string | null = 'm') =>
  linesOf({ member: member ?? undefined, may: (permission) => permissions.includes(permission), queries: new QueryClient() }).map((line) => line.id);

test('who works on projects finds own time and own claims', () => {
  expect(ids(['projects:time:log', 'expenses:claim:write'])).toEqual(['ownTimeRejected', 'ownClaimsRejected', 'ownTime', 'ownClaims']);
});
test('who only reads has nothing waiting', () => expect(ids(['crm:read', 'projects:read', 'billing:read', 'expenses:read'])).toEqual([]));
test('a program has nothing of its own', () => expect(ids(['projects:time:log', 'crm:deal:write'], null)).toEqual(['dealsDue', 'dealsWithoutStep']));
test('who sells sees own deals, who leads those of all', () => {
  const owner = (permissions: Permission[]) =>
    linesOf({ member: 'm', may: (one) => permissions.includes(one), queries: new QueryClient() }).find((line) => line.id === 'dealsDue')?.search?.owner;
  expect(owner(['crm:deal:write'])).toBe('m');
  expect(owner(['crm:deal:write', 'crm:deal:force_reopen'])).toBeUndefined();
});
