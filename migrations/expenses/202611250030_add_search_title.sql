-- Things are found by a part of their title, whatever its case and accents.
alter table claims add column search_title text collate "C" not null generated always as (search_key(title)) stored;
create index claims_search_idx on claims (org_id, search_title, claim_id) include (claimant_id);
