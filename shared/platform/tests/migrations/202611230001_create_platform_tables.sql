-- What every service has. This file is the same in each service's folder; a test compares them.
-- Roles: the owner runs migrations; members of gerinc_app read and write the rows of one organisation at a time;
-- members of gerinc_relay read the journal and empty the outbox, and nothing else.

alter default privileges in schema public grant select, insert, update, delete on tables to gerinc_app;
alter default privileges in schema public grant usage on sequences to gerinc_app;
grant usage on schema public to gerinc_app, gerinc_relay;

-- Rows of a table with org_id are seen and written only while app.org_id names their organisation. Without it: no rows.
create function protect_tenant_table(tenant_table regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  execute format(
    'create policy tenant on %s for all to gerinc_app
       using (org_id = nullif(current_setting(''app.org_id'', true), '''')::uuid)
       with check (org_id = nullif(current_setting(''app.org_id'', true), '''')::uuid)', tenant_table);
end $$;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only' using errcode = 'insufficient_privilege';
end $$;

-- Every event of this service: the audit trail, and the source a lost stream is filled from.
create table journal (
  org_id          uuid        not null,
  event_id        uuid        not null,
  position        bigint      not null generated always as identity,
  aggregate_type  text        not null,
  aggregate_id    uuid        not null,
  aggregate_seq   bigint      not null check (aggregate_seq > 0),
  type            text        not null,
  schema_version  integer     not null,
  occurred_at     timestamptz not null,
  actor           text        not null,
  correlation_id  uuid        not null,
  causation_id    uuid,
  traceparent     text,
  epoch           integer     not null default 0,
  payload         json        not null,
  constraint journal_pkey primary key (org_id, event_id),
  constraint journal_aggregate_seq_key unique (org_id, aggregate_id, aggregate_seq)
);
create index journal_position_idx on journal (position);
create index journal_occurred_at_idx on journal (occurred_at);
select protect_tenant_table('journal');
create policy relay on journal for select to gerinc_relay using (true);
revoke update, delete on journal from gerinc_app;
grant select on journal to gerinc_relay;
create trigger journal_is_append_only before update or delete on journal for each row execute function refuse_change();
create trigger journal_is_not_truncated before truncate on journal for each statement execute function refuse_change();

-- Pointers to events that are not yet in the stream.
create table outbox (
  org_id         uuid   not null,
  position       bigint not null generated always as identity,
  event_id       uuid   not null,
  aggregate_id   uuid   not null,
  aggregate_seq  bigint not null,
  constraint outbox_pkey primary key (position)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
select protect_tenant_table('outbox');
create policy relay on outbox for all to gerinc_relay using (true) with check (true);
revoke select, update, delete on outbox from gerinc_app;
grant select, insert, delete on outbox to gerinc_relay;
grant usage on sequence outbox_position_seq to gerinc_relay;

-- How far each consumer has applied each aggregate.
create table consumer_marks (
  org_id         uuid    not null,
  consumer       text    not null,
  aggregate_id   uuid    not null,
  last_seq       bigint  not null default 0,
  last_event_id  uuid,
  blocked        boolean not null default false,
  constraint consumer_marks_pkey primary key (org_id, consumer, aggregate_id)
) with (fillfactor = 70);
select protect_tenant_table('consumer_marks');

-- Messages a consumer could not apply, and those of the same aggregate that wait behind them.
create table dead_letters (
  org_id          uuid        not null,
  dead_letter_id  uuid        not null,
  consumer        text        not null,
  stream_seq      bigint      not null,
  event_id        uuid,
  event_type      text,
  aggregate_id    uuid,
  aggregate_seq   bigint,
  headers         jsonb       not null,
  raw             bytea       not null,
  status          text        not null check (status in ('dead', 'parked', 'replayed', 'discarded')),
  reason          text        not null,
  error           text        not null,
  fingerprint     text        not null,
  attempts        integer     not null,
  first_at        timestamptz not null,
  last_at         timestamptz not null,
  resolved_by     text,
  resolution      text,
  constraint dead_letters_pkey primary key (org_id, dead_letter_id),
  constraint dead_letters_message_key unique (org_id, consumer, stream_seq)
);
create index dead_letters_open_idx on dead_letters (org_id, consumer, aggregate_id, aggregate_seq)
  where status in ('dead', 'parked');
select protect_tenant_table('dead_letters');
create policy relay on dead_letters for select to gerinc_relay using (true);
grant select on dead_letters to gerinc_relay;

-- Answers to requests that carried an Idempotency-Key.
create table idempotency_keys (
  org_id       uuid        not null,
  principal    text        not null,
  route        text        not null,
  key          text        not null,
  fingerprint  bytea       not null,
  status       integer     not null,
  etag         text,
  location     text,
  body         bytea       not null,
  created_at   timestamptz not null,
  constraint idempotency_keys_pkey primary key (org_id, principal, route, key)
);
create index idempotency_keys_created_at_idx on idempotency_keys (org_id, created_at);
select protect_tenant_table('idempotency_keys');

-- This service's copy of what it must know of an organisation.
create table organizations (
  org_id         uuid    not null,
  name           text    not null,
  country        text    not null,
  base_currency  char(3) not null,
  time_zone      text    not null,
  constraint organizations_pkey primary key (org_id)
);
select protect_tenant_table('organizations');
create policy relay on organizations for select to gerinc_relay using (true);
grant select on organizations to gerinc_relay;

-- How far a consumer has read its stream; not of any organisation.
create table consumer_checkpoints (
  consumer           text        not null primary key,
  stream_created_at  timestamptz not null,
  stream_seq         bigint      not null
);

-- Attempts at a message that was delivered again and again, so that one which kills the process is noticed.
create table consumer_attempts (
  consumer   text        not null,
  event_id   uuid        not null,
  attempts   integer     not null,
  first_at   timestamptz not null,
  primary key (consumer, event_id)
);

-- Consumers an operator has stopped.
create table consumer_pauses (
  consumer   text        not null primary key,
  paused_at  timestamptz not null,
  paused_by  text        not null
);

-- When each periodic job last ran.
create table job_runs (
  job          text        not null primary key,
  last_run_at  timestamptz not null
);
grant select, insert, update on job_runs to gerinc_relay;
