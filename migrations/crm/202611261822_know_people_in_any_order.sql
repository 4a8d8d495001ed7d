-- The name of a person in whatever order its parts stand, without titles: "Varga Eszter", "Eszter Varga" and "Dr. Varga Eszter"
-- are one. Null where nothing is left.
create function person_key(name text) returns text language plpgsql immutable strict parallel safe as $$
begin
  return (
    select string_agg(word, ' ' order by word collate "C")
      from regexp_split_to_table(search_key(name), '[\s!-/:-@\[-`{-~]+') as one(word)
     where word <> '' and word not in ('dr', 'prof', 'ifj', 'ozv', 'mr', 'mrs', 'ms'));
end
$$;

-- Where the people of an account write from says which company it is, unless anybody can have an address there.
alter table contacts
  add column person_key  text collate "C" generated always as (person_key(name)) stored,
  add column mail_host   text collate "C" generated always as (company_domain(email)) stored;
create index contacts_person_key_idx on contacts (org_id, person_key) where person_key is not null;
create index contacts_mail_host_idx on contacts (org_id, mail_host) where mail_host is not null;
alter table leads add column person_key text collate "C" generated always as (person_key(name)) stored;
