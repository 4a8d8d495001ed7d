-- Rules of what is forgotten have versions, so that nobody overwrites unseen what somebody else has just set.
alter table forgotten_rules add column version bigint not null default 1;
alter table forgotten_rules alter column version drop default;
