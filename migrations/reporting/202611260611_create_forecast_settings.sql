-- What other currencies are worth. A correction is a further row, so that the past stays what it was valued by.
create table exchange_rates (
  org_id            uuid            not null,
  exchange_rate_id  uuid            not null,
  seq               bigint          not null,
  currency          char(3)         not null,
  base_currency     char(3)         not null,
  on_day            date            not null,
  rate              numeric(22,12)  not null,
  recorded_at       timestamptz     not null,
  constraint exchange_rates_pkey primary key (org_id, exchange_rate_id, seq)
);
create index exchange_rates_day_idx on exchange_rates (org_id, currency, on_day desc);
select protect_tenant_table('exchange_rates');

-- The rates of a day, of each currency the newest that was given for that day or before it, as was known at a moment.
create function rates_on(org uuid, base text, day date, at timestamptz)
  returns table (currency text, rate numeric, on_day date) language sql stable as $$
  select distinct on (known.currency) known.currency::text, known.rate, known.on_day
    from (select distinct on (r.exchange_rate_id) r.currency, r.rate, r.on_day
            from exchange_rates r
           where r.org_id = org and r.base_currency = base and r.on_day <= day and r.recorded_at <= at
           order by r.exchange_rate_id, r.seq desc) known
   order by known.currency, known.on_day desc
$$;

-- What one unit is worth on a day; 1 of the organisation's own currency, null when nobody has said.
create function rate_on(org uuid, base text, of_currency text, day date, at timestamptz) returns numeric language sql stable as $$
  select case when of_currency = base then 1::numeric
              else (select rate from rates_on(org, base, day, at) one where one.currency = of_currency) end
$$;

create table teams (
  org_id      uuid     not null,
  team_id     uuid     not null,
  seq         bigint   not null,
  name        text     not null,
  member_ids  uuid[]   not null,
  archived    boolean  not null,
  constraint teams_pkey primary key (org_id, team_id)
);
select protect_tenant_table('teams');

create table goals (
  org_id     uuid           not null,
  goal_id    uuid           not null,
  seq        bigint         not null,
  member_id  uuid,
  team_id    uuid,
  starts_on  date           not null,
  ends_on    date           not null,
  span       text           not null,
  amount     numeric(19,4)  not null,
  currency   char(3)        not null,
  removed    boolean        not null,
  constraint goals_pkey primary key (org_id, goal_id)
);
create index goals_time_idx on goals (org_id, starts_on, goal_id) where not removed;
select protect_tenant_table('goals');

alter table names drop constraint names_kind_check;
alter table names add constraint names_kind_check
  check (kind in ('account', 'cost_center', 'deal', 'member', 'person', 'pipeline', 'project', 'stage'));
