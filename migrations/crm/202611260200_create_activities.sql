-- What was done with or for clients: notes, calls, meetings, mails, hand-overs. What an activity says always travels whole
-- and nothing queries inside, so it is one value; it is emptied when the activity is removed, the rest stays as a fact.
create table activities (
  org_id       uuid        not null,
  activity_id  uuid        not null,
  version      bigint      not null,
  kind         text        not null check (kind in ('note', 'call', 'meeting', 'email', 'hand_over')),
  content      jsonb,
  about        jsonb       not null,
  happened_at  timestamptz not null,
  author_id    uuid,
  mentions     uuid[]      not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  constraint activities_pkey primary key (org_id, activity_id)
);
create index activities_happened_idx on activities (org_id, happened_at desc, activity_id desc) where content is not null;
create index activities_author_idx on activities (org_id, author_id, happened_at desc, activity_id desc)
  where content is not null;
select protect_tenant_table('activities');

-- Who takes part in which meeting, for "my day" and calendars.
create table meeting_members (
  org_id       uuid        not null,
  member_id    uuid        not null,
  starts_at    timestamptz not null,
  activity_id  uuid        not null,
  constraint meeting_members_pkey primary key (org_id, member_id, activity_id),
  constraint meeting_members_activity_fkey foreign key (org_id, activity_id) references activities (org_id, activity_id)
);
create index meeting_members_starts_idx on meeting_members (org_id, member_id, starts_at);
create index meeting_members_activity_idx on meeting_members (org_id, activity_id);
select protect_tenant_table('meeting_members');
