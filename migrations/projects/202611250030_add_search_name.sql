-- Things are found by a part of their name, whatever its case and accents.
alter table projects add column search_name text collate "C" not null generated always as (search_key(name)) stored;
create index projects_search_idx on projects (org_id, search_name, project_id);
alter table people add column search_name text collate "C" not null generated always as (search_key(name)) stored;
create index people_search_idx on people (org_id, search_name, person_id);
