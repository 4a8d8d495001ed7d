import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, CheckField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { Section } from '../../ui/Page.tsx';
import { WithExport } from '../imports/Export.tsx';
import { useOrder } from '../parts/Order.tsx';
import { templateOrders } from '../parts/orders.ts';
import { changeTemplate } from './change.ts';
import { createTemplate, templatesBy, templatesQuery, type Template } from './data.ts';
import rows from '../parts/rows.module.css';
import css from './mail.module.css';

/** The names as they are typed; not translated, since texts are kept with them. */
export const variables = ['name', 'first_name', 'company', 'job_title', 'email', 'sender', 'deal'].map((name) => `{{${name}}}`).join(' ');

/** What is written often, prepared. */
export function Templates() {
  const queries = useQueryClient();
  const { sort, select } = useOrder('templates', templateOrders);
  const { data } = useQuery(templatesBy(sort));
  const writes = useMay()('crm:activity:write');
  const [asked, setAsked] = useState<Template | 'new'>();
  return (
    <Section
      title={t('mail.template.title')}
      aside={
        <WithExport rows={data?.length} list="mail-templates" query={{ sort }}>
          {select(data?.length ?? 0)}
          {writes && (
            <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAsked('new')}>
              {t('mail.template.new')}
            </Button>
          )}
        </WithExport>
      }
    >
      {data?.length === 0 && <p className={css.hint}>{t('mail.template.nothing')}</p>}
      <ul className={rows.list}>
        {data?.map((one) => (
          <li key={one.mail_template_id}>
            <div className={rows.what}>
              {one.name}
              <span>{[one.subject, ...(one.active ? [] : [t('mail.mailbox.unused')])].join(' · ')}</span>
            </div>
            {writes && (
              <ActionIcon size={28} aria-label={t('mail.mailbox.edit', { name: one.name })} onClick={() => setAsked(one)}>
                <IconPencil size={16} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <TemplateDialog
          {...(asked === 'new' ? {} : { template: asked })}
          onClose={() => setAsked(undefined)}
          onSaved={() => void queries.invalidateQueries({ queryKey: templatesQuery.queryKey })}
        />
      )}
    </Section>
  );
}

function TemplateDialog({ template, onClose, onSaved }: { readonly template?: Template; readonly onClose: () => void; readonly onSaved: () => void }) {
  const form = useForm({
    name: `crm.template.${template?.mail_template_id ?? 'new'}`,
    initial: { name: template?.name ?? '', subject: template?.subject ?? '', body: template?.body ?? '', active: template?.active ?? true },
    validate: (values) => {
      const need = (text: string) => (text.trim() ? undefined : t('common.form.required'));
      return { name: need(values.name), subject: need(values.subject), body: need(values.body) };
    },
    submit: async (values, key): Promise<unknown> => {
      const body = { name: values.name.trim(), subject: values.subject.trim(), body: values.body.trim() };
      return template ? changeTemplate(template, { ...body, active: values.active }, key) : createTemplate(body, key);
    },
    onDone: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <Dialog title={template ? t('mail.mailbox.edit', { name: template.name }) : t('mail.template.new')} onClose={onClose} size={600}>
      <FormFrame form={form} submitLabel={t('common.save')} onCancel={onClose}>
        <TextField form={form} name="name" label={t('mail.mailbox.name')} required autoFocus />
        <TextField form={form} name="subject" label={t('mail.subject')} required />
        <AreaField form={form} name="body" label={t('mail.body')} hint={t('mail.template.variables', { names: `${variables} {{quote_link}}` })} required />
        {template && <CheckField form={form} name="active" label={t('mail.template.active')} />}
      </FormFrame>
    </Dialog>
  );
}
