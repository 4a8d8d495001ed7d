-- An erasure finds a person by patterns that hold every spelling (see the service), letters of both cases among them, so that no
-- server's idea of letters matters. JSON is looked through text by text: what stands at the start of a line is written there
-- behind an escape, which is no letter before it, and what is replaced must not be half of one.

-- What stands before a find is one of four groups, and stays. Two finds with one sign between them share it: so it is done twice.
create or replace function without(said text, pattern text) returns text language sql immutable parallel safe as $$
  select regexp_replace(regexp_replace(said, pattern, '\1\2\3\4…', 'g'), pattern, '\1\2\3\4…', 'g')
$$;
create or replace function without(said text[], pattern text) returns text[] language sql immutable parallel safe as $$
  select array(select without(one, pattern) from unnest(said) with ordinality as each (one, place) order by place)
$$;
-- Amounts and quantities are no telephone numbers.
create or replace function without(said jsonb, pattern text) returns jsonb language plpgsql immutable parallel safe as $$
begin
  return case jsonb_typeof(said)
    when 'string' then to_jsonb(without(said #>> '{}', pattern))
    when 'array' then (select coalesce(jsonb_agg(without(one, pattern) order by place), '[]')
                         from jsonb_array_elements(said) with ordinality as each (one, place))
    when 'object' then (select coalesce(jsonb_object_agg(one.key, case when one.key in ('amount', 'quantity') then one.value
                                                                       else without(one.value, pattern) end), '{}')
                          from jsonb_each(said) one)
    else said end;
end $$;

-- Values of an organisation's own fields. One that said nothing else goes: what stands for it would be no number, day or choice.
create function custom_without(said jsonb, pattern text) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_object_agg(one.key, one.left_over) filter (where one.left_over not in ('"…"', '["…"]', '[]')), '{}')
    from (select key, case when jsonb_typeof(value) = 'array' then
                        (select coalesce(jsonb_agg(each) filter (where each <> '"…"'), '[]')
                           from jsonb_array_elements(without(value, pattern)) each)
                      else without(value, pattern) end as left_over
            from jsonb_each(said)) one
$$;

-- Whether a text speaks of a person. Of JSON it may say so wrongly, never the other way.
create function mentions(said text, pattern text) returns boolean language sql immutable parallel safe as $$
  select coalesce(said ~ pattern, false)
$$;
create function mentions(said text[], pattern text) returns boolean language sql immutable parallel safe as $$
  select coalesce(array_to_string(said, E'\n') ~ pattern, false)
$$;
create function mentions(said jsonb, pattern text) returns boolean language sql immutable parallel safe as $$
  select coalesce(regexp_replace(said::text, '\\(u[0-9a-fA-F]{4}|.)', ' ', 'g') ~ pattern, false)
$$;
-- A text that is JSON, as webhooks are told it.
create function told_without(said text, pattern text) returns text language plpgsql immutable parallel safe as $$
begin
  return without(said::jsonb, pattern)::text;
exception when invalid_text_representation then
  return without(said, pattern);
end $$;
create function told_mentions(said text, pattern text) returns boolean language sql immutable parallel safe as $$
  select coalesce(regexp_replace(said, '\\(u[0-9a-fA-F]{4}|.)', ' ', 'g') ~ pattern, false)
$$;
-- Of bytes only what is text can.
create function mentions(said bytea, pattern text) returns boolean language plpgsql immutable parallel safe as $$
begin
  return coalesce(regexp_replace(convert_from(said, 'UTF8'), '\\(u[0-9a-fA-F]{4}|.)', ' ', 'g') ~ pattern, false);
exception when character_not_in_repertoire or untranslatable_character then
  return coalesce(regexp_replace(encode(said, 'escape'), '\\([0-7]{3}|.)', ' ', 'g') ~ pattern, false);
end $$;

-- As before; what may be there once only, or has a form of its own, is taken away rather than shortened.
create or replace function forget_mentions(of_table regclass, id_column text, columns text[], org uuid, after uuid, most integer,
                                           pattern text) returns uuid language plpgsql as $$
declare
  emptied text := (select string_agg(format(
                     case when of_table = 'webhook_deliveries'::regclass then '%1$I = told_without(t.%1$I, $5)'
                          when one = 'custom' then '%1$I = custom_without(t.%1$I, $5)'
                          when one in ('external_ref', 'website') then '%1$I = case when not mentions(t.%1$I, $5) then t.%1$I end'
                          else '%1$I = without(t.%1$I, $5)' end, one), ', ') from unnest(columns) one);
  says    text := (select string_agg(format(
                     case when of_table = 'webhook_deliveries'::regclass then 'told_mentions(t.%I, $5)'
                          else 'mentions(t.%I, $5)' end, one), ' or ') from unnest(columns) one);
  ids     uuid[];
begin
  execute format('select array(select %1$I from %2$s where org_id = $1 and ($2::uuid is null or %1$I > $2)
                                order by %1$I limit $3)', id_column, of_table)
     into ids using org, after, most;
  execute format('update %2$s t set %3$s where t.org_id = $1 and t.%1$I = any ($4) and (%4$s)',
                 id_column, of_table, emptied, says)
    using org, after, most, ids, pattern;
  return case when cardinality(ids) = most then ids[most] end;
end $$;
