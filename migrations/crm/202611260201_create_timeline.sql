-- The timeline of accounts, contacts and deals: each happening once, and a row for each thing on whose timeline it stands.
-- Happenings are written as they become known, so reading a page is one walk along one index.
create table timeline_entries (
  org_id       uuid        not null,
  entry_id     uuid        not null,
  kind         text        not null,
  at           timestamptz not null,
  actor        text        not null,
  what         jsonb       not null,
  recorded_at  timestamptz not null,
  constraint timeline_entries_pkey primary key (org_id, entry_id)
);
select protect_tenant_table('timeline_entries');

-- direct: the happening is about the thing itself. Otherwise it stands on an account's timeline because it is about one of
-- its deals or contacts, and moves when that goes to another account. Things of every kind have ids of their own, so the
-- kind is not kept.
create table timeline_links (
  org_id      uuid        not null,
  subject_id  uuid        not null,
  at          timestamptz not null,
  entry_id    uuid        not null,
  kind        text        not null,
  direct      boolean     not null,
  constraint timeline_links_pkey primary key (org_id, subject_id, entry_id),
  constraint timeline_links_entry_fkey foreign key (org_id, entry_id) references timeline_entries (org_id, entry_id)
);
create index timeline_links_at_idx on timeline_links (org_id, subject_id, at desc, entry_id desc);
create index timeline_links_kind_idx on timeline_links (org_id, subject_id, kind, at desc, entry_id desc);
create index timeline_links_activity_idx on timeline_links (org_id, subject_id, at desc)
  where kind in ('note', 'call', 'meeting', 'email', 'hand_over');
create index timeline_links_entry_idx on timeline_links (org_id, entry_id);
select protect_tenant_table('timeline_links');
