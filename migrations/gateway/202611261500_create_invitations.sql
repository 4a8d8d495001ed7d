-- Who has a log-in already joins another organisation by a code of their own: nobody else may make them a member, since
-- whoever knows their password would come with them. Only the SHA-256 of a code is kept.
create table invitations (
  org_id         uuid        not null,
  invitation_id  uuid        not null,
  email          text        not null,
  name           text        not null,
  roles          jsonb       not null,
  code_hash      bytea       not null,
  invited_by     text        not null,
  created_at     timestamptz not null,
  expires_at     timestamptz not null,
  withdrawn_at   timestamptz,
  accepted_at    timestamptz,
  member_id      uuid,
  constraint invitations_pkey primary key (org_id, invitation_id),
  constraint invitations_code_hash_key unique (org_id, code_hash),
  constraint invitations_member_check check ((accepted_at is null) = (member_id is null)),
  constraint invitations_end_check check (accepted_at is null or withdrawn_at is null)
);
-- A new invitation takes the place of the one before it.
create unique index invitations_open_key on invitations (org_id, lower(email))
  where accepted_at is null and withdrawn_at is null;
select protect_tenant_table('invitations');
