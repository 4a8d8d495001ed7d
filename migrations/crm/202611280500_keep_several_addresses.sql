-- People have several e-mail addresses and telephone numbers, companies several web addresses. The first of each stays what it was,
-- the others stand beside it. Whoever looks for a record by one of them asks reach_keys, where each has the form in which
-- different spellings are equal; it is written by triggers, so that no way of writing a record forgets it.
alter table accounts add column additional_websites text[] not null default '{}';
alter table contacts
  add column additional_emails text[] not null default '{}',
  add column additional_phones text[] not null default '{}';
alter table leads
  add column additional_emails text[] not null default '{}',
  add column additional_phones text[] not null default '{}';

create table reach_keys (
  org_id     uuid  not null,
  kind       text  collate "C" not null
    check (kind in ('account_host', 'contact_email', 'contact_host', 'contact_phone', 'lead_email', 'lead_phone')),
  key        text  collate "C" not null,
  record_id  uuid  not null,
  constraint reach_keys_pkey primary key (org_id, kind, key, record_id)
);
create index reach_keys_record_idx on reach_keys (org_id, record_id);
select protect_tenant_table('reach_keys');

create function account_reaches(one accounts) returns table (kind text, key text) language sql immutable as $$
  select distinct 'account_host', company_site(website) from unnest(one.website || one.additional_websites) website
   where company_site(website) is not null
$$;
create function contact_reaches(one contacts) returns table (kind text, key text) language sql immutable as $$
  select 'contact_email', lower(email collate "C") from unnest(one.email || one.additional_emails) email where email is not null
  union select 'contact_host', company_domain(email) from unnest(one.email || one.additional_emails) email
         where company_domain(email) is not null
  union select 'contact_phone', phone_key(phone) from unnest(one.phone || one.additional_phones) phone
         where phone_key(phone) is not null
$$;
create function lead_reaches(one leads) returns table (kind text, key text) language sql immutable as $$
  select 'lead_email', lower(email collate "C") from unnest(one.email || one.additional_emails) email where email is not null
  union select 'lead_phone', phone_key(phone) from unnest(one.phone || one.additional_phones) phone
         where phone_key(phone) is not null
$$;

create function keep_account_reaches() returns trigger language plpgsql as $$
begin
  delete from reach_keys where org_id = new.org_id and record_id = new.account_id;
  insert into reach_keys (org_id, kind, key, record_id)
  select new.org_id, r.kind, r.key, new.account_id from account_reaches(new) r;
  return null;
end $$;
create function keep_contact_reaches() returns trigger language plpgsql as $$
begin
  delete from reach_keys where org_id = new.org_id and record_id = new.contact_id;
  insert into reach_keys (org_id, kind, key, record_id)
  select new.org_id, r.kind, r.key, new.contact_id from contact_reaches(new) r;
  return null;
end $$;
create function keep_lead_reaches() returns trigger language plpgsql as $$
begin
  delete from reach_keys where org_id = new.org_id and record_id = new.lead_id;
  insert into reach_keys (org_id, kind, key, record_id)
  select new.org_id, r.kind, r.key, new.lead_id from lead_reaches(new) r;
  return null;
end $$;
create function forget_account_reaches() returns trigger language plpgsql as $$
begin
  delete from reach_keys where org_id = old.org_id and record_id = old.account_id;
  return null;
end $$;
create function forget_contact_reaches() returns trigger language plpgsql as $$
begin
  delete from reach_keys where org_id = old.org_id and record_id = old.contact_id;
  return null;
end $$;
create function forget_lead_reaches() returns trigger language plpgsql as $$
begin
  delete from reach_keys where org_id = old.org_id and record_id = old.lead_id;
  return null;
end $$;

create trigger accounts_are_reached after insert on accounts for each row execute function keep_account_reaches();
create trigger accounts_are_reached_anew after update on accounts for each row
  when ((old.website, old.additional_websites) is distinct from (new.website, new.additional_websites))
  execute function keep_account_reaches();
create trigger accounts_are_gone after delete on accounts for each row execute function forget_account_reaches();
create trigger contacts_are_reached after insert on contacts for each row execute function keep_contact_reaches();
create trigger contacts_are_reached_anew after update on contacts for each row
  when ((old.email, old.additional_emails, old.phone, old.additional_phones)
        is distinct from (new.email, new.additional_emails, new.phone, new.additional_phones))
  execute function keep_contact_reaches();
create trigger contacts_are_gone after delete on contacts for each row execute function forget_contact_reaches();
create trigger leads_are_reached after insert on leads for each row execute function keep_lead_reaches();
create trigger leads_are_reached_anew after update on leads for each row
  when ((old.email, old.additional_emails, old.phone, old.additional_phones)
        is distinct from (new.email, new.additional_emails, new.phone, new.additional_phones))
  execute function keep_lead_reaches();
create trigger leads_are_gone after delete on leads for each row execute function forget_lead_reaches();

