import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../i18n/index.ts';
import { Section } from '../../ui/Page.tsx';
import { Said } from '../../ui/Said.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { writeSubject } from '../desk/about.ts';
import type { Subject } from '../talk/data.ts';
import { unsentOf } from './kept.ts';
import rows from '../parts/rows.module.css';
import css from './mail.module.css';
import { moment, tones } from './standing.ts';
import { soon } from '../../ui/soon.ts';

const Thread = soon(() => import('./Thread.tsx'), 'Thread');

/** Mails about something that stand on no timeline yet, because they wait, failed, or may have been sent. Each opens what can be done. */
export function Unsent({ subject }: { readonly subject: Subject }) {
  const { data: mails = [] } = useQuery(unsentOf(subject));
  const [open, setOpen] = useState<string>();
  if (mails.length === 0 && !open) return null;
  const all = (
    <Link to="/crm/mails" search={{ about: writeSubject(subject) } as never} className={css.open}>
      {t('mail.unsent.all')}
    </Link>
  );
  return (
    <Section title={t('mail.unsent.title')} aside={all}>
      {mails.some((mail) => mail.status === 'failed') && <p className={css.hint}>{t('mail.unsent.what')}</p>}
      <ul className={rows.list}>
        {mails.map((mail) => (
          <li key={mail.mail_id}>
            <div className={rows.what}>
              <button type="button" className={css.open} aria-haspopup="dialog" aria-label={t('mail.unsent.open', { subject: mail.subject })} onClick={() => setOpen(mail.mail_id)}>
                {mail.subject}
              </button>
              <span>{`${t('mail.to')}: ${mail.to.join(', ')} · ${moment(mail)}`}</span>
              {mail.status === 'failed' && mail.error && <span><Said of={mail.error} /></span>}
            </div>
            <StateBadge tone={tones[mail.status]}>{t(`mail.status.${mail.status}`)}</StateBadge>
          </li>
        ))}
      </ul>
      {open && <Thread id={open} onClose={() => setOpen(undefined)} />}
    </Section>
  );
}
