import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { text } from '../../shell/search.ts';
import { useMay } from '../../shell/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Empty, Failure } from '../../ui/Empty.tsx';
import { Waiting } from '../../ui/grid/Waiting.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useList } from '../../ui/useList.ts';
import { LeadTabs } from '../leads/Tabs.tsx';
import { leadRoute } from '../routes.ts';
import { mailboxesQuery, readMailboxes } from './data.ts';
import { discardMail, unfiledQuery, type Summary } from './kept.ts';
import rows from '../parts/rows.module.css';
import css from './mail.module.css';
import { soon } from '../../ui/soon.ts';

const FileDialog = soon(() => import('./FileDialog.tsx'), 'FileDialog');
const Thread = soon(() => import('./Thread.tsx'), 'Thread');

type Asked = { readonly what: 'file' | 'discard' | 'read'; readonly mail: Summary };

/** Mails that came in and of which nobody knows what they are about: they are filed, become leads, or are thrown away. */
export function UnfiledPage() {
  const queries = useQueryClient();
  const canWrite = useMay()('crm:activity:write');
  // The address names a mail that was found by the search.
  const found = text(leadRoute.useSearch(), 'mail');
  const navigate = useNavigate({ from: leadRoute.fullPath });
  const list = useList(unfiledQuery);
  const [asked, setAsked] = useState<Asked>();
  const { data: boxes = [] } = useQuery(mailboxesQuery);
  const canRead = canWrite && boxes.some((box) => box.has_imap && box.active);
  const look = canRead && (
    <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => void readMailboxes(boxes).then(() => toast.done(t('mail.imap.reading')), toast.failed)}>
      {t('mail.imap.look')}
    </Button>
  );
  const close = () => setAsked(undefined);
  const fresh = () => void queries.invalidateQueries({ queryKey: ['crm', 'mails'] });
  const discard = async (mail: Summary) => {
    close();
    try {
      if (await discardMail(mail)) toast.done(t('mail.unfiled.discarded'));
    } catch (problem) {
      toast.failed(problem);
    }
    fresh();
  };
  return (
    <Page title={t('mail.unfiled.title')} action={look}>
      <LeadTabs at="mails" />
      {list.error ? <Failure error={list.error} onRetry={list.retry} /> : null}
      {list.loading && <Waiting columns={2} label={t('mail.unfiled.title')} />}
      {!list.loading && !list.error && list.rows.length === 0 && <Empty kind="nothing" title={t('mail.unfiled.none')} what={t('mail.unfiled.what')} />}
      {list.rows.length > 0 && (
        <Section title={t('mail.unfiled.title')}>
          <p className={css.hint}>{t('mail.unfiled.what')}</p>
          <ul className={rows.list}>
            {list.rows.map((mail) => (
              <li key={mail.mail_id}>
                <div className={rows.what}>
                  <button type="button" className={css.open} onClick={() => setAsked({ what: 'read', mail })}>
                    {mail.subject}
                  </button>
                  <span>{[mail.from_name ? `${mail.from_name} <${mail.from}>` : mail.from, instant(mail.at), ...(mail.kind === 'message' ? [] : [t(`mail.kind.${mail.kind}`)])].join(' · ')}</span>
                  <span>{mail.beginning}</span>
                </div>
                {canWrite && (
                  <div className={css.tools}>
                    <Button size="xs" aria-label={t('mail.unfiled.fileOne', { subject: mail.subject })} onClick={() => setAsked({ what: 'file', mail })}>
                      {t('mail.unfiled.file')}
                    </Button>
                    <Button size="xs" variant="default" aria-label={t('mail.unfiled.discardOne', { subject: mail.subject })} onClick={() => setAsked({ what: 'discard', mail })}>
                      {t('mail.unfiled.discard')}
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
          {list.more.has && (
            <Button variant="default" onClick={list.more.load} loading={list.more.loading}>
              {t('talk.timeline.older')}
            </Button>
          )}
        </Section>
      )}
      {asked?.what === 'file' && <FileDialog mail={asked.mail} onClose={close} onDone={fresh} />}
      {found && !asked && <Thread id={found} onClose={() => void navigate({ search: {}, replace: true })} />}
      {asked?.what === 'read' && <Thread id={asked.mail.mail_id} onClose={close} />}
      {asked?.what === 'discard' && (
        <Dialog title={t('mail.unfiled.discardOne', { subject: asked.mail.subject })} onClose={close}>
          <p className={css.hint}>{t('mail.unfiled.discard.tells')}</p>
          <div className={css.tools}>
            <Button color="red" onClick={() => void discard(asked.mail)}>
              {t('mail.unfiled.discard')}
            </Button>
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
          </div>
        </Dialog>
      )}
    </Page>
  );
}
