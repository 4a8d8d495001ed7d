-- Things are found by a part of their name, whatever its case and accents.
alter table accounts add column search_name text collate "C" not null generated always as (search_key(name)) stored;
create index accounts_search_idx on accounts (org_id, search_name, account_id);
alter table contacts add column search_name text collate "C" not null generated always as (search_key(name)) stored;
create index contacts_search_idx on contacts (org_id, search_name, contact_id);
alter table deals add column search_name text collate "C" not null generated always as (search_key(name)) stored;
create index deals_search_idx on deals (org_id, search_name, deal_id);
