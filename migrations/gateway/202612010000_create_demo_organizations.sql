-- Demo companies, which everybody with a log-in may look at. Only who runs the server says which these are: the gateway's own
-- role reads this table and cannot write it, so that no request, whatever is wrong with it, opens an organisation to others.
create table demo_organizations (
  organization  uuid        not null,
  marked_at     timestamptz not null default now(),
  constraint demo_organizations_pkey primary key (organization)
);
revoke insert, update, delete on demo_organizations from gerinc_app;

-- Who looks at a demo company: nobody there invited them, and nobody there is told who they are.
alter table members add column guest boolean not null default false;
