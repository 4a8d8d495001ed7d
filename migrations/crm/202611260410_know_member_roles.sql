-- Who leads the organisation, for what nobody else looks after. A member who was kept before this has no role here until
-- the next event about them; every member has one at the gateway, so none means that it is not known yet.
alter table members add column roles text[] not null default '{}';
