import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { useSession } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import css from '../admin.module.css';
import { createApiKey } from '../queries.ts';
import { RoleChoices, rolePointers, rolesAsValues, valuesAsRoles } from '../RoleChoices.tsx';
import { grantable } from '../roles/matrix.ts';
import { Secret } from '../Secret.tsx';

/** A key of a program, with roles like a member's. The key is shown this once. */
export function NewApiKey({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const { permissions } = useSession();
  const offered = grantable(permissions);
  const [made, setMade] = useState<string | null>();
  const form = useForm({
    name: 'admin.key.new',
    initial: { name: '', ...rolesAsValues([]) },
    pointers: rolePointers,
    validate: (values) => ({
      name: values.name.trim() ? undefined : t('common.form.required'),
      [offered[0] ?? 'owner']: valuesAsRoles(values).length > 0 ? undefined : t('admin.roles.needed'),
    }),
    submit: (values, key) => createApiKey({ name: values.name.trim(), roles: valuesAsRoles(values) }, key),
    onDone: ({ key }) => {
      void queries.invalidateQueries({ queryKey: ['identity', 'api-keys'] });
      setMade(key ?? null);
    },
  });
  if (made !== undefined)
    return (
      <Dialog title={t('admin.key.made')} onClose={onClose}>
        <div className={css.stack}>
          <p>{made ? t('admin.key.once') : t('admin.key.gone')}</p>
          {made && <Secret value={made} />}
          <div className={css.actions}>
            <Button onClick={onClose}>{t('common.close')}</Button>
          </div>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={t('admin.key.new')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('admin.key.make')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('admin.key.name')} hint={t('admin.key.nameHint')} required autoFocus />
        <RoleChoices form={form} offered={offered} />
      </FormFrame>
    </Dialog>
  );
}
