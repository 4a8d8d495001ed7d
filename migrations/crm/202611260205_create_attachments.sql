-- Files kept beside accounts, contacts, deals and activities. A removed one stays as a fact without its file.
create table attachments (
  org_id         uuid        not null,
  attachment_id  uuid        not null,
  beside_id      uuid        not null,
  subject        jsonb,
  activity_id    uuid,
  name           text        not null,
  content_type   text        not null,
  size_bytes     bigint      not null check (size_bytes >= 0),
  sha256         text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_at    timestamptz not null,
  uploaded_by    text        not null,
  removed_at     timestamptz,
  constraint attachments_pkey primary key (org_id, attachment_id),
  constraint attachments_beside_check check ((subject is null) <> (activity_id is null))
);
create index attachments_beside_idx on attachments (org_id, beside_id, uploaded_at desc, attachment_id desc)
  where removed_at is null;
create unique index attachments_content_key on attachments (org_id, beside_id, sha256) where removed_at is null;
create index attachments_sha256_idx on attachments (org_id, sha256) where removed_at is null;
select protect_tenant_table('attachments');
