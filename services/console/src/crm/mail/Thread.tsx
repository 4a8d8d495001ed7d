import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Said } from '../../ui/Said.tsx';
import { toast } from '../../ui/toasts.tsx';
import { cancelMail, mailQuery, settleMail, type Mail } from './data.ts';
import css from './mail.module.css';
import { FilesOf } from './MailFiles.tsx';
import { MailForm, type Start } from './MailForm.tsx';
import { moment } from './standing.ts';

/** A conversation, first mail to last, and the place to answer. */
export function Thread({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const canWrite = useMay()('crm:activity:write');
  const { data, error, refetch } = useQuery(mailQuery(id));
  const [answering, setAnswering] = useState(false);
  const [again, setAgain] = useState<Start>();
  const fresh = () => Promise.all([['crm', 'mails'], ['crm', 'activities']].map((queryKey) => queries.invalidateQueries({ queryKey })));
  const act = (doing: Promise<unknown>, said: string) =>
    doing.then(() => toast.done(said), toast.failed).then(fresh);
  const last = data?.thread.at(-1);
  return (
    <Dialog title={data ? t('mail.show', { subject: data.subject }) : t('mail.one')} onClose={onClose} size={680}>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && <Waiting columns={1} label={t('mail.one')} />}
      <ol className={css.thread}>
        {data?.thread.map((mail) => (
          <One key={mail.mail_id} mail={mail} canWrite={canWrite} act={act} onAgain={() => setAgain(againOf(mail))} />
        ))}
      </ol>
      {last && canWrite && !answering && !again && <Button onClick={() => setAnswering(true)}>{t('mail.reply')}</Button>}
      {again && (
        <MailForm
          start={again}
          onClose={() => {
            setAgain(undefined);
            void refetch();
          }}
        />
      )}
      {last && answering && (
        <MailForm
          answers={last}
          onClose={() => {
            setAnswering(false);
            void refetch();
          }}
        />
      )}
    </Dialog>
  );
}

type OneProps = { readonly mail: Mail; readonly canWrite: boolean; readonly act: (doing: Promise<unknown>, said: string) => Promise<unknown>; readonly onAgain: () => void };

/** A mail that did not go out, to be mended and sent once more. */
const againOf = ({ mail_id, to, cc, subject, body, mailbox_id, about, files }: Mail): Start => ({ key: `again.${mail_id}`, to, cc, subject, body, mailbox: mailbox_id ?? undefined, about, files });

function One({ mail, canWrite, act, onAgain }: OneProps) {
  const kind = mail.kind === 'message' ? [] : [t(`mail.kind.${mail.kind}`)];
  return (
    <li data-direction={mail.direction}>
      <p className={css.head}>
        <strong>{mail.from_name ?? mail.from}</strong>
        <span>{[...(mail.to.length > 0 ? [`${t('mail.to')}: ${mail.to.join(', ')}`] : []), mail.status === 'queued' ? moment(mail) : instant(mail.at), t(`mail.status.${mail.status}`), ...kind].join(' · ')}</span>
      </p>
      <p className={css.body}>{mail.body}</p>
      {mail.body_cut && <p className={css.hint}>{t('mail.cut')}</p>}
      <FilesOf mail={mail.mail_id} files={mail.files} />
      {mail.left_out.length > 0 && <p className={css.hint}>{t('mail.left', { names: mail.left_out.join(', ') })}</p>}
      {mail.bounced_at && <p className={css.late}>{[t('mail.bounced'), mail.error].filter(Boolean).join(' ')}</p>}
      {!mail.bounced_at && mail.error && mail.status !== 'in_doubt' && <p className={css.late}><Said of={mail.error} /></p>}
      {mail.status === 'in_doubt' && <p className={css.late}>{t('mail.doubt')}</p>}
      {canWrite && mail.status === 'in_doubt' && (
        <div className={css.tools}>
          <Button size="xs" onClick={() => void act(settleMail(mail.mail_id, true), t('mail.settled'))}>
            {t('mail.doubt.sent')}
          </Button>
          <Button size="xs" variant="default" onClick={() => void act(settleMail(mail.mail_id, false), t('mail.queued'))}>
            {t('mail.doubt.again')}
          </Button>
        </div>
      )}
      {canWrite && mail.status === 'failed' && (
        <Button size="xs" variant="default" onClick={onAgain}>
          {t('mail.again')}
        </Button>
      )}
      {canWrite && mail.status === 'queued' && (
        <Button size="xs" variant="default" onClick={() => void act(cancelMail(mail.mail_id), t('mail.cancelled'))}>
          {t('mail.cancel')}
        </Button>
      )}
    </li>
  );
}
