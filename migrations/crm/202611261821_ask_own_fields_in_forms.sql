-- A form may ask for the organisation's own fields of leads; what was said of them stays with each time somebody came forward.
alter table lead_forms add column own_fields jsonb not null default '[]' check (jsonb_typeof(own_fields) = 'array');
alter table lead_touches add column custom jsonb not null default '{}' check (jsonb_typeof(custom) = 'object');
