-- What an account is called by telephone, and where its seat is: it is found by both, told apart by its number, and its quotes and
-- invoices say where it is.
alter table accounts add column phone text, add column address jsonb;

-- The digits of a number.
create function digits_of(said text) returns text language sql immutable strict parallel safe as $$
  select regexp_replace(said, '[^0-9]', '', 'g')
$$;

create or replace function account_key(account accounts, column_name text, field text, numeric_field boolean) returns text
language sql stable parallel safe as $$
  select case column_name
    when 'custom' then custom_key(account.custom, field, numeric_field)
    when 'country' then account.country
    when 'industry' then search_key(account.industry)
    when 'employees' then number_key(account.employees)
    when 'annual_revenue' then number_key(revenue_worth(account))
    when 'founded_year' then number_key(account.founded_year)
    when 'tax_number' then search_key(account.tax_number)
    when 'website' then search_key(account.website)
    when 'phone' then account.phone
    when 'city' then search_key(account.address ->> 'city')
    when 'created_at' then moment_key(account.created_at)
    when 'owner' then member_key(account.org_id, account.owner_id)
  end
$$;

-- Duplicates are found by the number.
alter table reach_keys drop constraint reach_keys_kind_check;
alter table reach_keys add constraint reach_keys_kind_check check (kind in
  ('account_host', 'account_phone', 'contact_email', 'contact_host', 'contact_phone', 'lead_email', 'lead_phone'));
create or replace function account_reaches(one accounts) returns table (kind text, key text) language sql immutable as $$
  select 'account_host', company_site(website) from unnest(one.website || one.additional_websites) website
   where company_site(website) is not null
  union select 'account_phone', phone_key(one.phone) where phone_key(one.phone) is not null
$$;
drop trigger accounts_are_reached_anew on accounts;
create trigger accounts_are_reached_anew after update on accounts for each row
  when ((old.website, old.additional_websites, old.phone) is distinct from (new.website, new.additional_websites, new.phone))
  execute function keep_account_reaches();

-- The search finds number, street and city.
create or replace function account_says(one accounts) returns text language sql immutable as $$
  select concat_ws(' ', one.tax_number, one.website, array_to_string(one.additional_websites, ' '), tax_word(one.tax_key), one.phone,
                   phone_word(phone_key(one.phone)), one.address ->> 'street', one.address ->> 'postal_code',
                   one.address ->> 'city')
$$;
drop trigger accounts_are_found_again on accounts;
create trigger accounts_are_found_again after update on accounts for each row
  when ((old.name, old.tax_number, old.website, old.additional_websites, old.phone, old.address, old.merged_into)
        is distinct from (new.name, new.tax_number, new.website, new.additional_websites, new.phone, new.address,
                          new.merged_into))
  execute function account_document();

-- A number that is a person's goes as a whole, as a web address does.
create or replace function forget_mentions(of_table regclass, id_column text, columns text[], org uuid, after uuid, most integer,
                                           pattern text) returns uuid language plpgsql as $$
declare
  emptied text := (select string_agg(format(
                     case when of_table = 'webhook_deliveries'::regclass then '%1$I = told_without(t.%1$I, $5)'
                          when one = 'custom' then '%1$I = custom_without(t.%1$I, $5)'
                          when one = 'additional_websites' then '%1$I = websites_without(t.%1$I, $5)'
                          when one in ('external_ref', 'website') or (of_table, one) = ('accounts'::regclass, 'phone')
                          then '%1$I = case when not mentions(t.%1$I, $5) then t.%1$I end'
                          else '%1$I = without(t.%1$I, $5)' end, one), ', ') from unnest(columns) one);
  says    text := (select string_agg(format(
                     case when of_table = 'webhook_deliveries'::regclass then 'told_mentions(t.%I, $5)'
                          else 'mentions(t.%I, $5)' end, one), ' or ') from unnest(columns) one);
  ids     uuid[];
begin
  execute format('select array(select %1$I from %2$s where org_id = $1 and ($2::uuid is null or %1$I > $2)
                                order by %1$I limit $3)', id_column, of_table)
     into ids using org, after, most;
  execute format('with changed as (
                    update %2$s t set %3$s where t.org_id = $1 and t.%1$I = any ($4) and (%4$s) returning t.%1$I as id)
                  delete from veil_keys k using changed where k.org_id = $1 and k.aggregate_id = changed.id',
                 id_column, of_table, emptied, says)
    using org, after, most, ids, pattern;
  return case when cardinality(ids) = most then ids[most] end;
end $$;
