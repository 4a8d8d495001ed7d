-- Companies we sell to, or might. sort_name is the name in small letters; lists and prefixes use it.
create table accounts (
  org_id                   uuid          not null,
  account_id               uuid          not null,
  version                  bigint        not null,
  name                     text          not null,
  sort_name                text          collate "C" not null,
  parent_id                uuid,
  industry                 text,
  country                  text,
  tax_number               text,
  website                  text,
  employees                integer,
  annual_revenue           numeric(19,4),
  annual_revenue_currency  char(3),
  founded_year             smallint,
  owner_id                 uuid,
  external_ref             text,
  created_at               timestamptz   not null,
  updated_at               timestamptz   not null,
  constraint accounts_pkey primary key (org_id, account_id),
  constraint accounts_external_ref_key unique (org_id, external_ref),
  constraint accounts_parent_fkey foreign key (org_id, parent_id) references accounts (org_id, account_id),
  constraint accounts_parent_check check (parent_id <> account_id),
  constraint accounts_revenue_check check ((annual_revenue is null) = (annual_revenue_currency is null))
);
create index accounts_name_idx on accounts (org_id, sort_name, account_id);
create index accounts_parent_idx on accounts (org_id, parent_id) where parent_id is not null;
select protect_tenant_table('accounts');
