-- Numbers stand among the words of documents behind marks of our own (`nrtel`, `nrtax`, `nrdoc`). Who looks for such a mark, or for the
-- beginning of one, looks for that word alone and not for all that begin so: else everything with a number would be found.
create function may_begin_words(word text) returns boolean language sql immutable strict parallel safe as $$
  select length(word) >= 3 and word !~ '^nr(t|te|tel.*|ta|tax.*|d|do|doc.*)$'
$$;

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
                                           || case when may_begin_words(word) then ':*' else '' end, ' & ')::tsquery
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
