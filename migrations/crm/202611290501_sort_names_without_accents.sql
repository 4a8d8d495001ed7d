-- Names stand where people look for them: Édes between Edda and Elek, not after Zoltán.
--
-- `sort_name` goes on telling what begins with a text and what is called just so; lists of accounts, contacts, deals and members, and
-- whatever is sorted by their names, go by `name_key`.

alter table accounts add column name_key text collate "C" not null generated always as (search_key(name)) stored;
alter table contacts add column name_key text collate "C" not null generated always as (search_key(name)) stored;
alter table deals add column name_key text collate "C" not null generated always as (search_key(name)) stored;
alter table members add column name_key text collate "C" not null generated always as (search_key(name)) stored;

create index accounts_name_key_idx on accounts (org_id, name_key, account_id);
create index contacts_name_key_idx on contacts (org_id, name_key, contact_id);
create index deals_name_key_idx on deals (org_id, name_key, deal_id);
create index members_name_key_idx on members (org_id, name_key, member_id);

create or replace function member_key(org uuid, id uuid) returns text language plpgsql stable parallel safe as $$
begin
  return (select m.name_key from members m where m.org_id = org and m.member_id = id);
end
$$;
create or replace function client_key(org uuid, id uuid) returns text language plpgsql stable parallel safe as $$
begin
  return (select a.name_key from accounts a where a.org_id = org and a.account_id = id);
end
$$;

drop index deals_down_name_idx;
create index deals_down_name_idx on deals
  (org_id, (coalesce(name_key collate "default", '') collate "C") desc, deal_id desc);
create or replace function deal_key(deal deals, column_name text, field text, numeric_field boolean) returns text
language sql stable parallel safe as $$
  select case column_name
    when 'custom' then custom_key(deal.custom, field, numeric_field)
    when 'name' then deal.name_key
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

create or replace function quote_key(quote quotes, column_name text, today date) returns text
language plpgsql stable parallel safe as $$
begin
  return case column_name
    when 'created_at' then moment_key(quote.created_at)
    when 'number' then quote.number || ' ' || number_key(quote.revision)
    when 'title' then search_key(quote.title)
    when 'deal' then (select d.name_key from deals d where d.org_id = quote.org_id and d.deal_id = quote.deal_id)
    when 'account' then (select a.name_key from deals d
                           join accounts a on a.org_id = d.org_id and a.account_id = d.account_id
                          where d.org_id = quote.org_id and d.deal_id = quote.deal_id)
    when 'owner' then (select m.name_key from deals d
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

create or replace function product_key(product products, column_name text, currency text, day date) returns text
language plpgsql stable parallel safe as $$
begin
  return case column_name
    when 'name' then search_key(product.name)
    when 'code' then lower(product.code)
    when 'billing' then product.billing
    when 'vat_rate' then number_key(product.vat_rate)
    when 'price' then number_key(price_on(product.prices, currency, day))
  end;
end
$$;
create or replace function follow_up_key(follow_up follow_ups, column_name text) returns text
language plpgsql stable parallel safe as $$
begin
  return case column_name
    when 'created_at' then moment_key(follow_up.created_at)
    when 'priority' then case follow_up.priority when 'low' then '0' when 'normal' then '1' else '2' end
    when 'title' then search_key(follow_up.title)
    when 'owner' then member_key(follow_up.org_id, follow_up.owner_id)
    when 'done_on' then to_char(follow_up.done_on, 'YYYY-MM-DD')
  end;
end
$$;
create or replace function forgotten_key(org uuid, kind_of text, record_id uuid, called text, owner_id uuid, worth numeric, since date,
                                         step_on date, end_on date, column_name text) returns text
language plpgsql stable parallel safe as $$
begin
  return case column_name
    when 'since' then to_char(since, 'YYYY-MM-DD')
    when 'value' then number_key(worth)
    when 'name' then search_key(called)
    when 'client' then case kind_of
      when 'deal' then (select a.name_key from deals d join accounts a on a.org_id = d.org_id and a.account_id = d.account_id
                         where d.org_id = org and d.deal_id = forgotten_key.record_id)
      when 'lead' then (select search_key(l.company) from leads l where l.org_id = org and l.lead_id = forgotten_key.record_id)
    end
    when 'owner' then member_key(org, forgotten_key.owner_id)
    when 'last_activity' then (select moment_key(max(t.at)) from timeline_links t
                                where t.org_id = org and t.subject_id = forgotten_key.record_id
                                  and t.kind in ('note', 'call', 'meeting', 'email', 'hand_over'))
    when 'close_date' then case kind_of when 'deal' then to_char(end_on, 'YYYY-MM-DD') end
    when 'next_step' then to_char(step_on, 'YYYY-MM-DD')
  end;
end
$$;
