import { ActionIcon } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { useMay, useSession } from '../../shell/session.ts';
import { inboxQuery } from './data.ts';
import css from './bell.module.css';
import { soon } from '../../ui/soon.ts';

const Inbox = soon(() => import('./Inbox.tsx'), 'Inbox');

/** How many notifications were not read; what they say comes when it is asked for. */
export function Bell() {
  const { member_id } = useSession();
  const may = useMay();
  const mine = Boolean(member_id) && may('crm:read');
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const { data } = useQuery({ ...inboxQuery(member_id ?? ''), enabled: mine });
  if (!member_id || !mine) return null;
  const unread = data?.unread ?? 0;
  return (
    <>
      <ActionIcon aria-label={t('talk.bell.label', { count: unread })} popoverTarget="inbox" className={css.bell}>
        <IconBell size={18} aria-hidden />
        {unread > 0 && (
          <span className={css.count} aria-hidden>
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </ActionIcon>
      <div ref={panel} id="inbox" popover="auto" role="dialog" aria-label={t('talk.bell.title')} className={css.panel} onToggle={(event) => setOpen(event.newState === 'open')}>
        {open && (
          <Inbox member={member_id} onClose={() => panel.current?.hidePopover()} />
        )}
      </div>
    </>
  );
}
