/* All mails as a list. */
import { api, read, type Schema } from '../../api/client.ts';
import { listQuery } from '../../api/lists.ts';
import { day, oneOf, text, texts, yes } from '../../shell/search.ts';
import { mailSorts } from '../parts/sorts.ts';
import { aboutOf } from '../talk/data.ts';
import { readSubject } from './about.ts';

export const mailStatuses = ['in_doubt', 'failed', 'queued', 'sent', 'received', 'cancelled'] as const satisfies readonly Schema<'MailStatus'>[];
export const directions = ['outgoing', 'incoming'] as const;

/** What the address may say; anybody may have typed it. */
export const readMails = (search: Record<string, unknown>) => ({
  ...texts(search, 'q', 'author'),
  status: oneOf(search, 'status', mailStatuses),
  from: day(search, 'from'),
  to: day(search, 'to'),
  sort: oneOf(search, 'sort', mailSorts),
  direction: oneOf(search, 'direction', directions),
  box: text(search, 'box'),
  /** `deal:<id>`, and so on. */
  about: text(search, 'about'),
  mail: text(search, 'mail'),
  new: yes(search, 'new'),
});
export type MailSearch = ReturnType<typeof readMails>;

export const mailsQuery = ({ q, author, status, direction, box, about, from, to, sort }: MailSearch) => {
  const subject = readSubject(about);
  const query = { q, author_id: author, status, direction, mailbox_id: box, from, to, sort, ...(subject ? aboutOf(subject) : {}) };
  return listQuery(['crm', 'mails', 'list', query] as const, (cursor, signal) =>
    read(api.GET('/api/crm/v1/mails', { params: { query: { ...query, cursor, limit: 100 } }, signal })),
  );
};
