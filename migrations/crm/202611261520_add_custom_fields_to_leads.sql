-- What an organisation wants to know of its leads beyond what every one says.
alter table leads add column custom jsonb not null default '{}' check (jsonb_typeof(custom) = 'object');
