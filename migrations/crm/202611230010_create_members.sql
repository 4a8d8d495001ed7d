-- A copy of the organisation's members, for choosing and checking owners. Fed by events.
create table members (
  org_id     uuid        not null,
  member_id  uuid        not null,
  name       text        not null,
  sort_name  text        collate "C" not null,
  email      text        not null,
  active     boolean     not null,
  constraint members_pkey primary key (org_id, member_id)
);
create index members_name_idx on members (org_id, sort_name, member_id);
select protect_tenant_table('members');
