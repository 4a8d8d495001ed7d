-- Choices are called otherwise, and what records say goes with them. What is no choice any more is remembered, so that lists can still be
-- asked for the records that say it.
alter table custom_fields add column former_choices text[] not null default '{}';

-- A value with the new names of its choices: those of several in the order of the field, each once.
create function rename_choices(value jsonb, was text[], called text[], in_order text[]) returns jsonb
language sql immutable parallel safe as $$
  select case jsonb_typeof(value)
    when 'string' then to_jsonb(coalesce(called[array_position(was, value #>> '{}')], value #>> '{}'))
    when 'array' then (
      select coalesce(jsonb_agg(one order by coalesce(array_position(in_order, one), 2147483647), one), '[]')
        from (select distinct coalesce(called[array_position(was, item)], item) as one from jsonb_array_elements_text(value) item) renamed)
    else value
  end
$$;

alter table custom_fields no force row level security;
alter table accounts no force row level security;
alter table contacts no force row level security;
alter table deals no force row level security;
alter table leads no force row level security;
with held as (
  select f.org_id, f.field_id, f.choices, said.value
    from custom_fields f
    cross join lateral (
      select a.custom -> f.field_id::text as value from accounts a where f.record = 'account' and a.org_id = f.org_id
      union all select c.custom -> f.field_id::text from contacts c where f.record = 'contact' and c.org_id = f.org_id
      union all select d.custom -> f.field_id::text from deals d where f.record = 'deal' and d.org_id = f.org_id
      union all select l.custom -> f.field_id::text from leads l where f.record = 'lead' and l.org_id = f.org_id) said
   where f.kind in ('choice', 'choices') and said.value is not null),
one as (
  select h.org_id, h.field_id, h.choices, item
    from held h
    cross join lateral jsonb_array_elements_text(case jsonb_typeof(h.value) when 'array' then h.value else jsonb_build_array(h.value) end) item)
update custom_fields f set former_choices = former.all_of_them
  from (select org_id, field_id, array_agg(distinct item order by item) as all_of_them from one
         where item <> all (choices) group by org_id, field_id) former
 where f.org_id = former.org_id and f.field_id = former.field_id;
alter table custom_fields force row level security;
alter table accounts force row level security;
alter table contacts force row level security;
alter table deals force row level security;
alter table leads force row level security;
