-- The ledger. Debits are positive, credits negative; the postings of one event sum to zero in each currency. A
-- correction is a further posting, never a change of one that stands.
create table postings (
  org_id          uuid           not null,
  event_id        uuid           not null,
  place           integer        not null check (place >= 0),
  account         text           not null,
  amount          numeric(19, 4) not null,
  currency        char(3)        not null,
  deals           integer        not null,
  effective_on    date           not null,
  recorded_at     timestamptz    not null,
  project_id      uuid,
  account_id      uuid,
  deal_id         uuid,
  person_id       uuid,
  cost_center_id  uuid,
  stage_id        uuid,
  description     text           not null,
  constraint postings_pkey primary key (org_id, event_id, place),
  constraint postings_event_fkey foreign key (org_id, event_id) references events,
  constraint postings_say_something check (amount <> 0 or deals <> 0)
);
comment on column postings.deals is 'How many deals the posting adds to or takes from the account; 0 on accounts that count none.';
comment on column postings.account_id is 'The client.';
comment on column postings.recorded_at is 'When the event happened; the same whenever the ledger is built again.';
create index postings_account_idx on postings (org_id, account, recorded_at, event_id, place);
create index postings_project_idx
  on postings (org_id, coalesce(project_id, '00000000-0000-0000-0000-000000000000'::uuid), recorded_at);
select protect_tenant_table('postings');
revoke update, delete on postings from gerinc_app;
create trigger postings_are_append_only before update or delete on postings for each row execute function refuse_change();
create trigger postings_are_not_truncated before truncate on postings for each statement execute function refuse_change();
