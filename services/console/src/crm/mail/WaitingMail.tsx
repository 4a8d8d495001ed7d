import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import type { Enrolment } from './data.ts';
import css from './mail.module.css';
import { soon } from '../../ui/soon.ts';

const Thread = soon(() => import('./Thread.tsx'), 'Thread');

/** The mail an enrolment waits for: nothing follows until it is known what became of it, and that is said there. */
export function WaitingMail({ of }: { readonly of: Enrolment }) {
  const [open, setOpen] = useState(false);
  if (of.status !== 'active' || !of.waiting_mail_id) return null;
  return (
    <>
      <button type="button" className={css.open} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('mail.waits')}
      </button>
      {open && <Thread id={of.waiting_mail_id} onClose={() => setOpen(false)} />}
    </>
  );
}
