-- Where words have only one or two letters, names are no longer looked through one by one for a part that has them: every title of the
-- organisation was read for that, however many there are. Names that begin so are found by the index, and names and texts that have
-- them as words by theirs.
--
-- Ids of each kind, at most so many, with how well they fit: 0 the title begins with what is looked for, 1 it holds all of its words
-- (the first four, one of them of three letters or more), 2 they are among the words of its texts, or from three letters on begin
-- some, 3 the title is spelt nearly so. The last is asked only when nothing else is found. place counts from 1 within a kind and
-- tier, the best first.
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
