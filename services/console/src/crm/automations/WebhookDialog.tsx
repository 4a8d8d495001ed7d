import { Button } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import css from './automations.module.css';
import { changeWebhook, newWebhookKey } from './change.ts';
import { createWebhook, type Webhook } from './data.ts';

type Props = { readonly hook?: Webhook; readonly onClose: () => void; readonly onSaved: () => void };

/** Where another program is. Its address may hold a secret, so it is written and never read. */
export function WebhookDialog({ hook, onClose, onSaved }: Props) {
  const [key, setKey] = useState<string>();
  const form = useForm({
    name: `crm.webhook.${hook?.webhook_id ?? 'new'}`,
    secret: true,
    initial: { name: hook?.name ?? '', url: '', active: hook?.active ?? true },
    validate: (values) => ({
      name: values.name.trim() ? undefined : t('common.form.required'),
      url: hook || values.url.trim() ? undefined : t('common.form.required'),
    }),
    submit: (values, idempotency): Promise<Webhook | null> => {
      const [name, url] = [values.name.trim(), values.url.trim()];
      return hook ? changeWebhook(hook, { name, ...(url ? { url } : {}), active: values.active }, idempotency) : createWebhook({ name, url }, idempotency);
    },
    onDone: (saved) => {
      onSaved();
      if (saved?.key) setKey(saved.key);
      else onClose();
    },
  });
  if (key) return <KeyShown title={t('automations.hook.new')} secret={key} onClose={onClose} />;
  return (
    <Dialog title={hook ? t('automations.hook.edit', { name: hook.name }) : t('automations.hook.new')} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('automations.hook.name')} required autoFocus />
        <TextField form={form} name="url" label={t('automations.hook.url')} required={!hook} {...(hook ? { hint: t('automations.hook.url.keep') } : {})} />
        {hook && <CheckField form={form} name="active" label={t('automations.hook.active')} />}
      </FormFrame>
    </Dialog>
  );
}

/** Another key for a webhook; the one it had stops working. */
export function KeyDialog({ hook, onClose, onSaved }: Props & { readonly hook: Webhook }) {
  const [key, setKey] = useState<string>();
  const title = t('automations.hook.key', { name: hook.name });
  const make = () =>
    newWebhookKey(hook).then((made) => {
      onSaved();
      if (made) setKey(made.key ?? '');
      else onClose();
    }, toast.failed);
  if (key) return <KeyShown title={title} secret={key} onClose={onClose} />;
  return (
    <Dialog title={title} onClose={onClose}>
      <p className={css.hint}>{t('automations.hook.key.tells')}</p>
      <Button mt={12} onClick={() => void make()}>
        {t('automations.hook.key.make')}
      </Button>
    </Dialog>
  );
}

function KeyShown({ title, secret, onClose }: { readonly title: string; readonly secret: string; readonly onClose: () => void }) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p className={css.hint}>{t('automations.hook.key.once')}</p>
      <code className={css.secret}>{secret}</code>
      <Button mt={12} onClick={onClose}>
        {t('automations.hook.done')}
      </Button>
    </Dialog>
  );
}
