-- What things are called, for people who read figures. The newest event that names a thing decides, in whatever order
-- the events arrive.
create table names (
  org_id     uuid        not null,
  kind       text        not null,
  id         uuid        not null,
  name       text        not null,
  named_at   timestamptz not null,
  event_id   uuid        not null,
  constraint names_pkey primary key (org_id, kind, id),
  constraint names_kind_check
    check (kind in ('account', 'cost_center', 'deal', 'member', 'person', 'project', 'stage'))
) with (fillfactor = 80);
select protect_tenant_table('names');
