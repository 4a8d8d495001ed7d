import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schema } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import css from '../admin.module.css';
import { addMember } from '../queries.ts';
import { RoleChoices, rolePointers, rolesAsValues, valuesAsRoles } from '../RoleChoices.tsx';
import { roles } from '../roles/matrix.ts';
import { Secret } from '../Secret.tsx';

/** Adds somebody. Who has no log-in yet gets a first password, shown this once to be handed over. */
export function NewMember({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const session = useSession();
  const [added, setAdded] = useState<Schema<'AddedMember'>>();
  // Only an owner makes another owner.
  const offered = roles.filter((role) => role !== 'owner' || session.roles.includes('owner'));
  const form = useForm({
    name: 'admin.member.new',
    initial: { name: '', email: '', ...rolesAsValues(['employee']) },
    pointers: rolePointers,
    validate: (values) => ({
      name: values.name.trim() ? undefined : t('common.form.required'),
      email: /^\S+@\S+\.\S+$/.test(values.email.trim()) ? undefined : t('shell.logIn.emailNeeded'),
      employee: valuesAsRoles(values).length > 0 ? undefined : t('admin.roles.needed'),
    }),
    submit: (values, key) => addMember({ name: values.name.trim(), email: values.email.trim(), roles: valuesAsRoles(values) }, key),
    onDone: (member) => {
      void queries.invalidateQueries({ queryKey: ['identity', 'members'] });
      setAdded(member);
    },
  });
  if (added)
    return (
      <Dialog title={t('admin.member.added', { name: added.name })} onClose={onClose}>
        <div className={css.stack}>
          {added.initial_password ? (
            <>
              <p>{t('admin.member.handOver', { email: added.email })}</p>
              <Secret value={added.initial_password} />
            </>
          ) : (
            <p>{t('admin.member.hasLogIn', { email: added.email })}</p>
          )}
          <div className={css.actions}>
            <Button onClick={onClose}>{t('common.close')}</Button>
          </div>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={t('admin.member.new')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('admin.member.add')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('admin.member.name')} required autoFocus />
        <TextField form={form} name="email" label={t('admin.member.email')} type="email" required />
        <RoleChoices form={form} offered={offered} />
      </FormFrame>
    </Dialog>
  );
}
