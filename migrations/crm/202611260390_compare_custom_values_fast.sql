-- The same as before in PL/pgSQL, which keeps its plans: a function in SQL that cannot be inlined is planned anew for
-- every row, and a list looks at ten thousand of them.
create or replace function custom_key(custom jsonb, field text, numeric_field boolean) returns text
language plpgsql immutable parallel safe as $$
begin
  if numeric_field then
    return to_char((custom ->> field)::numeric + 1000000000000000, 'FM0000000000000000.000000');
  end if;
  return lower(left(custom ->> field, 200));
end
$$;

-- The keys of bounds, which are made once for a whole list.
create function custom_keys(fields text[], bounds text[], numeric_fields boolean[]) returns text[]
language sql immutable parallel safe as $$
  select coalesce(array_agg(custom_key(jsonb_build_object(field, bound), field, is_numeric) order by place), '{}')
    from unnest(fields, bounds, numeric_fields) with ordinality as one (field, bound, is_numeric, place)
$$;

-- Whether a record's values fit: each named field has a value between its bounds, both included; a bound that is null is
-- none. The bounds are keys.
create or replace function custom_between(custom jsonb, fields text[], lows text[], highs text[], numeric_fields boolean[])
returns boolean language plpgsql immutable parallel safe as $$
declare
  key text collate "C";
begin
  for i in 1 .. cardinality(fields) loop
    key := custom_key(custom, fields[i], numeric_fields[i]);
    if key is null or key < lows[i] or key > highs[i] then
      return false;
    end if;
  end loop;
  return true;
end
$$;
