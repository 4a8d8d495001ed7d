-- Forms in which things that are written differently but mean the same are equal, so that duplicates are found by an
-- index. Like search_key they need no extension and give the same on every server. All give null where nothing is left.

-- A company without its legal form: "ACME Kft." and "Acme" are one.
create function company_key(name text) returns text language sql immutable strict parallel safe as $$
  select coalesce(
    nullif(btrim(regexp_replace(bare, '( (kft|zrt|nyrt|rt|bt|kkt|ev|ltd|limited|llc|llp|lp|inc|incorporated|corp|corporation|co|company|plc|gmbh|mbh|ag|kg|kgaa|ohg|ug|ek|se|sa|sas|sarl|srl|spa|snc|bv|nv|vof|ab|as|asa|oy|oyj|aps|sro|doo|dd|zoo|sl|slu|sp|z|o|oo|pty|pte|korlatolt felelossegu tarsasag|zartkoruen mukodo reszvenytarsasag))+ $', ' ')), ''),
    nullif(btrim(bare), ''))
  from (select ' ' || regexp_replace(replace(replace(search_key(name), '.', ''), '''', ''), '[\s!-/:-@\[-`{-~]+', ' ', 'g') || ' ') as one(bare)
$$;

-- The host of a web or e-mail address, without www.
create function domain_key(address text) returns text language sql immutable strict parallel safe as $$
  select case when host like '%_._%' then host end
  from (select regexp_replace(regexp_replace(regexp_replace(lower(btrim(address)), '^[a-z][a-z0-9+.-]*://', ''),
                                             '^[^/@]*@', ''), '^(www\.)?([^/:?#\s]*).*$', '\2')) as one(host)
$$;

-- The host of an e-mail address that says something about where a person works: none for mail anybody can have.
create function company_domain(email text) returns text language sql immutable strict parallel safe as $$
  select case when domain_key(email) not in (
    'gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'yahoo.com', 'yahoo.de',
    'icloud.com', 'me.com', 'aol.com', 'gmx.com', 'gmx.de', 'gmx.net', 'gmx.at', 'web.de', 't-online.de', 't-online.hu',
    'freemail.hu', 'citromail.hu', 'indamail.hu', 'vipmail.hu', 'mail.ru', 'yandex.ru', 'proton.me', 'protonmail.com',
    'seznam.cz', 'wp.pl', 'o2.pl', 'orange.fr', 'free.fr', 'libero.it') then domain_key(email) end
$$;

-- The end of a telephone number, which is the same with and without the codes of country and trunk.
create function phone_key(phone text) returns text language sql immutable strict parallel safe as $$
  select case when length(digits) >= 7 then right(digits, 9) end
  from (select regexp_replace(phone, '[^0-9]', '', 'g')) as one(digits)
$$;

-- A tax number without its country and punctuation; of a Hungarian one the part that is also in the number for the EU.
create function tax_key(tax_number text) returns text language sql immutable strict parallel safe as $$
  select case when bare ~ '^[0-9]{11}$' then left(bare, 8) when length(bare) >= 4 then bare end
  from (select regexp_replace(regexp_replace(upper(tax_number collate "C"), '[^0-9A-Z]', '', 'g'), '^[A-Z]{2}', '')) as one(bare)
$$;

alter table accounts
  add column company_key  text collate "C" generated always as (company_key(name)) stored,
  add column domain_key   text collate "C" generated always as (domain_key(website)) stored,
  add column tax_key      text collate "C" generated always as (tax_key(tax_number)) stored;
create index accounts_company_key_idx on accounts (org_id, company_key);
create index accounts_domain_key_idx on accounts (org_id, domain_key) where domain_key is not null;
create index accounts_tax_key_idx on accounts (org_id, tax_key) where tax_key is not null;

alter table contacts
  add column email_key  text collate "C" generated always as (lower(email collate "C")) stored,
  add column phone_key  text collate "C" generated always as (phone_key(phone)) stored;
create index contacts_email_key_idx on contacts (org_id, email_key) where email_key is not null;
create index contacts_phone_key_idx on contacts (org_id, phone_key) where phone_key is not null;
