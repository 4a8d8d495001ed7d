/* What the address of the inbox may say; anybody may have typed it. */
import { day, oneOf, text, yes } from '../../shell/search.ts';
import { leadSorts } from '../parts/sorts.ts';

export const leadStatuses = ['new', 'working', 'nurture', 'converted', 'disqualified'] as const;

export const leadChannels = ['form', 'api', 'manual', 'import'] as const;

export const readSearch = (search: Record<string, unknown>) => ({
  q: text(search, 'q'),
  status: oneOf(search, 'status', leadStatuses),
  owner: text(search, 'owner'),
  source: text(search, 'source'),
  campaign: text(search, 'campaign'),
  country: text(search, 'country'),
  job: text(search, 'job'),
  phone: text(search, 'phone'),
  min: text(search, 'min'),
  max: text(search, 'max'),
  points: text(search, 'points'),
  maxPoints: text(search, 'maxPoints'),
  from: day(search, 'from'),
  to: day(search, 'to'),
  channel: oneOf(search, 'channel', leadChannels),
  unassigned: yes(search, 'unassigned'),
  overdue: yes(search, 'overdue'),
  stepless: yes(search, 'stepless'),
  due: day(search, 'due'),
  tag: text(search, 'tag'),
  all: yes(search, 'all'),
  custom: text(search, 'custom'),
  sort: oneOf(search, 'sort', leadSorts),
  by: text(search, 'by'),
  new: yes(search, 'new'),
});
export type LeadSearch = ReturnType<typeof readSearch>;
