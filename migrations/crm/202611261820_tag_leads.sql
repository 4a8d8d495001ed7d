-- Leads have tags as accounts, contacts and deals have. Who looks after a lead because they look after the client it is of, and
-- that it waits until somebody a rule names has room, is kept with it.
alter table leads
  add column tags            uuid[]   not null default '{}',
  add column known_client    jsonb,
  add column waits_for_room  boolean  not null default false;
create index leads_waits_for_room_idx on leads (org_id, received_at, lead_id)
  where waits_for_room and status in ('new', 'working') and merged_into is null;

alter table lead_settings add column known_clients_first boolean not null default true;
