-- What can be found by its words. Both extensions are trusted: whoever owns a database may add them.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- One document for each thing that can be found: its title in the form of search_key, and the words of its title and texts.
-- To make another kind findable: a trigger that calls keep_document and forget_document, and the kind in crm/search/store.rs,
-- which shows it. What is shown of it is read from its own table, never from here.
create table search_documents (
  org_id  uuid      not null,
  kind    text      not null,
  id      uuid      not null,
  title   text      collate "C" not null,
  words   tsvector  not null,
  constraint search_documents_pkey primary key (org_id, kind, id)
);

-- Words as they are compared: without accents and case, taken apart at the marks inside addresses and references.
create function search_words(said text) returns tsvector language sql immutable strict parallel safe as $$
  select to_tsvector('simple'::regconfig, translate(search_key(left(said, 50000)), '@./_-:', '      '))
$$;

create function keep_document(org uuid, kind_of text, document uuid, called text, says text) returns void language sql as $$
  insert into search_documents as d (org_id, kind, id, title, words)
  values (org, kind_of, document, coalesce(search_key(called), ''),
          setweight(search_words(coalesce(called, '')), 'A') || setweight(search_words(coalesce(says, '')), 'B'))
  on conflict (org_id, kind, id) do update set title = excluded.title, words = excluded.words
    where (d.title, d.words) is distinct from (excluded.title, excluded.words)
$$;

create function forget_document(org uuid, kind_of text, document uuid) returns void language sql as $$
  delete from search_documents where org_id = org and kind = kind_of and id = document
$$;

-- What each kind says of itself. A merged record is found as the one it went into.
create function account_says(one accounts) returns text language sql immutable as $$
  select concat_ws(' ', one.tax_number, one.website)
$$;
create function contact_says(one contacts) returns text language sql immutable as $$
  select concat_ws(' ', one.email, one.phone, one.job_title)
$$;
create function deal_says(one deals) returns text language sql immutable as $$
  select concat_ws(' ', one.external_ref, array_to_string(one.competitors, ' '))
$$;
create function lead_says(one leads) returns text language sql immutable as $$
  select concat_ws(' ', one.company, one.email, one.phone, one.note)
$$;
create function activity_title(one activities) returns text language sql immutable as $$
  select coalesce(one.content ->> 'subject', one.content ->> 'title', '')
$$;
create function activity_says(one activities) returns text language sql immutable as $$
  select concat_ws(' ', one.content ->> 'text', one.content ->> 'promised', one.content ->> 'open', one.content ->> 'place')
$$;

create function account_document() returns trigger language plpgsql as $$
begin
  if new.merged_into is null then
    perform keep_document(new.org_id, 'account', new.account_id, new.name, account_says(new));
  else
    perform forget_document(new.org_id, 'account', new.account_id);
  end if;
  return null;
end $$;
create function contact_document() returns trigger language plpgsql as $$
begin
  if new.merged_into is null then
    perform keep_document(new.org_id, 'contact', new.contact_id, new.name, contact_says(new));
  else
    perform forget_document(new.org_id, 'contact', new.contact_id);
  end if;
  return null;
end $$;
create function deal_document() returns trigger language plpgsql as $$
begin
  perform keep_document(new.org_id, 'deal', new.deal_id, new.name, deal_says(new));
  return null;
end $$;
create function lead_document() returns trigger language plpgsql as $$
begin
  if new.merged_into is null then
    perform keep_document(new.org_id, 'lead', new.lead_id, new.name || ' ' || coalesce(new.company, ''), lead_says(new));
  else
    perform forget_document(new.org_id, 'lead', new.lead_id);
  end if;
  return null;
end $$;
create function activity_document() returns trigger language plpgsql as $$
begin
  if new.content is not null then
    perform keep_document(new.org_id, 'activity', new.activity_id, activity_title(new), activity_says(new));
  else
    perform forget_document(new.org_id, 'activity', new.activity_id);
  end if;
  return null;
end $$;

create trigger accounts_are_found after insert on accounts for each row execute function account_document();
create trigger accounts_are_found_again after update on accounts for each row
  when ((old.name, old.tax_number, old.website, old.merged_into)
        is distinct from (new.name, new.tax_number, new.website, new.merged_into))
  execute function account_document();
create trigger contacts_are_found after insert on contacts for each row execute function contact_document();
create trigger contacts_are_found_again after update on contacts for each row
  when ((old.name, old.email, old.phone, old.job_title, old.merged_into)
        is distinct from (new.name, new.email, new.phone, new.job_title, new.merged_into))
  execute function contact_document();
create trigger deals_are_found after insert on deals for each row execute function deal_document();
create trigger deals_are_found_again after update on deals for each row
  when ((old.name, old.external_ref, old.competitors) is distinct from (new.name, new.external_ref, new.competitors))
  execute function deal_document();
create trigger leads_are_found after insert on leads for each row execute function lead_document();
create trigger leads_are_found_again after update on leads for each row
  when ((old.name, old.company, old.email, old.phone, old.note, old.merged_into)
        is distinct from (new.name, new.company, new.email, new.phone, new.note, new.merged_into))
  execute function lead_document();
create trigger activities_are_found after insert on activities for each row execute function activity_document();
create trigger activities_are_found_again after update on activities for each row
  when (old.content is distinct from new.content) execute function activity_document();

