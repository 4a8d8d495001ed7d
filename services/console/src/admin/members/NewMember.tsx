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

/** Adds somebody. Who has no log-in yet gets a first password, who has one is invited by a code: shown this once, to be handed over. */
export function NewMember({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const session = useSession();
  const [added, setAdded] = useState<Schema<'Added'>>();
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
    onDone: (result) => {
      void queries.invalidateQueries({ queryKey: ['identity'] });
      setAdded(result);
    },
  });
  if (added) return <HandOver added={added} onClose={onClose} />;
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

/** What has to reach the person, and what they do with it. A repeated request does not show it again. */
function HandOver({ added, onClose }: { added: Schema<'Added'>; onClose: () => void }) {
  const invited = 'invitation' in added;
  const email = invited ? added.invitation.email : added.email;
  const secret = invited ? added.code : added.initial_password;
  return (
    <Dialog title={invited ? t('admin.invitation.made', { email }) : t('admin.member.added', { name: added.name })} onClose={onClose}>
      <div className={css.stack}>
        {invited && <p>{t('admin.invitation.why')}</p>}
        <p>{secret ? t(invited ? 'admin.invitation.handOver' : 'admin.member.handOver', { email }) : t(invited ? 'admin.invitation.gone' : 'admin.member.gone', { email })}</p>
        {secret && <Secret value={secret} />}
        {invited && secret && <p>{t('admin.invitation.where', { address: `${location.origin}/join` })}</p>}
        <div className={css.actions}>
          <Button onClick={onClose}>{t('common.close')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
