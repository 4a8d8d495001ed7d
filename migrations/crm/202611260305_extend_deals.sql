-- Who else matters for a deal: people of the client with what each is in it, and who else offers. Both always travel
-- whole with the deal.
alter table deals
  add column contacts     jsonb   not null default '[]',
  add column competitors  text[]  not null default '{}';