-- What is there already. The owner sees rows of a table only while its row-level security is not forced on them.
alter table accounts no force row level security;
alter table contacts no force row level security;
alter table deals no force row level security;
alter table leads no force row level security;
alter table activities no force row level security;
select keep_document(org_id, 'account', account_id, name, account_says(a)) from accounts a where merged_into is null;
select keep_document(org_id, 'contact', contact_id, name, contact_says(c)) from contacts c where merged_into is null;
select keep_document(org_id, 'deal', deal_id, name, deal_says(d)) from deals d;
select keep_document(org_id, 'lead', lead_id, name || ' ' || coalesce(company, ''), lead_says(l)) from leads l
 where merged_into is null;
select keep_document(org_id, 'activity', activity_id, activity_title(a), activity_says(a)) from activities a
 where content is not null;
alter table accounts force row level security;
alter table contacts force row level security;
alter table deals force row level security;
alter table leads force row level security;
alter table activities force row level security;

create index search_documents_title_idx on search_documents (org_id, kind, title, id);
create index search_documents_words_idx on search_documents using gin (org_id, kind, words);
create index search_documents_trigram_idx on search_documents using gin (org_id, kind, title gin_trgm_ops);
select protect_tenant_table('search_documents');

-- Under row-level security PostgreSQL gives an index only those conditions it trusts with rows of other organisations, and
-- neither @@ nor like nor trigrams are among them. So documents are found by a function of the owner, who sees them all and
-- therefore has no such barrier; it asks for those of the organisation of the transaction, and answers ids and nothing else. What is
-- shown is then read by the caller from the tables themselves, under row-level security: an id of another organisation would
-- show nothing.
do $$ begin
  execute format('create policy finder on search_documents for select to %I using (true)', current_user);
end $$;
-- So that the setting below is known.
select show_trgm('setting');

-- The three steps that go by an index of words or trigrams. A bitmap is always right for them: what PostgreSQL expects of a limit
-- would otherwise make it read every title, or the whole table, where nothing fits. A word that stands nearly everywhere tells
-- little, so of many that fit not all are weighed.
create function documents_holding(org uuid, kind_of text, key text, parts text[], pattern text, most integer) returns uuid[]
  language plpgsql stable
  set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
as $$
begin
  return array(
    select few.id from (
      select d.id, d.title from search_documents d
       where d.org_id = org and d.kind = kind_of and d.title like pattern and not starts_with(d.title, key)
         and strpos(d.title, parts[1]) > 0 and strpos(d.title, parts[2]) > 0 and strpos(d.title, parts[3]) > 0
         and strpos(d.title, parts[4]) > 0
       limit 2000) few
     order by few.title, few.id limit most);
end $$;

create function documents_saying(org uuid, kind_of text, asked tsquery, but uuid[], most integer) returns uuid[]
  language plpgsql stable
  set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
as $$
begin
  return array(
    select few.id from (
      select d.id, d.words from search_documents d
       where d.org_id = org and d.kind = kind_of and d.words @@ asked and d.id <> all (but) limit 500) few
     order by ts_rank(few.words, asked) desc, few.id desc limit most);
end $$;

-- The longest word goes by the index; each other one must be there nearly so, too.
create function documents_nearly(org uuid, kind_of text, longest text, parts text[], most integer) returns uuid[]
  language plpgsql stable
  set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
  set pg_trgm.strict_word_similarity_threshold = 0.33
as $$
begin
  return array(
    select few.id from (
      select d.id, d.title from search_documents d
       where d.org_id = org and d.kind = kind_of and longest <<% d.title
         and not exists (select 1 from unnest(parts) part
                          where part <> longest and length(part) > 2 and strict_word_similarity(part, d.title) < 0.33)
       limit 300) few
     order by (select sum(strict_word_similarity(part, few.title)) from unnest(parts) part where part <> '') desc,
              few.title, few.id
     limit most);
end $$;

-- Ids of each kind, at most so many, with how well they fit: 0 the title begins with what is looked for, 1 it holds all of its words
-- (the first four), 2 they are among the words of its texts, 3 the title is spelt nearly so. The last is asked only when
-- nothing else is found. place counts from 1 within a kind and tier, the best first.
create function find_documents(kinds text[], looked_for text, most integer)
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
  asked    tsquery := (select string_agg('''' || replace(replace(word, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
                         from unnest(tsvector_to_array(search_words(looked_for))) word);
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
    elsif missing > 0 then
      -- Trigrams are of three letters; for less, every title is looked at, in the index alone.
      held := array(
        select d.id from search_documents d
         where d.org_id = org and d.kind = wanted and not starts_with(d.title, key)
           and strpos(d.title, parts[1]) > 0 and strpos(d.title, parts[2]) > 0 and strpos(d.title, parts[3]) > 0
           and strpos(d.title, parts[4]) > 0
         order by d.title, d.id limit missing);
    end if;
    missing := missing - cardinality(held);
    if asked is not null and missing > 0 then
      said := documents_saying(org, wanted, asked, begun || held, missing);
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
revoke execute on function documents_holding(uuid, text, text, text[], text, integer) from public;
revoke execute on function documents_saying(uuid, text, tsquery, uuid[], integer) from public;
revoke execute on function documents_nearly(uuid, text, text, text[], integer) from public;
revoke execute on function find_documents(text[], text, integer) from public;
grant execute on function find_documents(text[], text, integer) to gerinc_app;
