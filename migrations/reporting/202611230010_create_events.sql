-- Every event that was applied, without its payload: what the ledger's postings point to, and the chain from lead to payment.
create table events (
  org_id          uuid        not null,
  event_id        uuid        not null,
  type            text        not null,
  aggregate_type  text        not null,
  aggregate_id    uuid        not null,
  aggregate_seq   bigint      not null check (aggregate_seq > 0),
  actor           text        not null,
  occurred_at     timestamptz not null,
  correlation_id  uuid        not null,
  causation_id    uuid,
  constraint events_pkey primary key (org_id, event_id)
);
create index events_correlation_idx on events (org_id, correlation_id, occurred_at, event_id);
create index events_aggregate_idx on events (org_id, aggregate_id);
select protect_tenant_table('events');
revoke update, delete on events from gerinc_app;
create trigger events_are_append_only before update or delete on events for each row execute function refuse_change();
create trigger events_are_not_truncated before truncate on events for each statement execute function refuse_change();
