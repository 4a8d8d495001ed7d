-- Lists as people like to see them. A person's own, some of them shown to everybody.
create table saved_views (
  org_id      uuid         not null,
  view_id     uuid         not null,
  version     bigint       not null,
  owner_id    uuid         not null,
  list        text         not null check (list in ('accounts', 'contacts', 'deals', 'board')),
  name        text         not null,
  sort_name   text         collate "C" not null,
  shared      boolean      not null,
  filters     jsonb        not null,
  sort        text,
  columns     text[]       not null,
  created_at  timestamptz  not null,
  updated_at  timestamptz  not null,
  constraint saved_views_pkey primary key (org_id, view_id),
  constraint saved_views_name_key unique (org_id, owner_id, list, sort_name)
);
select protect_tenant_table('saved_views');

-- With which view a person begins.
create table default_views (
  org_id     uuid  not null,
  member_id  uuid  not null,
  list       text  not null,
  view_id    uuid  not null,
  constraint default_views_pkey primary key (org_id, member_id, list),
  constraint default_views_view_fkey foreign key (org_id, view_id) references saved_views (org_id, view_id) on delete cascade
);
create index default_views_view_idx on default_views (org_id, view_id);
select protect_tenant_table('default_views');
