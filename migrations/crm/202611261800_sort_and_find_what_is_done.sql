-- How lists of quotes, mails, products, follow-ups and of what is forgotten are sorted and looked through, as those of accounts,
-- contacts, deals and leads are: by a key of each row, to be compared as "C" does, null where the row has no such value; and by
-- words of a column that holds them in the form of search_key.

-- Moments as texts that stand in their order.
create function moment_key(moment timestamptz) returns text language sql immutable parallel safe as $$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
$$;

alter table quotes add column search_text text collate "C" not null
  generated always as (search_key(number || ' ' || title)) stored;
create index quotes_until_idx on quotes (org_id, status, valid_until);

create function quote_key(quote quotes, column_name text, today date) returns text
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
    when 'net' then number_key((coalesce(quote.answer -> 'totals', quote.totals) #>> '{net,amount}')::numeric)
    when 'valid_until' then to_char(quote.valid_until, 'YYYY-MM-DD')
    when 'sent_at' then moment_key(quote.sent_at)
    when 'answered_at' then moment_key((quote.answer ->> 'at')::timestamptz)
  end;
end
$$;

-- In PL/pgSQL, which is not taken apart: joining a list is not immutable for lists of every kind, and is for lists of texts.
create function mail_words(subject text, from_address text, from_name text, to_addresses text[], cc_addresses text[])
returns text language plpgsql immutable parallel safe as $$
begin
  return search_key(left(concat_ws(' ', subject, from_name, from_address, array_to_string(to_addresses, ' '),
                                   array_to_string(cc_addresses, ' ')), 4000));
end
$$;
alter table mails add column search_text text collate "C" not null
  generated always as (mail_words(subject, from_address, from_name, to_addresses, cc_addresses)) stored;
create index mails_author_idx on mails (org_id, author_id, at desc, mail_id desc) where author_id is not null;

create function mail_key(mail mails, column_name text) returns text
language plpgsql stable parallel safe as $$
begin
  return case column_name
    when 'subject' then search_key(mail.subject)
    when 'from' then lower(mail.from_address)
    when 'to' then lower(mail.to_addresses[1])
    when 'status' then mail.status
  end;
end
$$;

alter table products add column search_text text collate "C" not null
  generated always as (search_key(name || ' ' || coalesce(code, '') || ' ' || coalesce(description, ''))) stored;

-- What a product costs on a day in a currency; null when it has no such price.
create function price_on(prices jsonb, currency text, day date) returns numeric
language sql immutable parallel safe as $$
  select (price #>> '{amount,amount}')::numeric from jsonb_array_elements(prices) price
   where price #>> '{amount,currency}' = currency and (price ->> 'valid_from')::date <= day
     and coalesce((price ->> 'valid_to')::date >= day, true)
   limit 1
$$;

create function product_key(product products, column_name text, currency text, day date) returns text
language plpgsql stable parallel safe as $$
begin
  return case column_name
    when 'name' then product.sort_name
    when 'code' then lower(product.code)
    when 'billing' then product.billing
    when 'vat_rate' then number_key(product.vat_rate)
    when 'price' then number_key(price_on(product.prices, currency, day))
  end;
end
$$;

alter table follow_ups add column search_text text collate "C" not null
  generated always as (search_key(title || ' ' || left(coalesce(note, ''), 4000))) stored;

create function follow_up_key(follow_up follow_ups, column_name text) returns text
language plpgsql stable parallel safe as $$
begin
  return case column_name
    when 'created_at' then moment_key(follow_up.created_at)
    when 'priority' then case follow_up.priority when 'low' then '0' when 'normal' then '1' else '2' end
    when 'title' then search_key(follow_up.title)
    when 'owner' then (select m.sort_name from members m
                        where m.org_id = follow_up.org_id and m.member_id = follow_up.owner_id)
    when 'done_on' then to_char(follow_up.done_on, 'YYYY-MM-DD')
  end;
end
$$;

create function forgotten_key(org uuid, kind_of text, record_id uuid, called text, owner_id uuid, worth numeric, since date,
                              step_on date, end_on date, column_name text) returns text
language plpgsql stable parallel safe as $$
begin
  return case column_name
    when 'since' then to_char(since, 'YYYY-MM-DD')
    when 'value' then number_key(worth)
    when 'name' then search_key(called)
    when 'client' then case kind_of
      when 'deal' then (select a.sort_name from deals d join accounts a on a.org_id = d.org_id and a.account_id = d.account_id
                         where d.org_id = org and d.deal_id = forgotten_key.record_id)
      when 'lead' then (select lower(l.company) from leads l where l.org_id = org and l.lead_id = forgotten_key.record_id)
    end
    when 'owner' then (select m.sort_name from members m where m.org_id = org and m.member_id = forgotten_key.owner_id)
    when 'last_activity' then (select moment_key(max(t.at)) from timeline_links t
                                where t.org_id = org and t.subject_id = forgotten_key.record_id
                                  and t.kind in ('note', 'call', 'meeting', 'email', 'hand_over'))
    when 'close_date' then case kind_of when 'deal' then to_char(end_on, 'YYYY-MM-DD') end
    when 'next_step' then to_char(step_on, 'YYYY-MM-DD')
  end;
end
$$;

-- What words ask for among those of documents: all of them, and of three letters and more also those that begin so. Null when
-- nothing is asked for.
create function words_asked(looked_for text) returns tsquery language sql immutable parallel safe as $$
  select string_agg('''' || replace(replace(word, '\', '\\'), '''', '''''') || ''''
                    || case when length(word) >= 3 then ':*' else '' end, ' & ')::tsquery
    from unnest(tsvector_to_array(search_words(looked_for))) word
$$;
