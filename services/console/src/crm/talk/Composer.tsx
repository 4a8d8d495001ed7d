import { Button } from '@mantine/core';
import { IconCalendarEvent, IconCheckbox, IconMail, IconNote, IconPhone } from '@tabler/icons-react';
import { t } from '../../i18n/index.ts';
import { soonPart } from '../../shell/lazy.ts';
import type { Subject } from './data.ts';
import css from './talk.module.css';
import { soon } from '../../ui/soon.ts';

const ActivityForm = soon(() => import('./ActivityForm.tsx'), 'ActivityForm');
const MailForm = soonPart('mail', () => import('../mail/MailForm.tsx'), 'MailForm');
const FollowUpForm = soonPart('desk', () => import('./FollowUpForm.tsx'), 'FollowUpForm');

export type Sort = 'note' | 'call' | 'meeting' | 'mail' | 'followUp';
const sorts = [['note', IconNote], ['call', IconPhone], ['meeting', IconCalendarEvent], ['mail', IconMail], ['followUp', IconCheckbox]] as const;

type Props = { readonly subject: Subject; readonly sort: Sort | undefined; readonly onSort: (sort: Sort | undefined) => void };

/** What one wants to write down, then the few fields it takes. */
export function Composer({ subject, sort, onSort }: Props) {
  const close = () => onSort(undefined);
  return (
    <div className={css.composer}>
      <div className={css.sorts} role="group" aria-label={t('talk.compose.title')}>
        {sorts.map(([one, Sign]) => (
          <Button key={one} size="xs" variant={sort === one ? 'filled' : 'default'} aria-expanded={sort === one} leftSection={<Sign size={14} aria-hidden />} onClick={() => onSort(sort === one ? undefined : one)}>
            {t(`talk.compose.${one}`)}
          </Button>
        ))}
      </div>
      {sort === 'followUp' && <FollowUpForm about={subject} onClose={close} />}
      {sort === 'mail' && <MailForm subject={subject} onClose={close} />}
      {sort && sort !== 'followUp' && sort !== 'mail' && <ActivityForm key={sort} subject={subject} sort={sort} onClose={close} />}
    </div>
  );
}
