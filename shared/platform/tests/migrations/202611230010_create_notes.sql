-- What the test service writes.
create table notes (
  org_id   uuid   not null,
  note_id  uuid   not null,
  version  bigint not null,
  text     text   not null,
  constraint notes_pkey primary key (org_id, note_id)
);
select protect_tenant_table('notes');

-- What the reading test service did: one row per event it applied, so that twice shows.
create table effects (
  org_id    uuid   not null,
  place     bigint not null generated always as identity,
  event_id  uuid   not null,
  note_id   uuid   not null,
  seq       bigint not null,
  text      text   not null,
  constraint effects_pkey primary key (org_id, place)
);
select protect_tenant_table('effects');
