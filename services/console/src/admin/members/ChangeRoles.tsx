import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { FormFrame, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { changeMember, memberQuery, type Member } from '../queries.ts';
import { RoleChoices, rolePointers, rolesAsValues, valuesAsRoles } from '../RoleChoices.tsx';
import { roles } from '../roles/matrix.ts';

/** Other roles for a member; they hold from the next token on. */
export function ChangeRoles({ member, etag, onClose }: { member: Member; etag: string; onClose: () => void }) {
  const queries = useQueryClient();
  const session = useSession();
  const form = useForm({
    name: `admin.member.roles.${member.member_id}`,
    initial: { ...rolesAsValues(member.roles) },
    pointers: rolePointers,
    validate: (values) => ({ owner: valuesAsRoles(values).length > 0 ? undefined : t('admin.roles.needed') }),
    submit: (values, key) => changeMember(member.member_id, { roles: valuesAsRoles(values) }, key, etag),
    onDone: (saved) => {
      queries.setQueryData(memberQuery(member.member_id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['identity'] });
      toast.done(t('admin.member.saved', { name: member.name }));
      onClose();
    },
  });
  // What was pressed to come here is gone.
  const choices = useRef<HTMLDivElement>(null);
  useEffect(() => choices.current?.querySelector('input')?.focus(), []);
  return (
    <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
      <div ref={choices}>
        <RoleChoices form={form} offered={roles.filter((role) => role !== 'owner' || session.roles.includes('owner'))} />
      </div>
    </FormFrame>
  );
}
