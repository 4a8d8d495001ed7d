-- Money people spent for the organisation. Lines always travel whole with their claim.
create table claims (
  org_id       uuid           not null,
  claim_id     uuid           not null,
  claimant_id  uuid,
  title        text           not null,
  status       text           not null,
  currency     char(3)        not null,
  total        numeric(19, 4) not null,
  lines        jsonb          not null,
  project_ids  uuid[]         not null,
  reason       text,
  version      bigint         not null,
  created_at   timestamptz    not null,
  updated_at   timestamptz    not null,
  constraint claims_pkey primary key (org_id, claim_id),
  constraint claims_status_check check (status in ('draft', 'submitted', 'approved', 'rejected')),
  constraint claims_total_check check (total > 0)
);
comment on column claims.project_ids is 'The projects of the lines, so that those of a project are found.';
comment on column claims.reason is 'Why it was sent back.';
create index claims_claimant_idx on claims (org_id, claimant_id, claim_id desc);
create index claims_project_idx on claims using gin (project_ids);
select protect_tenant_table('claims');
