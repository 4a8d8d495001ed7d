import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Versioned } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { FormFrame, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { useOpened } from '../../ui/useOpened.ts';
import { memberQuery, type Member } from '../queries.ts';
import { RoleChoices, rolePointers, rolesAsValues, valuesAsRoles } from '../RoleChoices.tsx';
import { roles } from '../roles/matrix.ts';
import { saveMember } from './save.ts';

/** Other roles for a member; they hold from the next token on. */
export function ChangeRoles({ member: now, onClose }: { readonly member: Versioned<Member>; readonly onClose: () => void }) {
  const base = useOpened(now);
  const member = base.value;
  const queries = useQueryClient();
  const session = useSession();
  const form = useForm({
    name: `admin.member.roles.${member.member_id}`,
    initial: { ...rolesAsValues(member.roles) },
    pointers: rolePointers,
    validate: (values) => ({ owner: valuesAsRoles(values).length > 0 ? undefined : t('admin.roles.needed') }),
    submit: (values, key) => saveMember(queries, base, { roles: valuesAsRoles(values) }, key),
    onDone: (saved) => {
      if (saved) {
        queries.setQueryData(memberQuery(member.member_id).queryKey, saved);
        toast.done(t('admin.member.saved', { name: member.name }));
      }
      void queries.invalidateQueries({ queryKey: ['identity'] });
      onClose();
    },
  });
  // What was pressed to come here is gone.
  const choices = useRef<HTMLDivElement>(null);
  useEffect(() => {
    choices.current?.querySelector('input')?.focus();
  }, []);
  return (
    <>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <div ref={choices}>
          <RoleChoices form={form} offered={roles.filter((role) => role !== 'owner' || session.roles.includes('owner'))} />
        </div>
      </FormFrame>
    </>
  );
}
