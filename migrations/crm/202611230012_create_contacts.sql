-- People at accounts.
create table contacts (
  org_id        uuid        not null,
  contact_id    uuid        not null,
  version       bigint      not null,
  account_id    uuid,
  name          text        not null,
  sort_name     text        collate "C" not null,
  email         text,
  phone         text,
  job_title     text,
  external_ref  text,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  constraint contacts_pkey primary key (org_id, contact_id),
  constraint contacts_external_ref_key unique (org_id, external_ref),
  constraint contacts_account_fkey foreign key (org_id, account_id) references accounts (org_id, account_id)
);
create index contacts_name_idx on contacts (org_id, sort_name, contact_id);
create index contacts_account_idx on contacts (org_id, account_id, sort_name, contact_id);
select protect_tenant_table('contacts');
