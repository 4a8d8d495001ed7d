/* What is told of a time entry that somebody else changed. */
import type { QueryClient } from '@tanstack/react-query';
import { etagOf } from '../../api/client.ts';
import { date, hours } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import type { Fields } from '../../ui/meeting.tsx';
import { entryQuery } from '../queries.ts';
import type { Entry } from './week.ts';

export function aboutEntry(queries: QueryClient, entry: Entry) {
  const fields: Fields<Entry> = {
    status: { label: t('projects.project.status'), show: (status) => t(`projects.time.status.${status}`) },
    hours: { label: t('projects.time.hours'), show: (one) => hours(one) },
    note: { label: t('projects.time.note') },
  };
  return {
    service: 'projects',
    id: entry.time_entry_id,
    title: `${entry.task_name}, ${date(entry.work_on, 'weekday')}`,
    fields,
    base: { value: entry, etag: etagOf(entry) },
    fetch: () => queries.fetchQuery({ ...entryQuery(entry.time_entry_id), staleTime: 0 }),
  } as const;
}
