-- Functions in SQL are planned anew at every call, which cost more than what these do; those in PL/pgSQL once a connection.
create or replace function keep_document(org uuid, kind_of text, document uuid, called text, says text) returns void
  language plpgsql as
$$
begin
  insert into search_documents as d (org_id, kind, id, title, words)
  values (org, kind_of, document, coalesce(search_key(called), ''),
          setweight(search_words(coalesce(called, '')), 'A') || setweight(search_words(coalesce(says, '')), 'B'))
  on conflict (org_id, kind, id) do update set title = excluded.title, words = excluded.words
    where (d.title, d.words) is distinct from (excluded.title, excluded.words);
end
$$;

create or replace function company_key(name text) returns text language plpgsql immutable strict parallel safe as
$$
declare
  bare text := ' ' || regexp_replace(replace(replace(search_key(name), '.', ''), '''', ''), '[\s!-/:-@\[-`{-~]+', ' ', 'g') || ' ';
begin
  return coalesce(
    nullif(btrim(regexp_replace(bare, '( (kft|zrt|nyrt|rt|bt|kkt|ev|ltd|limited|llc|llp|lp|inc|incorporated|corp|corporation|co|company|plc|gmbh|mbh|ag|kg|kgaa|ohg|ug|ek|se|sa|sas|sarl|srl|spa|snc|bv|nv|vof|ab|as|asa|oy|oyj|aps|sro|doo|dd|zoo|sl|slu|sp|z|o|oo|pty|pte|korlatolt felelossegu tarsasag|zartkoruen mukodo reszvenytarsasag))+ $', ' ')), ''),
    nullif(btrim(bare), ''));
end
$$;

create or replace function domain_key(address text) returns text language plpgsql immutable strict parallel safe as
$$
declare
  host text := regexp_replace(regexp_replace(regexp_replace(lower(btrim(address)), '^[a-z][a-z0-9+.-]*://', ''),
                                             '^[^/@]*@', ''), '^(www\.)?([^/:?#\s]*).*$', '\2');
begin
  return case when host like '%_._%' then host end;
end
$$;

create or replace function company_domain(email text) returns text language plpgsql immutable strict parallel safe as
$$
declare
  host text := domain_key(email);
begin
  return case when host not in (
    'gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'yahoo.com', 'yahoo.de',
    'icloud.com', 'me.com', 'aol.com', 'gmx.com', 'gmx.de', 'gmx.net', 'gmx.at', 'web.de', 't-online.de', 't-online.hu',
    'freemail.hu', 'citromail.hu', 'indamail.hu', 'vipmail.hu', 'mail.ru', 'yandex.ru', 'proton.me', 'protonmail.com',
    'seznam.cz', 'wp.pl', 'o2.pl', 'orange.fr', 'free.fr', 'libero.it') then host end;
end
$$;

create or replace function phone_key(phone text) returns text language plpgsql immutable strict parallel safe as
$$
declare
  digits text := regexp_replace(phone, '[^0-9]', '', 'g');
begin
  return case when length(digits) >= 7 then right(digits, 9) end;
end
$$;

create or replace function tax_key(tax_number text) returns text language plpgsql immutable strict parallel safe as
$$
declare
  bare text := regexp_replace(regexp_replace(upper(tax_number collate "C"), '[^0-9A-Z]', '', 'g'), '^[A-Z]{2}', '');
begin
  return case when bare ~ '^[0-9]{11}$' then left(bare, 8) when length(bare) >= 4 then bare end;
end
$$;
