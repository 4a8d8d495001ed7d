-- Questions that wait for a person: what becomes of a project whose deal was taken back after work on it began.
create table decisions (
  org_id       uuid        not null,
  decision_id  uuid        not null,
  project_id   uuid        not null,
  win_no       integer     not null,
  reason       text        not null,
  raised_at    timestamptz not null,
  action       text        check (action in ('cancel', 'resume', 'complete')),
  note         text,
  resolved_at  timestamptz,
  resolved_by  text,
  constraint decisions_pkey primary key (org_id, decision_id),
  constraint decisions_project_fkey foreign key (org_id, project_id) references projects (org_id, project_id),
  constraint decisions_resolution_check
    check ((resolved_at is null and action is null and resolved_by is null)
        or (resolved_at is not null and action is not null and resolved_by is not null))
);
create unique index decisions_open_key on decisions (org_id, project_id) where resolved_at is null;
create index decisions_raised_at_idx on decisions (org_id, raised_at, decision_id);
select protect_tenant_table('decisions');
