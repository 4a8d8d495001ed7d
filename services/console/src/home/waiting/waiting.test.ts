import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { Permission } from '../../api/client.ts';
import { linesOf } from './lines.ts';

// A Thursday, and the day after it.
const [thursday, friday] = ['2026-11-26', '2026-11-27'];
const ids = (permissions: readonly Permission[], member: string | null = 'm', day = thursday) =>
  linesOf({ member: member ?? undefined, may: (permission) => permissions.includes(permission), queries: new QueryClient(), day }).map((line) => line.id);

test('who works on projects finds own time and own claims', () => {
  expect(ids(['projects:time:log', 'expenses:claim:write'])).toEqual(['ownTimeRejected', 'ownClaimsRejected', 'ownTime', 'ownEmptyWeek', 'ownClaims']);
});
test('this week waits to be handed in once it ends', () => {
  expect(ids(['projects:time:log'], 'm', friday)).toContain('ownWeek');
  expect(ids(['projects:time:log'], 'm', '2026-11-29')).toContain('ownWeek');
  expect(ids(['projects:time:log'], 'm', '2026-11-30')).not.toContain('ownWeek');
});
test('who may plan tasks finds those that are due', () => expect(ids(['crm:activity:write'])).toEqual(['tasksDue']));
test('who only reads has nothing waiting', () => expect(ids(['crm:read', 'projects:read', 'billing:read', 'expenses:read'])).toEqual([]));
test('a program has nothing of its own', () => expect(ids(['projects:time:log', 'crm:deal:write'], null)).toEqual(['dealsDue', 'dealsWithoutStep']));
test('who sells sees own deals, who leads those of all', () => {
  const owner = (permissions: Permission[]) =>
    linesOf({ member: 'm', may: (one) => permissions.includes(one), queries: new QueryClient() }).find((line) => line.id === 'dealsDue')?.search?.owner;
  expect(owner(['crm:deal:write'])).toBe('m');
  expect(owner(['crm:deal:write', 'crm:deal:force_reopen'])).toBeUndefined();
});
