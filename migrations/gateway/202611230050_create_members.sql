-- Memberships. They are never deleted, since documents name them.
create table members (
  org_id      uuid        not null,
  member_id   uuid        not null,
  user_id     uuid        not null references users,
  roles       jsonb       not null,
  active      boolean     not null,
  version     bigint      not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  constraint members_pkey primary key (org_id, member_id),
  constraint members_user_id_key unique (org_id, user_id)
);
select protect_tenant_table('members');
