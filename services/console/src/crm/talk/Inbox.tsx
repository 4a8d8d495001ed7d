import { Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ago } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { pageOf } from '../../shell/pages.tsx';
import { Failure } from '../../ui/Empty.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useList } from '../../ui/useList.ts';
import { membersQuery } from '../deals/queries.ts';
import { mailToldOf } from '../mail/kept.ts';
import { actorName } from './actors.ts';
import css from './bell.module.css';
import { toldOrders, worthOrdering } from '../parts/orders.ts';
import { inboxQuery, lastTold, readAll, readOne, subjectOf, toldQuery, type Told } from './data.ts';

/** What one was told, newest first; opening one marks it as read. */
export function Inbox({ member, onClose }: { readonly member: string; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data } = useQuery(inboxQuery(member));
  const [sort, setSort] = useState<(typeof toldOrders)[number]>();
  const told = useList(toldQuery(member, sort));
  const { data: members = [] } = useQuery(membersQuery);
  const fresh = () => Promise.all([queries.invalidateQueries({ queryKey: inboxQuery(member).queryKey }), queries.invalidateQueries({ queryKey: ['crm', 'follow-ups', 'day'] })]);
  const open = async (one: Told) => {
    onClose();
    const subject = one.subject && subjectOf(one.subject);
    // A mail that did not go well stands on no timeline: it is opened itself, where it is settled.
    const mail = one.kind === 'mail_failed' ? await mailToldOf(one.subject, one.text).catch(() => undefined) : undefined;
    const page = subject ? pageOf(subject.kind, subject.id) : '/crm/day';
    if (mail) void navigate({ to: '/crm/mails', search: { mail } } as never);
    else if (page) void navigate({ to: page } as never);
    if (one.read_at) return;
    await readOne(one.notification_id).catch(toast.failed);
    await fresh();
  };
  const all = async () => {
    // Up to what is seen here: what comes at this moment stays new. In another order the newest may stand anywhere.
    const until = sort ? await lastTold().catch(toast.failed) : told.rows[0]?.created_at;
    if (until) await readAll(until).catch(toast.failed);
    await fresh();
  };
  return (
    <>
      <div className={css.head}>
        <h2>{t('talk.bell.title')}</h2>
        {(data?.unread ?? 0) > 0 && (
          <Button size="xs" variant="default" onClick={() => void all()}>
            {t('talk.bell.readAll')}
          </Button>
        )}
      </div>
      {(sort || worthOrdering(told.rows.length, told.more.has)) && (
        <NativeSelect
          size="xs"
          variant="unstyled"
          className={css.order}
          aria-label={t('talk.bell.order')}
          value={sort ?? toldOrders[0]}
          onChange={({ currentTarget }) => setSort(toldOrders.slice(1).find((one) => one === currentTarget.value))}
          data={toldOrders.map((value) => ({ value, label: t(`talk.bell.order.${value}`) }))}
        />
      )}
      {told.error ? <Failure error={told.error} onRetry={told.retry} /> : null}
      {!told.loading && !told.error && told.rows.length === 0 && <p className={css.none}>{t('talk.bell.none')}</p>}
      <ul className={css.list}>
        {told.rows.map((one) => (
          <li key={one.notification_id}>
            <button type="button" data-unread={!one.read_at || undefined} onClick={() => void open(one)}>
              <span>{one.kind === 'reminder' && one.told_by === 'system:automation' ? t('talk.bell.automation') : one.kind === 'reminder' || one.kind === 'mail_received' || one.kind === 'mail_failed' || one.kind === 'quote_accepted' || one.kind === 'quote_declined' || one.kind === 'lead_came_back' || one.kind === 'lead_without_owner' ? t(`talk.bell.${one.kind}`) : t(`talk.bell.${one.kind}`, { who: actorName(one.told_by, members) })}</span>
              {one.text && <strong>{one.text}</strong>}
              <small>{[one.subject_name !== one.text && one.subject_name, ago(one.created_at)].filter(Boolean).join(' · ')}</small>
            </button>
          </li>
        ))}
      </ul>
      {told.more.has && (
        <Button size="xs" variant="default" loading={told.more.loading} onClick={told.more.load}>
          {t('common.more')}
        </Button>
      )}
    </>
  );
}
