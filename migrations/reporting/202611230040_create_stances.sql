-- What the ledger shows for each deal, project, invoice ... at present; the next event posts the difference to it.
create table stances (
  org_id          uuid   not null,
  aggregate_id    uuid   not null,
  aggregate_type  text   not null,
  aggregate_seq   bigint not null,
  entries         jsonb  not null,
  constraint stances_pkey primary key (org_id, aggregate_id)
) with (fillfactor = 80);
select protect_tenant_table('stances');
