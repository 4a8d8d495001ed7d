import { Checkbox } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failure } from '../../ui/Empty.tsx';
import { AreaField, ChoiceField, FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { toast } from '../../ui/toasts.tsx';
import { erase, previewOf, type Person, type Preview } from './data.ts';
import css from './privacy.module.css';
import { stays } from './stays.ts';

const kinds = ['contacts', 'leads', 'activities', 'shared_activities', 'follow_ups', 'mails', 'shared_mails', 'files', 'quotes'] as const;

/** Says what goes, what stays and why, and erases once the name was typed. */
export function EraseDialog({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const [sameAddress, setSameAddress] = useState(true);
  const { data, error, refetch } = useQuery(previewOf(person, sameAddress));
  const others = useId();
  return (
    <Dialog title={t('privacy.erase.title', { name: person.name })} onClose={onClose} size="lg">
      <p className={css.warning}>{t('privacy.erase.lead')}</p>
      {error && !data ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Waiting columns={2} label={t('privacy.erase.goes')} />
      ) : (
        <>
          <Checkbox id={others} checked={sameAddress} onChange={(event) => setSameAddress(event.currentTarget.checked)} label={t('privacy.erase.sameAddress')} />
          <What preview={data} />
          {data.held ? (
            <p role="alert" className={css.problem}>
              {t('privacy.erase.held', { reason: data.held })}
            </p>
          ) : data.mail_under_way ? (
            <p role="alert" className={css.problem}>
              {t('privacy.erase.underWay')}
            </p>
          ) : (
            <Confirm person={person} sameAddress={sameAddress} onClose={onClose} />
          )}
        </>
      )}
    </Dialog>
  );
}

function What({ preview }: { readonly preview: Preview }) {
  return (
    <>
      <h3 className={css.heading}>{t('privacy.erase.records')}</h3>
      <ul className={css.plain}>
        {preview.records.map((one) => {
          const [kind, id] = 'contact_id' in one.record ? (['contact', one.record.contact_id] as const) : (['lead', 'lead_id' in one.record ? one.record.lead_id : ''] as const);
          return <li key={id}>{[t(`privacy.erase.record.${kind}`), one.name, ...(one.email ? [one.email] : [])].join(' · ')}</li>;
        })}
      </ul>
      <h3 className={css.heading}>{t('privacy.erase.goes')}</h3>
      <ul className={css.plain}>
        {kinds.map((kind) => preview.goes[kind] > 0 && <li key={kind}>{t(`privacy.erase.goes.${kind}`, { count: preview.goes[kind] })}</li>)}
      </ul>
      <h3 className={css.heading}>{t('privacy.erase.stays')}</h3>
      <ul className={css.plain}>
        {preview.stays.map((one) => (
          <li key={JSON.stringify(one)}>
            {stays(one)}
            {one.kind === 'named_in_part' && one.record !== 'follow_up' && one.record !== 'activity' && (
              <>
                {' '}
                <RecordLink kind={one.record} id={one.record_id}>{t('privacy.erase.stays.part.open')}</RecordLink>
              </>
            )}
          </li>
        ))}
        <li>{t('privacy.erase.stays.always')}</li>
      </ul>
    </>
  );
}

function Confirm({ person, sameAddress, onClose }: { readonly person: Person; readonly sameAddress: boolean; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const form = useForm({
    name: `crm.erase.${person.id}`,
    initial: { reason: 'request', note: '', typed: '' },
    validate: (values) => ({ typed: values.typed.trim() === person.name ? undefined : t('privacy.erase.typeWrong') }),
    submit: (values, key) => erase(person, { reason: values.reason === 'other' ? 'other' : 'request', note: values.note.trim() || null, same_address: sameAddress }, key),
    onDone: async () => {
      toast.done(t('privacy.erase.done'));
      onClose();
      await queries.invalidateQueries({ queryKey: ['crm'] });
    },
  });
  const reasons = (['request', 'other'] as const).map((value) => ({ value: value as string, label: t(`privacy.erase.reason.${value}`) }));
  return (
    <FormFrame form={form} submitLabel={t('privacy.erase.do')} onCancel={onClose}>
      <ChoiceField form={form} name="reason" label={t('privacy.erase.reason')} options={reasons} />
      <AreaField form={form} name="note" label={t('privacy.erase.note')} hint={t('privacy.erase.note.hint')} />
      <TextField form={form} name="typed" label={t('privacy.erase.type', { name: person.name })} required />
    </FormFrame>
  );
}
