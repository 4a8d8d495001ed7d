-- What is known of a person, taken out as one file. The file is made whenever it is fetched and kept nowhere; until when that
-- may be, and how often it was, is kept for good.
create table person_exports (
  org_id            uuid        not null,
  person_export_id  uuid        not null,
  version           bigint      not null,
  contact_ids       uuid[]      not null,
  lead_ids          uuid[]      not null,
  note              text,
  created_at        timestamptz not null,
  created_by        text        not null,
  expires_at        timestamptz not null,
  fetched           integer     not null,
  fetched_at        timestamptz,
  fetched_by        text,
  constraint person_exports_pkey primary key (org_id, person_export_id)
);
create index person_exports_at_idx on person_exports (org_id, created_at desc, person_export_id desc);
select protect_tenant_table('person_exports');
