-- The texts in a value, whatever it is made of, a line for each: what is looked through for people and shown to others. Names of
-- its parts are not among them.
create function strings_of(value jsonb) returns text language sql immutable parallel safe as $$
  select string_agg(one #>> '{}', E'\n') from jsonb_path_query(value, 'strict $.** ? (@.type() == "string")') one
$$;
