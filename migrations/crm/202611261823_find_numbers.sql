-- Numbers are found as people type them: a telephone number in whatever spelling and from its end, a tax number with and without
-- its country and marks, the number of a quote (which finds its deal) with and without its marks. Each stands among the words of
-- its document in one spelling, behind letters that begin no word anybody looks for.

-- A telephone number from its end, so that one without the codes of country and trunk begins like it.
create function phone_word(digits text) returns text language sql immutable strict parallel safe as $$
  select 'nrtel' || reverse(digits)
$$;
create function tax_word(key text) returns text language sql immutable strict parallel safe as $$
  select 'nrtax' || lower(key collate "C")
$$;
create function document_word(number text) returns text language sql immutable strict parallel safe as $$
  select 'nrdoc' || nullif(regexp_replace(lower(number collate "C"), '[^0-9a-z]', '', 'g'), '')
$$;

create or replace function account_says(one accounts) returns text language sql immutable as $$
  select concat_ws(' ', one.tax_number, one.website, tax_word(one.tax_key))
$$;
create or replace function contact_says(one contacts) returns text language sql immutable as $$
  select concat_ws(' ', one.email, one.phone, one.job_title, phone_word(one.phone_key))
$$;
create or replace function lead_says(one leads) returns text language sql immutable as $$
  select concat_ws(' ', one.company, one.email, one.phone, one.note, phone_word(one.phone_key))
$$;
create or replace function deal_says(one deals) returns text language sql stable as $$
  select concat_ws(' ', one.external_ref, array_to_string(one.competitors, ' '),
                   (select string_agg(number || ' ' || document_word(number), ' ' order by number)
                      from (select distinct number from quotes
                             where org_id = one.org_id and deal_id = one.deal_id) offered))
$$;

create function quote_document() returns trigger language plpgsql as $$
begin
  perform keep_document(d.org_id, 'deal', d.deal_id, d.name, deal_says(d))
     from deals d where d.org_id = new.org_id and d.deal_id = new.deal_id;
  return null;
end $$;
create trigger quotes_are_found after insert on quotes for each row execute function quote_document();

-- What is there already. The owner sees rows of a table only while its row-level security is not forced on them.
alter table accounts no force row level security;
alter table contacts no force row level security;
alter table deals no force row level security;
alter table leads no force row level security;
alter table quotes no force row level security;
alter table search_documents no force row level security;
select keep_document(org_id, 'account', account_id, name, account_says(a)) from accounts a
 where merged_into is null and tax_key is not null;
select keep_document(org_id, 'contact', contact_id, name, contact_says(c)) from contacts c
 where merged_into is null and phone_key is not null;
select keep_document(org_id, 'lead', lead_id, name || ' ' || coalesce(company, ''), lead_says(l)) from leads l
 where merged_into is null and phone_key is not null;
select keep_document(d.org_id, 'deal', d.deal_id, d.name, deal_says(d)) from deals d
 where exists (select 1 from quotes q where q.org_id = d.org_id and q.deal_id = d.deal_id);
alter table accounts force row level security;
alter table contacts force row level security;
alter table deals force row level security;
alter table leads force row level security;
alter table quotes force row level security;
alter table search_documents force row level security;

-- What of a text looks like a number, as it stands among the words of documents; nothing when it looks like none. Of a tax number
-- with its marks only the part is kept that is also in the number for the EU, so that is looked for, too.
create function number_query(looked_for text) returns tsquery language sql immutable strict parallel safe as $$
  select case when said ~ '^[[:alpha:]]{0,4}[-./ ]*[0-9][-0-9+()./ ]*$' then (
    select string_agg(word, ' | ')::tsquery from (
      select phone_word(right(digits, 9)) || ':*' where length(digits) >= 6
      union all select tax_word(tax_key(said)) || ':*' where length(digits) >= 6 and length(tax_key(said)) >= 6
      union all select tax_word(left(digits, 8)) where length(digits) between 9 and 11
      union all select document_word(said) || ':*' where length(digits) >= 5) spelt(word)) end
  from (select btrim(regexp_replace(looked_for, '^[[:space:]]*\+', '')) as said,
               regexp_replace(looked_for, '[^0-9]', '', 'g') as digits) as one
$$;

-- Ids of each kind, at most so many, with how well they fit: 0 the title begins with what is looked for, 1 it holds all of its words
-- (the first four, one of them of three letters or more), 2 their texts have the number that is looked for, or have the words or,
-- from three letters on, words that begin so, 3 the title is spelt nearly so. The last is asked only when nothing else is found. place
-- counts from 1 within a kind and tier, the best first.
create or replace function find_documents(kinds text[], looked_for text, most integer)
  returns table (kind text, id uuid, tier smallint, place bigint)
  language plpgsql stable security definer
  set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  org      uuid := nullif(current_setting('app.org_id', true), '')::uuid;
  key      text := search_key(looked_for);
  parts    text[] := (regexp_split_to_array(key, ' ') || array['', '', '', ''])[1:4];
  longest  text := (select part from unnest(parts) part order by length(part) desc limit 1);
  pattern  text := '%' || replace(replace(replace(longest, '\', '\\'), '%', '\%'), '_', '\_') || '%';
  asked    tsquery := (select string_agg('''' || replace(replace(word, '\', '\\'), '''', '''''') || ''''
                                           || case when length(word) >= 3 then ':*' else '' end, ' & ')::tsquery
                         from unnest(tsvector_to_array(search_words(looked_for))) word);
  number   tsquery := number_query(looked_for);
  wanted   text;
  begun    uuid[];
  held     uuid[];
  said     uuid[];
  missing  integer;
  found    boolean := false;
begin
  if org is null or key = '' then
    return;
  end if;
  foreach wanted in array kinds loop
    begun := array(
      select d.id from search_documents d
       where d.org_id = org and d.kind = wanted and d.title >= key and d.title < key || chr(1114111)
       order by d.title, d.id limit most);
    missing := most - cardinality(begun);
    held := '{}';
    said := '{}';
    if missing > 0 and length(longest) >= 3 then
      held := documents_holding(org, wanted, key, parts, pattern, missing);
    end if;
    missing := missing - cardinality(held);
    if number is not null and missing > 0 then
      said := documents_saying(org, wanted, number, begun || held, missing);
    end if;
    missing := missing - cardinality(said);
    if asked is not null and missing > 0 then
      said := said || documents_saying(org, wanted, asked, begun || held || said, missing);
    end if;
    found := found or cardinality(begun) + cardinality(held) + cardinality(said) > 0;
    return query select wanted, one.id, 0::smallint, one.place from unnest(begun) with ordinality one (id, place);
    return query select wanted, one.id, 1::smallint, one.place from unnest(held) with ordinality one (id, place);
    return query select wanted, one.id, 2::smallint, one.place from unnest(said) with ordinality one (id, place);
  end loop;
  if found or length(longest) < 4 then
    return;
  end if;
  foreach wanted in array kinds loop
    return query
      select wanted, one.id, 3::smallint, one.place
        from unnest(documents_nearly(org, wanted, longest, parts, most)) with ordinality one (id, place);
  end loop;
end $$;
