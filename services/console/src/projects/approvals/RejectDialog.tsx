import { useRef } from 'react';
import { t } from '../../i18n/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { AreaField, FormFrame, useForm } from '../../ui/form/index.ts';
import type { Entry } from '../queries.ts';
import { reject } from './decide.ts';

type Props = { readonly entries: readonly Entry[]; readonly onClose: () => void; readonly onDone: (gone: readonly Entry[], overtaken: readonly Entry[]) => void };

/** Sending back needs a reason: the person reads it beside the hours. */
export function RejectDialog({ entries, onClose, onDone }: Props) {
  const keys = useRef(new Map<string, string>());
  const gone = useRef(new Set<string>());
  const overtaken = useRef<Entry[]>([]);
  const form = useForm({
    name: 'projects.time.reject',
    initial: { reason: '' },
    validate: ({ reason }) => ({ reason: reason.trim() ? undefined : t('common.form.required') }),
    submit: async ({ reason }) => {
      // What an earlier try sent back already is not sent back twice.
      const left = entries.filter((entry) => !gone.current.has(entry.time_entry_id));
      overtaken.current.push(...(await reject(left, reason.trim(), keys.current, (entry) => gone.current.add(entry.time_entry_id))));
    },
    onDone: () => onDone(entries, overtaken.current),
  });
  return (
    <Dialog title={t('projects.approvals.rejectTitle', { count: entries.length })} onClose={onClose}>
      <FormFrame form={form} submitLabel={t('projects.approvals.reject')} onCancel={onClose}>
        <AreaField form={form} name="reason" label={t('projects.approvals.reason')} hint={t('projects.approvals.reasonHint')} required autoFocus />
      </FormFrame>
    </Dialog>
  );
}
