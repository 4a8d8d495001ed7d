-- What members are going to do by a day. due_at is the moment it is overdue from: its time, or the end of its day, in the
-- organisation's zone. planned_on is the day its recurrence counts from, which putting it off does not change.
create table follow_ups (
  org_id                 uuid        not null,
  follow_up_id           uuid        not null,
  version                bigint      not null,
  title                  text        not null,
  note                   text,
  due_on                 date        not null,
  due_time               time,
  due_at                 timestamptz not null,
  remind_minutes_before  integer     check (remind_minutes_before >= 0),
  remind_at              timestamptz,
  owner_id               uuid        not null,
  priority               text        not null check (priority in ('low', 'normal', 'high')),
  about                  jsonb       not null,
  status                 text        not null check (status in ('open', 'done', 'cancelled')),
  done_on                date,
  recurrence             jsonb,
  series_id              uuid        not null,
  series_began_on        date        not null,
  planned_on             date        not null,
  occurrence             integer     not null check (occurrence > 0),
  created_at             timestamptz not null,
  updated_at             timestamptz not null,
  constraint follow_ups_pkey primary key (org_id, follow_up_id),
  constraint follow_ups_done_check check ((status = 'done') = (done_on is not null))
);
create index follow_ups_due_idx on follow_ups (org_id, status, due_at, follow_up_id);
create index follow_ups_owner_idx on follow_ups (org_id, owner_id, status, due_at, follow_up_id);
create index follow_ups_created_idx on follow_ups (org_id, created_at desc, follow_up_id desc);
create index follow_ups_remind_idx on follow_ups (org_id, remind_at) where remind_at is not null and status = 'open';
select protect_tenant_table('follow_ups');

-- What each follow-up is about, for finding them.
create table follow_up_links (
  org_id        uuid not null,
  subject_id    uuid not null,
  follow_up_id  uuid not null,
  constraint follow_up_links_pkey primary key (org_id, subject_id, follow_up_id),
  constraint follow_up_links_follow_up_fkey foreign key (org_id, follow_up_id)
    references follow_ups (org_id, follow_up_id)
);
create index follow_up_links_follow_up_idx on follow_up_links (org_id, follow_up_id);
select protect_tenant_table('follow_up_links');
