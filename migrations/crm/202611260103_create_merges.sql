-- Two records that turned out to be one. The one that ended points to the one that goes on, and stays readable.
alter table accounts
  add column merged_into uuid,
  add constraint accounts_merged_fkey foreign key (org_id, merged_into) references accounts (org_id, account_id),
  add constraint accounts_merged_check check (merged_into <> account_id);
create index accounts_merged_idx on accounts (org_id, merged_into) where merged_into is not null;
alter table contacts
  add column merged_into uuid,
  add constraint contacts_merged_fkey foreign key (org_id, merged_into) references contacts (org_id, contact_id),
  add constraint contacts_merged_check check (merged_into <> contact_id);
create index contacts_merged_idx on contacts (org_id, merged_into) where merged_into is not null;
create index leads_merged_idx on leads (org_id, merged_into) where merged_into is not null;
create index deals_contact_idx on deals (org_id, contact_id) where contact_id is not null;

-- What ended is not found any more. These indexes are read alone, so they know it.
drop index accounts_search_idx;
create index accounts_search_idx on accounts (org_id, search_name, account_id) where merged_into is null;
drop index contacts_search_idx;
create index contacts_search_idx on contacts (org_id, search_name, contact_id) where merged_into is null;
create index leads_search_idx on leads (org_id, search_text, lead_id) where merged_into is null;

-- What a merge changed, so that it can be undone: what was moved from the one to the other, and which fields were filled.
create table merges (
  org_id       uuid        not null,
  merge_id     uuid        not null,
  kind         text        not null check (kind in ('account', 'contact', 'lead')),
  survivor_id  uuid        not null,
  merged_id    uuid        not null,
  moved        jsonb       not null,
  filled       jsonb       not null,
  merged_at    timestamptz not null,
  merged_by    text        not null,
  undone_at    timestamptz,
  undone_by    text,
  constraint merges_pkey primary key (org_id, merge_id),
  constraint merges_undone_check check ((undone_at is null) = (undone_by is null))
);
create index merges_survivor_idx on merges (org_id, survivor_id, merge_id);
create index merges_merged_idx on merges (org_id, merged_id, merge_id);
select protect_tenant_table('merges');
