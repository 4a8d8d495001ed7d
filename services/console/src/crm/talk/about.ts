/* What is told of a follow-up, or of what was written down, that is another one by the time it is changed, ticked off or taken out. */
import { api, etagOf, read, type Schema } from '../../api/client.ts';
import { date } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { memberName, type Fields } from '../../ui/meeting.tsx';
import type { FollowUp, Said } from './data.ts';

const fieldsOf = (): Fields<FollowUp> => ({
  status: { label: t('talk.followUp.status'), show: (status) => t(`talk.followUp.status.${status}`) },
  title: { label: t('talk.followUp.title') },
  due_on: { label: t('talk.followUp.due'), show: (day) => date(day) },
  due_time: { label: t('talk.followUp.time'), show: (time) => time.slice(0, 5) },
  owner_id: { label: t('talk.followUp.owner'), show: memberName },
  priority: { label: t('talk.followUp.priority'), show: (priority) => t(`talk.followUp.${priority}`) },
  recurrence: { label: t('talk.followUp.again'), show: (again) => t(`talk.followUp.again.${again.frequency}`) },
  remind_minutes_before: { label: t('talk.followUp.remind') },
  note: { label: t('talk.compose.note') },
});

/** Which follow-up it is, what it says, and how it stands by now. */
export function aboutFollowUp(base: FollowUp) {
  const { follow_up_id, title } = base;
  return {
    service: 'crm',
    id: follow_up_id,
    title,
    fields: fieldsOf(),
    base: { value: base, etag: etagOf(base) },
    // Who ticks it off goes by what is to be done, by when and by whom.
    upon: ['status', 'title', 'due_on', 'due_time', 'owner_id'],
    fetch: async () => {
      const value = await read(api.GET('/api/crm/v1/follow-ups/{follow_up_id}', { params: { path: { follow_up_id } } }));
      return { value, etag: etagOf(value) };
    },
  } as const;
}
export const isOpen = ({ status }: Pick<FollowUp, 'status'>) => status === 'open';

type Content = NonNullable<Said['content']>;
/** What was written down, in a few words. */
function inWords(content: Content): string {
  const more = content.kind === 'meeting' ? [content.title, content.place] : content.kind === 'call' ? [t(`talk.outcome.${content.outcome}`)] : [];
  return [...more, 'text' in content && content.text].filter(Boolean).join(' · ');
}

export const fetchActivity = (activity_id: string) => read(api.GET('/api/crm/v1/activities/{activity_id}', { params: { path: { activity_id } } }));
type Written = { readonly content: Said['content'] | Schema<'ActivityView'>['content'] };
/** Which activity it is; one that was taken out has no content any more. */
export const aboutActivity = ({ activity_id, content, version }: Said) => {
  const fields: Fields<Written> = { content: { label: t('talk.compose.text'), show: (said) => inWords(said) } };
  const base: { readonly value: Written; readonly etag: string } = { value: { content }, etag: etagOf({ version }) };
  const fetch = async () => {
    const now = await fetchActivity(activity_id);
    return { value: { content: now.content }, etag: etagOf(now) };
  };
  return { service: 'crm', id: activity_id, title: t('talk.activity'), fields, base, fetch } as const;
};