-- What is there already. The owner sees rows of a table only while its row-level security is not forced on them.
alter table accounts no force row level security;
alter table contacts no force row level security;
alter table leads no force row level security;
alter table reach_keys no force row level security;
insert into reach_keys (org_id, kind, key, record_id)
select a.org_id, r.kind, r.key, a.account_id from accounts a, account_reaches(a) r
union all select c.org_id, r.kind, r.key, c.contact_id from contacts c, contact_reaches(c) r
union all select l.org_id, r.kind, r.key, l.lead_id from leads l, lead_reaches(l) r;
alter table accounts force row level security;
alter table contacts force row level security;
alter table leads force row level security;
alter table reach_keys force row level security;

-- Nobody looks these up any more.
alter table accounts drop column domain_key;
alter table contacts drop column phone_key, drop column mail_host;
alter table leads drop column phone_key;
drop index contacts_email_key_idx;
drop index leads_email_key_idx;

-- All of them are found by the search.
create or replace function account_says(one accounts) returns text language sql immutable as $$
  select concat_ws(' ', one.tax_number, one.website, array_to_string(one.additional_websites, ' '), tax_word(one.tax_key))
$$;
create function phone_words(phones text[]) returns text language sql immutable as $$
  select string_agg(phone_word(phone_key(phone)), ' ') from unnest(phones) phone
$$;
create or replace function contact_says(one contacts) returns text language sql immutable as $$
  select concat_ws(' ', one.email, array_to_string(one.additional_emails, ' '), one.phone,
                   array_to_string(one.additional_phones, ' '), one.job_title, phone_words(one.phone || one.additional_phones))
$$;
create or replace function lead_says(one leads) returns text language sql immutable as $$
  select concat_ws(' ', one.company, one.email, array_to_string(one.additional_emails, ' '), one.phone,
                   array_to_string(one.additional_phones, ' '), one.note, phone_words(one.phone || one.additional_phones))
$$;
drop trigger accounts_are_found_again on accounts;
create trigger accounts_are_found_again after update on accounts for each row
  when ((old.name, old.tax_number, old.website, old.additional_websites, old.merged_into)
        is distinct from (new.name, new.tax_number, new.website, new.additional_websites, new.merged_into))
  execute function account_document();
drop trigger contacts_are_found_again on contacts;
create trigger contacts_are_found_again after update on contacts for each row
  when ((old.name, old.email, old.additional_emails, old.phone, old.additional_phones, old.job_title, old.merged_into)
        is distinct from (new.name, new.email, new.additional_emails, new.phone, new.additional_phones, new.job_title,
                          new.merged_into))
  execute function contact_document();
drop trigger leads_are_found_again on leads;
create trigger leads_are_found_again after update on leads for each row
  when ((old.name, old.company, old.email, old.additional_emails, old.phone, old.additional_phones, old.note, old.merged_into)
        is distinct from (new.name, new.company, new.email, new.additional_emails, new.phone, new.additional_phones, new.note,
                          new.merged_into))
  execute function lead_document();

-- What words of a list's search are looked for in.
create function account_text(one accounts) returns text language sql stable as $$
  select one.search_name || ' ' || lower(concat_ws(' ', one.website, array_to_string(one.additional_websites, ' ')) collate "C")
$$;
create function contact_text(one contacts) returns text language sql stable as $$
  select one.search_name || ' ' || lower(concat_ws(' ', one.email, array_to_string(one.additional_emails, ' ')) collate "C")
$$;
create function lead_text(one leads) returns text language sql stable as $$
  select one.search_text || ' ' || search_key(array_to_string(one.additional_emails, ' '))
$$;

-- A web address that names somebody goes as a whole: parts of it lead elsewhere.
create function websites_without(websites text[], pattern text) returns text[] language sql immutable parallel safe as $$
  select array(select one from unnest(websites) with ordinality as each (one, place) where not mentions(one, pattern) order by place)
$$;
create or replace function forget_mentions(of_table regclass, id_column text, columns text[], org uuid, after uuid, most integer,
                                           pattern text) returns uuid language plpgsql as $$
declare
  emptied text := (select string_agg(format(
                     case when of_table = 'webhook_deliveries'::regclass then '%1$I = told_without(t.%1$I, $5)'
                          when one = 'custom' then '%1$I = custom_without(t.%1$I, $5)'
                          when one = 'additional_websites' then '%1$I = websites_without(t.%1$I, $5)'
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
  execute format('with changed as (
                    update %2$s t set %3$s where t.org_id = $1 and t.%1$I = any ($4) and (%4$s) returning t.%1$I as id)
                  delete from veil_keys k using changed where k.org_id = $1 and k.aggregate_id = changed.id',
                 id_column, of_table, emptied, says)
    using org, after, most, ids, pattern;
  return case when cardinality(ids) = most then ids[most] end;
end $$;
