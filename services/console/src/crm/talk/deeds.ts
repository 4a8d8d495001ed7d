/* What is done with a follow-up: on what was seen of it, and shown how it stands where somebody else was faster. Each answers null when that is kept. */
import { api, read, writing } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { meeting } from '../../ui/meeting.tsx';
import { aboutFollowUp, isOpen } from './about.ts';
import type { FollowUp } from './data.ts';

const on = ({ follow_up_id }: FollowUp, etag: string, key: string) => ({ path: { follow_up_id }, ...writing(key, etag) });

export const complete = (one: FollowUp) =>
  meeting.act<FollowUp, FollowUp>({
    ...aboutFollowUp(one),
    label: t('talk.followUp.status.done'),
    can: isOpen,
    send: (etag, key) => read(api.POST('/api/crm/v1/follow-ups/{follow_up_id}/complete', { params: on(one, etag, key), body: {} })),
  });
export const drop = (one: FollowUp, label: string) =>
  meeting.act<FollowUp, FollowUp>({
    ...aboutFollowUp(one),
    label,
    can: isOpen,
    send: (etag, key) => read(api.POST('/api/crm/v1/follow-ups/{follow_up_id}/cancel', { params: on(one, etag, key), body: {} })),
  });
export const reopen = (one: FollowUp) =>
  meeting.act<FollowUp, FollowUp>({
    ...aboutFollowUp(one),
    label: t('talk.followUp.status.open'),
    can: (now) => !isOpen(now),
    send: (etag, key) => read(api.POST('/api/crm/v1/follow-ups/{follow_up_id}/reopen', { params: on(one, etag, key), body: {} })),
  });
export const snooze = (one: FollowUp, due_on: string) =>
  meeting.act<FollowUp, FollowUp>({
    ...aboutFollowUp(one),
    label: t('talk.followUp.snooze', { title: one.title }),
    can: isOpen,
    send: (etag, key) => read(api.POST('/api/crm/v1/follow-ups/{follow_up_id}/snooze', { params: on(one, etag, key), body: { due_on } })),
  });
/** Plans it for a day again, which may have passed: the way back from putting it off. */
export const planAgain = (one: FollowUp, due_on: string) =>
  meeting.act<FollowUp, FollowUp>({
    ...aboutFollowUp(one),
    label: t('common.undo'),
    can: isOpen,
    send: (etag, key) => read(api.PATCH('/api/crm/v1/follow-ups/{follow_up_id}', { params: on(one, etag, key), body: { due_on } })),
  });
