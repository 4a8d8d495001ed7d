import { ActionIcon } from '@mantine/core';
import {
  IconArrowsExchange, IconCalendarEvent, IconCheckbox, IconCoin, IconFile, IconMail, IconFileText, IconNote, IconPackage, IconPencil, IconPhone, IconTargetArrow, IconTrash, IconUserPlus, type Icon,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { instant } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { soonPart } from '../../shell/lazy.ts';
import { RecordLink } from '../../shell/pages.tsx';
import { useMay, useSession } from '../../shell/session.ts';
import { meeting } from '../../ui/meeting.tsx';
import { toast } from '../../ui/toasts.tsx';
import { aboutActivity } from './about.ts';
import { actorName } from './actors.ts';
import { removeActivity, type Entry, type Kind } from './data.ts';
import type { Person } from './mentions.ts';
import css from './talk.module.css';
import { tell } from './tell.ts';
import { soon } from '../../ui/soon.ts';

const icons: Record<Kind, Icon> = {
  note: IconNote, call: IconPhone, meeting: IconCalendarEvent, email: IconMail, hand_over: IconArrowsExchange, deal: IconTargetArrow, follow_up: IconCheckbox,
  delivery: IconPackage, billing: IconCoin, file: IconFile, quote: IconFileText, lead: IconUserPlus,
};
const ActivityForm = soon(() => import('./ActivityForm.tsx'), 'ActivityForm');
const Thread = soonPart('mail', () => import('../mail/Thread.tsx'), 'Thread');
const clock = (at: string) => instant(at, 'time');

/** One entry of a timeline. */
export function EntryRow({ entry, members, canWrite }: { readonly entry: Entry; readonly members: readonly Person[]; readonly canWrite: boolean }) {
  const queries = useQueryClient();
  const may = useMay();
  const { member_id } = useSession();
  const { what } = entry;
  const name = (id: string | null | undefined) => members.find((one) => one.member_id === id)?.name ?? t('talk.by.somebody');
  const told = tell(what, name, clock);
  const Sign = icons[entry.kind];
  const mine = what.event === 'activity' && what.content && (what.author_id === member_id || may('identity:organization:manage'));
  const mail = what.event === 'activity' && what.content?.kind === 'email' ? what.content.mail_id : undefined;
  const [open, setOpen] = useState(false);
  const [mending, setMending] = useState(false);
  const kind = what.event === 'activity' ? what.content?.kind : undefined;
  const sort = kind === 'note' || kind === 'call' || kind === 'meeting' ? kind : undefined;
  const remove = async () => {
    if (what.event !== 'activity') return;
    try {
      const removed = await meeting.act({ ...aboutActivity(what), label: t('talk.remove.do'), can: (now) => !!now.content, send: (etag, key) => removeActivity(what.activity_id, etag, key) });
      if (removed) toast.done(t('talk.remove.done'));
    } catch (error) {
      toast.failed(error);
    }
    await queries.invalidateQueries({ queryKey: ['crm', 'activities'] });
  };
  return (
    <li className={css.entry} tabIndex={-1} data-entry data-kind={entry.kind}>
      <Sign size={16} stroke={1.6} aria-hidden />
      <div>
        <p>
          {told.link && <RecordLink kind={told.link[0]} id={told.link[1]}>{told.line}</RecordLink>}
          {mail && (
            <button type="button" className={css.opens} aria-haspopup="dialog" onClick={() => setOpen(true)}>
              {told.line}
            </button>
          )}
          {!told.link && !mail && <strong>{told.line}</strong>}
          <span className={css.sub}>
            {[...(told.more ?? []), actorName(entry.actor, members), clock(entry.at)].join(' · ')}
          </span>
        </p>
        {told.text && !mending && <p className={css.words}>{told.text}</p>}
        {mending && sort && what.event === 'activity' && <ActivityForm shown={what} sort={sort} onClose={() => setMending(false)} />}
        {open && mail && <Thread id={mail} onClose={() => setOpen(false)} />}
      </div>
      {canWrite && mine && !mending && (
        <span className={css.tools}>
          {sort && (
            <ActionIcon size="sm" aria-label={t('talk.correct.one', { what: told.line })} title={t('talk.correct.do')} onClick={() => setMending(true)}>
              <IconPencil size={14} aria-hidden />
            </ActionIcon>
          )}
          <ActionIcon size="sm" aria-label={t('talk.remove.one', { what: told.line })} title={t('talk.remove.do')} onClick={() => void remove()}>
            <IconTrash size={14} aria-hidden />
          </ActionIcon>
        </span>
      )}
    </li>
  );
}
