/* Letting a lead wait, giving it up, and making a client of it. */
import { addDays, date, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, ChoiceField, DayField, FormFrame, useForm } from '../../ui/form/index.ts';
import { toast } from '../../ui/toasts.tsx';
import { ConvertDialog } from './ConvertDialog.tsx';
import { disqualifyLead, isOpen, nurtureLead, type Lead } from './queries.ts';
import type { Asked } from './triage.ts';
import { useLeads } from './useLeads.ts';

type Props = { readonly lead: Lead; readonly onClose: () => void };

export function LeadDialogs({ asked: { what, lead }, onClose }: { readonly asked: Asked; readonly onClose: () => void }) {
  if (what === 'nurture') return <NurtureDialog lead={lead} onClose={onClose} />;
  if (what === 'disqualify') return <DisqualifyDialog lead={lead} onClose={onClose} />;
  return <ConvertDialog lead={lead} onClose={onClose} />;
}

function NurtureDialog({ lead, onClose }: Props) {
  const { settle, act } = useLeads();
  const form = useForm({
    name: `crm.lead.nurture.${lead.lead_id}`,
    initial: { until: addDays(today(), 30), reason: '' },
    validate: (values) => ({ until: values.until > today() ? undefined : t('leads.nurture.after') }),
    submit: (values, key) =>
      act(lead, { label: t('leads.nurture.do'), can: isOpen, send: ({ lead_id }, etag, sent) => nurtureLead(lead_id, { until: values.until, reason: values.reason.trim() || null }, etag, sent) }, key),
    onDone: (answer) => {
      if (answer) {
        settle(answer);
        toast.done(t('leads.nurture.done', { name: lead.name, day: date(answer.value.nurture_until ?? '') }));
      }
      onClose();
    },
  });
  return (
    <Dialog title={t('leads.nurture.title', { name: lead.name })} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('leads.nurture.do')} onCancel={onClose}>
        <DayField form={form} name="until" label={t('leads.nurture.until')} required />
        <AreaField form={form} name="reason" label={t('leads.nurture.reason')} />
      </FormFrame>
    </Dialog>
  );
}

const reasons = ['noFit', 'noBudget', 'unreachable', 'competitor', 'spam', 'other'] as const;

function DisqualifyDialog({ lead, onClose }: Props) {
  const { settle, act, reopen } = useLeads();
  const form = useForm({
    name: `crm.lead.disqualify.${lead.lead_id}`,
    initial: { reason: '', note: '' },
    validate: (values) => ({
      reason: values.reason ? undefined : t('common.form.required'),
      note: values.reason === 'other' && !values.note.trim() ? t('common.form.required') : undefined,
    }),
    pointers: { note: '/reason' },
    submit: (values, key) => {
      const reason = reasons.find((one) => one === values.reason) ?? 'other';
      const note = values.note.trim();
      const said = reason === 'other' ? note : [t(`leads.disqualify.reason.${reason}`), note].filter(Boolean).join(': ');
      return act(lead, { label: t('leads.disqualify.do'), can: isOpen, send: ({ lead_id }, etag, sent) => disqualifyLead(lead_id, { reason: said }, etag, sent) }, key);
    },
    onDone: (answer) => {
      if (answer) {
        settle(answer);
        toast.done(t('leads.disqualify.done', { name: lead.name }), () => void reopen(answer.value));
      }
      onClose();
    },
  });
  return (
    <Dialog title={t('leads.disqualify.title', { name: lead.name })} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('leads.disqualify.do')} onCancel={onClose}>
        <ChoiceField form={form} name="reason" label={t('leads.disqualify.reason')} required autoFocus options={reasons.map((value) => ({ value, label: t(`leads.disqualify.reason.${value}`) }))} />
        <AreaField form={form} name="note" label={t('leads.disqualify.note')} required={form.values.reason === 'other'} />
      </FormFrame>
    </Dialog>
  );
}
