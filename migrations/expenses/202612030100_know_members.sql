-- What members are called, copied from the gateway's events: files of claims say whose they are.
create table members (
  org_id     uuid  not null,
  member_id  uuid  not null,
  name       text  not null,
  constraint members_pkey primary key (org_id, member_id)
);
select protect_tenant_table('members');
