/* Changing a member: what two people do to the same one is brought together, role by role, or asked about. */
import type { QueryClient } from '@tanstack/react-query';
import type { Schema, Versioned } from '../../api/client.ts';
import type { Merge } from '../../api/merge.ts';
import { listed } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { meeting } from '../../ui/meeting.tsx';
import { changeMember, memberQuery, type Member } from '../queries.ts';

/** Null when what somebody else did meanwhile is kept. */
export const saveMember = (queries: QueryClient, base: Versioned<Member>, patch: Schema<'UpdateMember'>, key?: string): Promise<Versioned<Member> | null> => {
  const { member_id: id, name } = base.value;
  return meeting.save<Member, Versioned<Member>>({
    service: 'identity',
    id,
    title: name,
    fields: {
      roles: { label: t('admin.roles.title'), show: (roles) => listed(roles.map((role) => t(`admin.role.${role}`))) },
      active: { label: t('admin.state'), show: (active) => (active ? t('admin.member.active') : t('admin.member.inactive')) },
    },
    base,
    ...(key && { key }),
    patch: patch as Partial<Member>,
    // Who gave one role and who took another away both meant it.
    merge: async () => ({ roles: (await import('../../api/merge.ts')).mergeWords as unknown as Merge<Member['roles']> }),
    send: ({ roles, active }, etag, sent) => changeMember(id, { ...(roles && { roles }), ...(active !== undefined && { active }) }, sent, etag),
    fetch: () => queries.fetchQuery({ ...memberQuery(id), staleTime: 0 }),
  });
};
