import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, DayField, FormFrame, useForm } from '../../ui/form/index.ts';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { Consents } from './Consents.tsx';
import { archiveAddress, exportPerson, hold, type Person, type PersonExport } from './data.ts';
import css from './privacy.module.css';
import { soon } from '../../ui/soon.ts';

const EraseDialog = soon(() => import('./EraseDialog.tsx'), 'EraseDialog');

/** What a person agreed to; and for those who may: a copy of their data, keeping them, forgetting them. */
export function PersonRights({ person }: { readonly person: Person }) {
  const mayManage = useMay()('crm:privacy:manage');
  const [asked, setAsked] = useState<'export' | 'hold' | 'erase'>();
  const close = () => setAsked(undefined);
  return (
    <>
      <Consents person={person} />
      {mayManage && (
        <Section title={t('privacy.person.title')}>
          <p className={css.hint}>{t('privacy.person.hint')}</p>
          <div className={css.actions}>
            {(['export', 'hold', 'erase'] as const).map((one) => (
              <Button key={one} variant="default" size="xs" onClick={() => setAsked(one)}>
                {t(`privacy.person.${one}`)}
              </Button>
            ))}
          </div>
        </Section>
      )}
      {asked === 'export' && <ExportDialog person={person} onClose={close} />}
      {asked === 'hold' && <HoldDialog person={person} onClose={close} />}
      {asked === 'erase' && <EraseDialog person={person} onClose={close} />}
    </>
  );
}

type Props = { readonly person: Person; readonly onClose: () => void };

function ExportDialog({ person, onClose }: Props) {
  const queries = useQueryClient();
  const [made, setMade] = useState<PersonExport>();
  const form = useForm({
    name: `crm.person-export.${person.id}`,
    initial: { note: '' },
    submit: (values, key) => exportPerson(person, { note: values.note.trim() || null, same_address: true }, key),
    onDone: (answer) => {
      void queries.invalidateQueries({ queryKey: ['crm', 'person_exports'] });
      setMade(answer);
    },
  });
  return (
    <Dialog title={t('privacy.export.title', { name: person.name })} onClose={onClose}>
      <p className={css.hint}>{t('privacy.export.lead')}</p>
      {made ? (
        <>
          <p role="status">{t('privacy.export.until', { at: instant(made.expires_at) })}</p>
          <Button component="a" href={archiveAddress(made.person_export_id)} download>
            {t('privacy.export.fetch')}
          </Button>
        </>
      ) : (
        <FormFrame form={form} submitLabel={t('privacy.export.do')} onCancel={onClose}>
          <AreaField form={form} name="note" label={t('privacy.export.note')} autoFocus />
        </FormFrame>
      )}
    </Dialog>
  );
}

function HoldDialog({ person, onClose }: Props) {
  const queries = useQueryClient();
  const form = useForm({
    name: `crm.hold.${person.id}`,
    initial: { reason: '', until: '' },
    validate: (values) => ({ reason: values.reason.trim() ? undefined : t('common.form.required') }),
    submit: (values, key) => hold(person, { reason: values.reason.trim(), until: values.until || null }, key),
    onDone: () => {
      void queries.invalidateQueries({ queryKey: ['crm', 'retention_holds'] });
      void queries.invalidateQueries({ queryKey: ['crm', 'retention_rules'] });
      toast.done(t('privacy.hold.done', { name: person.name }));
      onClose();
    },
  });
  return (
    <Dialog title={t('privacy.hold.title', { name: person.name })} onClose={onClose}>
      <p className={css.hint}>{t('privacy.hold.lead')}</p>
      <FormFrame form={form} submitLabel={t('privacy.hold.do')} onCancel={onClose}>
        <AreaField form={form} name="reason" label={t('privacy.hold.reason')} required autoFocus />
        <DayField form={form} name="until" label={t('privacy.hold.until')} hint={t('privacy.hold.until.hint')} />
      </FormFrame>
    </Dialog>
  );
}
