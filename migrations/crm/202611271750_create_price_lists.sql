-- Prices that some clients get. A price without a list is the standard price.
create table price_lists (
  org_id            uuid          not null,
  price_list_id     uuid          not null,
  version           bigint        not null,
  name              text          not null,
  sort_name         text          collate "C" not null,
  discount_percent  numeric(7,4)  check (discount_percent > 0 and discount_percent <= 100),
  is_default        boolean       not null,
  archived_at       timestamptz,
  created_at        timestamptz   not null,
  updated_at        timestamptz   not null,
  constraint price_lists_pkey primary key (org_id, price_list_id),
  constraint price_lists_name_key unique (org_id, sort_name),
  constraint price_lists_default_check check (not is_default or archived_at is null)
);
create unique index price_lists_default_key on price_lists (org_id) where is_default;
select protect_tenant_table('price_lists');

alter table accounts
  add column price_list_id uuid,
  add constraint accounts_price_list_fkey foreign key (org_id, price_list_id) references price_lists (org_id, price_list_id);
create index accounts_price_list_idx on accounts (org_id, price_list_id) where price_list_id is not null;

alter table deals
  add column price_list_id uuid,
  add constraint deals_price_list_fkey foreign key (org_id, price_list_id) references price_lists (org_id, price_list_id);

-- What a product costs on a day in a currency for whoever has no price list; null when it has no such price.
create or replace function price_on(prices jsonb, currency text, day date) returns numeric
language sql immutable parallel safe as $$
  select (price #>> '{amount,amount}')::numeric from jsonb_array_elements(prices) price
   where price #>> '{amount,currency}' = currency and (price ->> 'valid_from')::date <= day
     and coalesce((price ->> 'valid_to')::date >= day, true) and price ->> 'price_list_id' is null
   limit 1
$$;
