-- Rules that do something when something happens. How one is set up travels whole, so it is one value; event_type says at
-- which events it is looked at.
create table automations (
  org_id         uuid        not null,
  automation_id  uuid        not null,
  version        bigint      not null,
  image          jsonb       not null,
  status         text        not null check (status in ('active', 'paused', 'archived')),
  position       integer     not null,
  trigger        text        not null,
  event_type     text        not null,
  sort_name      text collate "C" not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  constraint automations_pkey primary key (org_id, automation_id)
);
create index automations_position_idx on automations (org_id, position, automation_id);
create index automations_active_idx on automations (org_id, event_type) where status = 'active';
select protect_tenant_table('automations');

-- What a rule said in each of its versions; never changed. A run names the version that ran.
create table automation_versions (
  org_id         uuid        not null,
  automation_id  uuid        not null,
  rule_version   integer     not null check (rule_version > 0),
  trigger        text        not null,
  condition      text,
  actions        jsonb       not null,
  made_at        timestamptz not null,
  made_by        text        not null,
  constraint automation_versions_pkey primary key (org_id, automation_id, rule_version),
  constraint automation_versions_automation_fkey foreign key (org_id, automation_id)
    references automations (org_id, automation_id)
);
select protect_tenant_table('automation_versions');

-- What other services reported that rules may look at, kept for as long as rules can be tried on it. Events of this service
-- are in its journal.
create table heard_events (
  org_id          uuid        not null,
  event_id        uuid        not null,
  type            text        not null,
  aggregate_id    uuid        not null,
  occurred_at     timestamptz not null,
  actor           text        not null,
  correlation_id  uuid        not null,
  causation_id    uuid,
  payload         json        not null,
  constraint heard_events_pkey primary key (org_id, event_id)
);
create index heard_events_occurred_at_idx on heard_events (org_id, occurred_at);
select protect_tenant_table('heard_events');

-- Events that rules have yet to look at, in the order in which they came. A row goes in the transaction in which they did.
create table automation_events (
  org_id        uuid        not null,
  position      bigint      not null generated always as identity,
  event_id      uuid        not null,
  aggregate_id  uuid        not null,
  attempts      integer     not null default 0,
  due_at        timestamptz not null,
  constraint automation_events_pkey primary key (org_id, position),
  constraint automation_events_event_key unique (org_id, event_id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
create index automation_events_aggregate_idx on automation_events (org_id, aggregate_id, position);
select protect_tenant_table('automation_events');

-- Whatever is written into the journal while a rule waits for it is put before the rules, in the same transaction. Where
-- app.automations is off (a row of an import), it is not.
create function put_before_automations() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('app.automations', true), '') = 'off' then
    return null;
  end if;
  insert into automation_events (org_id, event_id, aggregate_id, due_at)
  select w.org_id, w.event_id, w.aggregate_id, w.occurred_at
    from written w
   where exists (select 1 from automations a
                  where a.org_id = w.org_id and a.event_type = w.type and a.status = 'active')
   order by w.position;
  return null;
end $$;
create trigger journal_is_put_before_automations after insert on journal
  referencing new table as written for each statement execute function put_before_automations();

-- What rules did. There is one run of a rule for one event, however often that is put before it. cause_id is the event that
-- causes what the run's actions do; chain are the rules that led to it, itself the last.
create table automation_runs (
  org_id          uuid        not null,
  run_id          uuid        not null,
  automation_id   uuid        not null,
  rule_version    integer     not null,
  event_id        uuid        not null,
  event_type      text        not null,
  happened_at     timestamptz not null,
  record          jsonb,
  record_id       uuid,
  outcome         text        not null check (outcome in ('done', 'refused', 'stopped', 'failed')),
  why             text,
  saw             jsonb       not null,
  actions         jsonb       not null,
  cause_id        uuid,
  chain           uuid[]      not null,
  ran_at          timestamptz not null,
  constraint automation_runs_pkey primary key (org_id, run_id),
  constraint automation_runs_event_key unique (org_id, automation_id, event_id),
  constraint automation_runs_automation_fkey foreign key (org_id, automation_id)
    references automations (org_id, automation_id)
);
create index automation_runs_list_idx on automation_runs (org_id, ran_at desc, run_id desc);
create index automation_runs_automation_idx on automation_runs (org_id, automation_id, ran_at desc, run_id desc);
create index automation_runs_record_idx on automation_runs (org_id, record_id, ran_at desc, run_id desc);
create unique index automation_runs_cause_key on automation_runs (org_id, cause_id);
select protect_tenant_table('automation_runs');

-- How often a rule was looked at on a day of the organisation: what did not apply is counted and not kept.
create table automation_days (
  org_id         uuid    not null,
  automation_id  uuid    not null,
  day            date    not null,
  ran            integer not null default 0,
  not_so         integer not null default 0,
  undecided      integer not null default 0,
  last_reason    text,
  constraint automation_days_pkey primary key (org_id, automation_id, day),
  constraint automation_days_automation_fkey foreign key (org_id, automation_id)
    references automations (org_id, automation_id)
);
select protect_tenant_table('automation_days');

-- Addresses of other programs that rules call. The address and the key are sealed: either may let somebody in.
create table webhooks (
  org_id      uuid        not null,
  webhook_id  uuid        not null,
  version     bigint      not null,
  image       jsonb       not null,
  address     bytea       not null,
  secret      bytea       not null,
  sort_name   text collate "C" not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  constraint webhooks_pkey primary key (org_id, webhook_id)
);
create index webhooks_name_idx on webhooks (org_id, sort_name, webhook_id);
select protect_tenant_table('webhooks');

-- Calls of webhooks: a task each. leased_until is set while a worker has it; one whose worker died is taken up again then.
create table webhook_deliveries (
  org_id               uuid        not null,
  webhook_delivery_id  uuid        not null,
  webhook_id           uuid        not null,
  run_id               uuid        not null,
  version              bigint      not null,
  status               text        not null check (status in ('waiting', 'delivered', 'failed')),
  body                 text        not null,
  attempts             integer     not null,
  due_at               timestamptz not null,
  give_up_at           timestamptz not null,
  leased_until         timestamptz,
  created_at           timestamptz not null,
  tried_at             timestamptz,
  ended_at             timestamptz,
  answer_status        integer,
  answer               text,
  error                text,
  constraint webhook_deliveries_pkey primary key (org_id, webhook_delivery_id),
  constraint webhook_deliveries_webhook_fkey foreign key (org_id, webhook_id) references webhooks (org_id, webhook_id),
  constraint webhook_deliveries_ended_check check ((status = 'waiting') = (ended_at is null))
);
create index webhook_deliveries_due_idx on webhook_deliveries (org_id, due_at, webhook_delivery_id) where status = 'waiting';
create index webhook_deliveries_list_idx on webhook_deliveries (org_id, created_at desc, webhook_delivery_id desc);
create index webhook_deliveries_webhook_idx
  on webhook_deliveries (org_id, webhook_id, created_at desc, webhook_delivery_id desc);
create index webhook_deliveries_run_idx on webhook_deliveries (org_id, run_id);
select protect_tenant_table('webhook_deliveries');
