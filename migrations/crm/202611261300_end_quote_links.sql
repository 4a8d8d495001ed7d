-- An address that went astray can be taken away. That it was there, and who ended it, is kept.
alter table quote_links
  add column ended_at timestamptz,
  add column ended_by text,
  add constraint quote_links_ended_check check ((ended_at is null) = (ended_by is null));
create index quote_links_number_idx on quote_links (org_id, number, created_at desc);

-- How a yes was written down that came in another way than by the client's page.
alter table quotes
  add column recorded jsonb,
  add constraint quotes_recorded_check check (recorded is null or status = 'accepted');
