-- Files whose rows become records. What the columns hold and what they shall mean is read whole, so each is one value. The
-- file itself is kept only until the import begins: until then it may have to be read in another way.
create table imports (
  org_id       uuid        not null,
  import_id    uuid        not null,
  version      bigint      not null,
  kind         text        not null check (kind in ('accounts', 'contacts', 'deals', 'leads')),
  format       text        not null,
  file_name    text        not null,
  status       text        not null
    check (status in ('draft', 'checking', 'checked', 'running', 'stopped', 'done', 'undoing', 'undone')),
  reading      jsonb       not null,
  columns      jsonb       not null,
  settings     jsonb       not null,
  rows         integer     not null check (rows >= 0),
  done         integer     not null check (done >= 0),
  counts       jsonb       not null,
  records      integer     not null check (records >= 0),
  kept         integer     not null check (kept >= 0),
  content      bytea,
  created_at   timestamptz not null,
  created_by   text        not null,
  started_at   timestamptz,
  started_by   text,
  finished_at  timestamptz,
  undone_at    timestamptz,
  undone_by    text,
  updated_at   timestamptz not null,
  constraint imports_pkey primary key (org_id, import_id)
);
create index imports_waiting_idx on imports (org_id, updated_at) where status in ('checking', 'running', 'undoing');
select protect_tenant_table('imports');

-- Every row of a file, and what became of it when it was last tried out or run. match_keys say what it would be known by,
-- so that trying out finds a later row that is the same.
create table import_rows (
  org_id      uuid    not null,
  import_id   uuid    not null,
  row_no      integer not null check (row_no > 0),
  line_no     integer not null check (line_no > 0),
  cells       jsonb   not null,
  outcome     text    check (outcome in ('created', 'updated', 'known', 'left_out', 'refused')),
  record      jsonb,
  remarks     jsonb   not null default '[]',
  match_keys  text[]  not null default '{}',
  constraint import_rows_pkey primary key (org_id, import_id, row_no),
  constraint import_rows_import_fkey foreign key (org_id, import_id) references imports (org_id, import_id) on delete cascade
);
create index import_rows_outcome_idx on import_rows (org_id, import_id, outcome, row_no);
select protect_tenant_table('import_rows');

-- Every record an import made or filled in: what it said then, at which version it left it, and what became of it when the
-- import was undone.
create table import_records (
  org_id     uuid    not null,
  import_id  uuid    not null,
  record_no  integer not null check (record_no > 0),
  row_no     integer not null,
  kind       text    not null check (kind in ('account', 'contact', 'deal', 'lead')),
  record_id  uuid    not null,
  deed       text    not null check (deed in ('created', 'updated')),
  version    bigint  not null,
  filled     jsonb   not null,
  brought    jsonb   not null,
  undo       text    check (undo in ('removed', 'emptied', 'kept')),
  undo_why   text,
  constraint import_records_pkey primary key (org_id, import_id, record_no),
  constraint import_records_import_fkey foreign key (org_id, import_id) references imports (org_id, import_id)
);
create index import_records_record_idx on import_records (org_id, record_id);
create index import_records_undo_idx on import_records (org_id, import_id, undo, record_no);
select protect_tenant_table('import_records');

-- What the columns of a file with these headings were said to mean, for the next file of the kind.
create table import_mappings (
  org_id     uuid        not null,
  headings   text        not null,
  kind       text        not null,
  settings   jsonb       not null,
  saved_at   timestamptz not null,
  constraint import_mappings_pkey primary key (org_id, headings)
);
select protect_tenant_table('import_mappings');

-- Records that are gone because the import they came by was undone; what they were, for whoever asks later.
create table removed_records (
  org_id      uuid        not null,
  record_id   uuid        not null,
  kind        text        not null check (kind in ('account', 'contact', 'deal', 'lead')),
  import_id   uuid        not null,
  version     bigint      not null,
  image       jsonb       not null,
  removed_at  timestamptz not null,
  constraint removed_records_pkey primary key (org_id, record_id)
);
select protect_tenant_table('removed_records');
