-- What a deal is worth in the organisation's currency stands beside its value, so that lists compare like with like along an index.
--
-- It is the value at the rate the forecast takes: the newest one for an open deal, that of the day it closed for a closed one; rounded
-- to the minor units of that currency, so that what a row shows is what its order and the limits of a list go by. Null when nobody has
-- given such a rate. It is set whenever what it follows from is written, and anew for all deals of a currency whose rates change.

create function minor_units(currency text) returns integer language sql immutable parallel safe as $$
  select case
    when currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF',
                      'XPF') then 0
    when currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
    when currency in ('CLF', 'UYW') then 4
    else 2
  end
$$;

-- An amount in the organisation's currency at the newest rate that was given for a day or before it.
create function worth_on(org uuid, base text, of_currency text, amount numeric, day date) returns numeric language sql stable as $$
  select case
    when of_currency = base then amount
    else round(amount * (select r.rate from exchange_rates r
                          where r.org_id = org and r.currency = of_currency and r.base_currency = base and r.on_day <= day
                          order by r.on_day desc limit 1), minor_units(base))
  end
$$;

alter table deals add column base_currency char(3), add column base_value numeric;

create function value_deal() returns trigger language plpgsql as $$
declare
  moved boolean := true;
begin
  if tg_op = 'UPDATE' then
    moved := old.currency <> new.currency;
  end if;
  -- Whoever gives a rate looks for the deals it values when all who bring one of that currency are done.
  if moved and new.currency <> new.base_currency then
    perform pg_advisory_xact_lock_shared(hashtextextended('rates of ' || new.currency || ' ' || new.org_id, 0));
  end if;
  new.base_value := worth_on(new.org_id, new.base_currency, new.currency, new.value, coalesce(new.closed_on, 'infinity'));
  return new;
end
$$;
create trigger deals_are_valued before insert or update of base_currency, currency, value, closed_on on deals
  for each row execute function value_deal();

create function value_deals_anew() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('rates of ' || new.currency || ' ' || new.org_id, 0));
  update deals d
     set base_value = worth_on(d.org_id, d.base_currency, d.currency, d.value, coalesce(d.closed_on, 'infinity'))
   where d.org_id = new.org_id and d.currency = new.currency and coalesce(d.closed_on, 'infinity') >= new.on_day;
  return null;
end
$$;
create trigger deals_are_valued_anew after insert or update on exchange_rates
  for each row execute function value_deals_anew();

alter table deals no force row level security;
alter table organizations no force row level security;
alter table exchange_rates no force row level security;
update deals d set base_currency = o.base_currency from organizations o where o.org_id = d.org_id;
alter table deals force row level security;
alter table organizations force row level security;
alter table exchange_rates force row level security;

drop index deals_value_idx;
drop index deals_stage_value_idx;
drop index deals_up_value_idx;
create index deals_base_value_idx on deals (org_id, coalesce(base_value, -1) desc, deal_id desc);
create index deals_stage_base_value_idx on deals (org_id, stage_id, coalesce(base_value, -1) desc, deal_id desc);
create index deals_up_base_value_idx on deals
  (org_id, (coalesce(number_key(base_value), chr(1114111)) collate "C"), deal_id);
create index deals_currency_idx on deals (org_id, currency);
create index deals_unvalued_idx on deals (org_id, currency) where base_value is null;

create or replace function deal_key(deal deals, column_name text, field text, numeric_field boolean) returns text
language sql stable parallel safe as $$
  select case column_name
    when 'custom' then custom_key(deal.custom, field, numeric_field)
    when 'name' then deal.sort_name
    when 'value' then number_key(deal.base_value)
    when 'account' then client_key(deal.org_id, deal.account_id)
    when 'stage' then stage_key(deal.org_id, deal.pipeline_id, deal.stage_id)
    when 'status' then deal.status
    when 'owner' then member_key(deal.org_id, deal.owner_id)
    when 'expected_close_on' then day_key(deal.expected_close_on)
    when 'next_step' then day_key(deal.next_step_due_on)
    when 'odds_percent' then odds_key(deal.org_id, deal.status, deal.stage_id)
  end
$$;

-- What a quote comes to without VAT in the organisation's currency, at the newest rate: lists of quotes read all rows of such an order.
create function quote_worth(quote quotes) returns numeric language plpgsql stable parallel safe as $$
begin
  return (select worth_on(quote.org_id, d.base_currency, quote.currency,
                          (coalesce(quote.answer -> 'totals', quote.totals) #>> '{net,amount}')::numeric, 'infinity')
            from deals d where d.org_id = quote.org_id and d.deal_id = quote.deal_id);
end
$$;
create or replace function quote_key(quote quotes, column_name text, today date) returns text
language plpgsql stable parallel safe as $$
begin
  return case column_name
    when 'created_at' then moment_key(quote.created_at)
    when 'number' then quote.number || ' ' || number_key(quote.revision)
    when 'title' then search_key(quote.title)
    when 'deal' then (select d.sort_name from deals d where d.org_id = quote.org_id and d.deal_id = quote.deal_id)
    when 'account' then (select a.sort_name from deals d
                           join accounts a on a.org_id = d.org_id and a.account_id = d.account_id
                          where d.org_id = quote.org_id and d.deal_id = quote.deal_id)
    when 'owner' then (select m.sort_name from deals d
                         join members m on m.org_id = d.org_id and m.member_id = d.owner_id
                        where d.org_id = quote.org_id and d.deal_id = quote.deal_id)
    when 'state' then case quote.status
      when 'draft' then '0'
      when 'sent' then case when quote.valid_until < today then '2' else '1' end
      when 'accepted' then '3'
      when 'declined' then '4'
      when 'superseded' then '5'
      else '6'
    end
    when 'net' then number_key(quote_worth(quote))
    when 'valid_until' then to_char(quote.valid_until, 'YYYY-MM-DD')
    when 'sent_at' then moment_key(quote.sent_at)
    when 'answered_at' then moment_key((quote.answer ->> 'at')::timestamptz)
  end;
end
$$;
