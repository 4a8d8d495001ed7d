import { ActionIcon, Button } from '@mantine/core';
import { IconMailDown, IconPencil, IconPlus, IconRefresh } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useMay } from '../../shell/session.ts';
import { Failure } from '../../ui/Empty.tsx';
import { Section } from '../../ui/Page.tsx';
import { toast } from '../../ui/toasts.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { WithExport } from '../imports/Export.tsx';
import { membersQuery } from '../deals/queries.ts';
import { useOrder } from '../parts/Order.tsx';
import { mailboxOrders } from '../parts/orders.ts';
import { mailboxesBy, mailboxesQuery, makeInbox, readMailboxes, type Mailbox } from './data.ts';
import rows from '../parts/rows.module.css';
import css from './mail.module.css';
import { Templates } from './Templates.tsx';
import { soon } from '../../ui/soon.ts';

const MailboxDialog = soon(() => import('./MailboxDialog.tsx'), 'MailboxDialog');

/** Where mails go out from and come in at, and what is written often. */
export function Mailboxes() {
  const queries = useQueryClient();
  const { sort, select } = useOrder('mailboxes', mailboxOrders);
  const { data, error, refetch } = useQuery(mailboxesBy(sort));
  const { data: members = [] } = useQuery(membersQuery);
  const may = useMay();
  const manages = may('crm:settings:manage');
  const [asked, setAsked] = useState<Mailbox | 'new'>();
  const [inbox, setInbox] = useState<Mailbox>();
  const refresh = () => void queries.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
  const whose = (box: Mailbox) => (box.owner_id ? (members.find((one) => one.member_id === box.owner_id)?.name ?? t('talk.by.somebody')) : t('mail.mailbox.everybody'));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <div className={css.stack}>
      <Section
        title={t('mail.mailbox.title')}
        aside={
          <WithExport rows={data?.length} list="mailboxes" query={{ sort }}>
            {select(data?.length ?? 0)}
            {manages && (
              <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAsked('new')}>
                {t('mail.mailbox.new')}
              </Button>
            )}
          </WithExport>
        }
      >
        {data?.length === 0 && <p className={css.hint}>{t('mail.mailbox.nothing')}</p>}
        <ul className={rows.list}>
          {data?.map((box) => (
            <li key={box.mailbox_id}>
              <div className={rows.what}>
                {box.name}
                <span>{[box.address, whose(box), ...(box.has_inbox || box.has_imap ? [t('mail.mailbox.inbox.has')] : []), ...(box.active ? [] : [t('mail.mailbox.unused')])].join(' · ')}</span>
                {box.trouble && <span className={css.late}>{t('mail.mailbox.trouble', { why: box.trouble })}</span>}
                {box.reading?.looked_at && <span>{t('mail.imap.looked', { when: instant(box.reading.looked_at) })}</span>}
                {box.reading?.trouble && <span className={css.late}>{t('mail.imap.trouble', { why: box.reading.trouble })}</span>}
                {!!box.reading?.left_out && <span className={css.late}>{t('mail.imap.leftOut', { count: box.reading.left_out, why: box.reading.left_out_why ?? '' })}</span>}
              </div>
              <div className={css.tools}>
                {box.has_imap && box.active && may('crm:activity:write') && (
                  <ActionIcon size={28} aria-label={t('mail.imap.readNow', { name: box.name })} onClick={() => void readMailboxes([box]).then(() => toast.done(t('mail.imap.reading')), toast.failed)}>
                    <IconRefresh size={16} aria-hidden />
                  </ActionIcon>
                )}
                {manages && (
                  <>
                    <ActionIcon size={28} aria-label={t('mail.mailbox.inbox', { name: box.name })} onClick={() => setInbox(box)}>
                      <IconMailDown size={16} aria-hidden />
                    </ActionIcon>
                    <ActionIcon size={28} aria-label={t('mail.mailbox.edit', { name: box.name })} onClick={() => setAsked(box)}>
                      <IconPencil size={16} aria-hidden />
                    </ActionIcon>
                  </>
                )}
              </div>
            </li>
          ))}
        </ul>
      </Section>
      <Templates />
      {asked && <MailboxDialog {...(asked === 'new' ? {} : { mailbox: asked })} onClose={() => setAsked(undefined)} onSaved={refresh} />}
      {inbox && (
        <Inbox
          mailbox={inbox}
          onClose={() => {
            setInbox(undefined);
            refresh();
          }}
        />
      )}
    </div>
  );
}

/** The secret address of a mailbox, told once. */
function Inbox({ mailbox, onClose }: { readonly mailbox: Mailbox; readonly onClose: () => void }) {
  const [address, setAddress] = useState<string>();
  // A request that was repeated on the way is answered without the secret, which is told once: then another one is made.
  const make = (): Promise<void> =>
    makeInbox(mailbox.mailbox_id).then(({ path }) => (path ? setAddress(`${globalThis.location.origin}/api/crm${path}`) : make()), toast.failed);
  return (
    <Dialog title={t('mail.mailbox.inbox', { name: mailbox.name })} onClose={onClose}>
      <p className={css.hint}>{t('mail.mailbox.inbox.tells')}</p>
      {address ? (
        <code className={css.secret}>{address}</code>
      ) : (
        <Button mt={12} onClick={() => void make()}>
          {t('mail.mailbox.inbox.make')}
        </Button>
      )}
    </Dialog>
  );
}
