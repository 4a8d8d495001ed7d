import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schema, Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Facts } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { toast } from '../../ui/toasts.tsx';
import css from '../admin.module.css';
import { memberQuery, type Member } from '../queries.ts';
import { saveMember } from './save.ts';
import { soon } from '../../ui/soon.ts';

const ChangeRoles = soon(() => import('./ChangeRoles.tsx'), 'ChangeRoles');

/** A member: roles, and whether they may come in. */
export function MemberPeek({ id }: { id: string }) {
  const queries = useQueryClient();
  const may = useMay();
  const session = useSession();
  const [changing, setChanging] = useState<boolean>();
  const { data, error, refetch } = useQuery(memberQuery(id));
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting columns={2} label={t('names.admin.member')} />;
  const member = data.value;
  const refresh = () => queries.invalidateQueries({ queryKey: ['identity'] });
  const change = async (base: Versioned<Member>, body: Schema<'UpdateMember'>, done: string, undo?: Schema<'UpdateMember'>): Promise<void> => {
    try {
      const saved = await saveMember(queries, base, body);
      if (saved) {
        queries.setQueryData(memberQuery(id).queryKey, saved);
        toast.done(done, undo && (() => void change(saved, undo, t('admin.member.saved', { name: member.name }))));
      }
    } catch (problem) {
      toast.failed(problem);
    }
    void refresh();
  };
  // Only owners change owners, and nobody locks themselves out.
  const manage = may('identity:member:manage') && (!member.roles.includes('owner') || session.roles.includes('owner'));
  const self = member.member_id === session.member_id;
  return (
    <div className={css.stack}>
      <h2>{member.name}</h2>
      <Facts
        items={[
          [t('admin.member.email'), member.email],
          [t('admin.state'), <StateBadge key="state" tone={member.active ? 'good' : 'neutral'}>{member.active ? t('admin.member.active') : t('admin.member.inactive')}</StateBadge>],
        ]}
      />
      {changing ? (
        <ChangeRoles member={data} onClose={() => setChanging(false)} />
      ) : (
        <>
          <dl className={css.roles}>
            {member.roles.map((role) => (
              <div key={role}>
                <dt>{t(`admin.role.${role}`)}</dt>
                <dd>{t(`admin.role.${role}.what`)}</dd>
              </div>
            ))}
          </dl>
          {manage && (
            <div className={css.actions}>
              <Button variant="default" autoFocus={changing === false} onClick={() => setChanging(true)}>{t('admin.member.changeRoles')}</Button>
              {!self && (
                <Button
                  variant="default"
                  onClick={() =>
                    void change(
                      data,
                      { active: !member.active },
                      member.active ? t('admin.member.deactivated', { name: member.name }) : t('admin.member.activated', { name: member.name }),
                      { active: member.active },
                    )
                  }
                >
                  {member.active ? t('admin.member.deactivate') : t('admin.member.activate')}
                </Button>
              )}
            </div>
          )}
        </>
      )}
    </div>
  );
}
