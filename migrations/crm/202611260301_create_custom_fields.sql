-- What an organisation wants to know beyond what every record says. Values travel with their record: an object from the
-- field's id to a text, true or false, or a list of texts.
create table custom_fields (
  org_id       uuid         not null,
  field_id     uuid         not null,
  version      bigint       not null,
  record       text         not null check (record in ('account', 'contact', 'lead', 'deal')),
  name         text         not null,
  sort_name    text         collate "C" not null,
  kind         text         not null check (kind in ('text', 'number', 'date', 'yes_no', 'choice', 'choices', 'url')),
  choices      text[]       not null default '{}',
  required     boolean      not null,
  position     smallint     not null,
  archived_at  timestamptz,
  created_at   timestamptz  not null,
  updated_at   timestamptz  not null,
  constraint custom_fields_pkey primary key (org_id, field_id),
  constraint custom_fields_name_key unique (org_id, record, sort_name)
);
select protect_tenant_table('custom_fields');

alter table accounts add column custom jsonb not null default '{}' check (jsonb_typeof(custom) = 'object');
alter table contacts add column custom jsonb not null default '{}' check (jsonb_typeof(custom) = 'object');
alter table deals    add column custom jsonb not null default '{}' check (jsonb_typeof(custom) = 'object');

-- What a value of a custom field is compared and sorted by. Numbers are shifted and padded so that their digits sort as
-- they do; compare the keys in the collation "C". Numbers lie between -10^15 and 10^15 and have at most six decimals.
create function custom_key(custom jsonb, field text, numeric_field boolean) returns text
language sql immutable parallel safe as $$
  select case when numeric_field
    then to_char((custom ->> field)::numeric + 1000000000000000, 'FM0000000000000000.000000')
    else lower(left(custom ->> field, 200)) end
$$;

-- Whether a record's values fit: each named field lies between its bounds, both included; a bound that is null is none.
create function custom_between(custom jsonb, fields text[], lows text[], highs text[], numeric_fields boolean[])
returns boolean language sql immutable parallel safe as $$
  select coalesce(bool_and(coalesce(
           (c.low is null or custom_key(custom, c.field, c.is_numeric) collate "C" >= custom_key(jsonb_build_object(c.field, c.low), c.field, c.is_numeric))
           and (c.high is null or custom_key(custom, c.field, c.is_numeric) collate "C" <= custom_key(jsonb_build_object(c.field, c.high), c.field, c.is_numeric))
           and custom ? c.field, false)), true)
    from unnest(fields, lows, highs, numeric_fields) as c (field, low, high, is_numeric)
$$;
