-- Files become activities, too.
alter table imports drop constraint imports_kind_check;
alter table imports add constraint imports_kind_check
  check (kind in ('accounts', 'contacts', 'deals', 'leads', 'activities'));
alter table import_records drop constraint import_records_kind_check;
alter table import_records add constraint import_records_kind_check
  check (kind in ('account', 'contact', 'deal', 'lead', 'activity'));
alter table removed_records drop constraint removed_records_kind_check;
alter table removed_records add constraint removed_records_kind_check
  check (kind in ('account', 'contact', 'deal', 'lead', 'activity'));
-- By its key a row that became an activity is known for ever.
alter table activities add column external_ref text collate "C";
create unique index activities_external_ref_key on activities (org_id, external_ref) where external_ref is not null;

-- What the rows of a file are known by, or name, while it is tried out: a later row that is the same or names the same finds
-- them by it. Keys are hashes. own tells what a row is known by from what it only names. What import_rows.match_keys was for
-- before; that column stays empty and goes once no version of the program writes it any more.
create table import_row_keys (
  org_id     uuid    not null,
  import_id  uuid    not null,
  key        uuid    not null,
  own        boolean not null,
  row_no     integer not null,
  constraint import_row_keys_pkey primary key (org_id, import_id, key, own, row_no),
  constraint import_row_keys_row_fkey foreign key (org_id, import_id, row_no)
    references import_rows (org_id, import_id, row_no) on delete cascade
);
create index import_row_keys_row_idx on import_row_keys (org_id, import_id, row_no);
select protect_tenant_table('import_row_keys');

-- When the rows of an import were removed, and with them what they had brought: it is kept for a while only.
alter table imports add column cleared_at timestamptz;
create index imports_kept_idx on imports (org_id, updated_at) where cleared_at is null;
