-- Words an organisation sorts its records by. One that was merged stays as another name of the one it went into, so that
-- records need not be rewritten.
create table tags (
  org_id       uuid         not null,
  tag_id       uuid         not null,
  version      bigint       not null,
  name         text         not null,
  sort_name    text         collate "C" not null,
  color        text         not null,
  merged_into  uuid,
  created_at   timestamptz  not null,
  updated_at   timestamptz  not null,
  constraint tags_pkey primary key (org_id, tag_id),
  constraint tags_merged_fkey foreign key (org_id, merged_into) references tags (org_id, tag_id),
  constraint tags_merged_check check (merged_into <> tag_id)
);
create unique index tags_name_key on tags (org_id, sort_name) where merged_into is null;
create index tags_merged_idx on tags (org_id, merged_into) where merged_into is not null;
select protect_tenant_table('tags');

alter table accounts add column tags uuid[] not null default '{}';
alter table contacts add column tags uuid[] not null default '{}';
alter table deals    add column tags uuid[] not null default '{}';
