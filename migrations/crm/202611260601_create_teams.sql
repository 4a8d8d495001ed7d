-- Members who sell together.
create table teams (
  org_id       uuid         not null,
  team_id      uuid         not null,
  version      bigint       not null,
  name         text         not null,
  sort_name    text         collate "C" not null,
  member_ids   uuid[]       not null,
  archived     boolean      not null default false,
  created_at   timestamptz  not null,
  updated_at   timestamptz  not null,
  constraint teams_pkey primary key (org_id, team_id),
  constraint teams_name_key unique (org_id, sort_name)
);
select protect_tenant_table('teams');

-- What a member, a team or the whole organisation is to win in a month or quarter.
create table goals (
  org_id       uuid           not null,
  goal_id      uuid           not null,
  version      bigint         not null,
  member_id    uuid,
  team_id      uuid,
  starts_on    date           not null check (extract(day from starts_on) = 1),
  span         text           not null check (span in ('month', 'quarter')),
  amount       numeric(19,4)  not null check (amount > 0),
  currency     char(3)        not null,
  created_at   timestamptz    not null,
  updated_at   timestamptz    not null,
  constraint goals_pkey primary key (org_id, goal_id),
  constraint goals_team_fkey foreign key (org_id, team_id) references teams (org_id, team_id),
  constraint goals_whose_check check (num_nonnulls(member_id, team_id) <= 1),
  constraint goals_quarter_check check (span = 'month' or extract(month from starts_on) in (1, 4, 7, 10))
);
create unique index goals_time_key on goals
  (org_id, coalesce(member_id, team_id, '00000000-0000-0000-0000-000000000000'), starts_on, span);
create index goals_list_idx on goals (org_id, starts_on desc, goal_id desc);
select protect_tenant_table('goals');

-- What one unit of a currency is worth in the organisation's, from a day on.
create table exchange_rates (
  org_id            uuid            not null,
  exchange_rate_id  uuid            not null,
  version           bigint          not null,
  currency          char(3)         not null,
  base_currency     char(3)         not null,
  on_day            date            not null,
  rate              numeric(22,12)  not null check (rate > 0),
  created_at        timestamptz     not null,
  updated_at        timestamptz     not null,
  constraint exchange_rates_pkey primary key (org_id, exchange_rate_id),
  constraint exchange_rates_day_key unique (org_id, currency, on_day),
  constraint exchange_rates_currency_check check (currency <> base_currency)
);
create index exchange_rates_list_idx on exchange_rates (org_id, on_day desc, exchange_rate_id desc);
select protect_tenant_table('exchange_rates');
