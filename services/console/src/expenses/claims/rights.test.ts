import { expect, test } from 'vitest';
import type { Permission } from '../../api/client.ts';
import { mayChange, mayDecide } from './rights.ts';

const who = (...permissions: Permission[]) => ({ member: 'me', may: (one: Permission) => permissions.includes(one) });
const claim = (status: 'draft' | 'submitted' | 'approved' | 'rejected', claimant_id: string | null = 'me') => ({ status, claimant_id });

test('own claims are changed until they are handed in', () => {
  const me = who('expenses:claim:write');
  expect([mayChange(claim('draft'), me), mayChange(claim('rejected'), me), mayChange(claim('submitted'), me)]).toEqual([true, true, false]);
  expect(mayChange(claim('draft', 'other'), me)).toBe(false);
  expect(mayChange(claim('draft', null), who('expenses:claim:write', 'identity:organization:manage'))).toBe(true);
});
test('nobody decides about their own', () => {
  const lead = who('expenses:claim:approve');
  expect([mayDecide(claim('submitted'), lead), mayDecide(claim('submitted', 'other'), lead), mayDecide(claim('approved', 'other'), lead)]).toEqual([false, true, false]);
  expect(mayDecide(claim('submitted'), who('expenses:claim:approve', 'identity:organization:manage'))).toBe(true);
});
