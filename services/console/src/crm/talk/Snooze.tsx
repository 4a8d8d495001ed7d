import { ActionIcon, Menu } from '@mantine/core';
import { IconClockPause } from '@tabler/icons-react';
import { addDays, today } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { FollowUp } from './data.ts';
import { useFollowUps } from './useFollowUps.ts';
import { nextMonday, tomorrow } from './when.ts';

/** Puts a follow-up off to one of the days that are asked for most. */
export function Snooze({ followUp }: { readonly followUp: FollowUp }) {
  const { later } = useFollowUps();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon aria-label={t('talk.followUp.snooze', { title: followUp.title })}>
          <IconClockPause size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void later(followUp, tomorrow())}>{t('talk.followUp.tomorrow')}</Menu.Item>
        <Menu.Item onClick={() => void later(followUp, addDays(today(), 3))}>{t('talk.followUp.inThreeDays')}</Menu.Item>
        <Menu.Item onClick={() => void later(followUp, nextMonday())}>{t('talk.followUp.nextWeek')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
