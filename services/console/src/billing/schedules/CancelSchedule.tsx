import { useQueryClient } from '@tanstack/react-query';
import type { Versioned } from '../../api/client.ts';
import { isZero, money } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormFrame, TextField, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { meeting } from '../../ui/meeting.tsx';
import css from '../billing.module.css';
import { invoiceKeys } from '../invoices/queries.ts';
import { aboutSchedule } from './about.tsx';
import { cancelSchedule } from './change.ts';
import { scheduleQuery, type Schedule } from './queries.ts';
import { plannedOf } from './state.ts';

/** Ends a frozen schedule: what is planned will never be billed. */
export function CancelSchedule({ schedule, onClose }: { readonly schedule: Versioned<Schedule>; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const { value } = schedule;
  const form = useForm({
    name: `billing.schedule.cancel.${value.schedule_id}`,
    initial: { reason: '' },
    validate: (values) => ({ reason: values.reason.trim() ? undefined : t('common.form.required') }),
    submit: (values, key) =>
      meeting.act({
        ...aboutSchedule(queries, schedule),
        label: t('billing.schedule.cancel'),
        can: (now) => now.status === 'frozen',
        key,
        send: (etag, sent) => cancelSchedule(value.schedule_id, values.reason.trim(), etag, sent),
      }),
    onDone: (cancelled) => {
      if (cancelled) {
        queries.setQueryData(scheduleQuery(value.schedule_id).queryKey, cancelled);
        toast.done(t('billing.schedule.cancelled', { name: value.name }));
      }
      for (const queryKey of invoiceKeys) void queries.invalidateQueries({ queryKey });
      onClose();
    },
  });
  return (
    <>
      <Dialog onClose={onClose} title={t('billing.schedule.cancel')}>
        <FormFrame form={form} danger submitLabel={t('billing.schedule.cancel')} onCancel={onClose}>
          <p className={css.sub}>{isZero(plannedOf(value)) ? t('billing.schedule.cancelNothing') : t('billing.schedule.cancelWhat', { amount: money(plannedOf(value), 'exact') })}</p>
          <TextField form={form} name="reason" label={t('billing.reason')} required autoFocus />
        </FormFrame>
      </Dialog>
    </>
  );
}
