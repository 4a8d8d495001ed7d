-- Which other account one ended in. The ledger keeps the account each fact began with, and figures by customer count it
-- with the one that goes on now: nothing is posted anew by a merge, and undoing it leaves nothing behind. seq is the place
-- of the last merge, or undoing of one, among the events of the account.
create table account_ends (
  org_id       uuid    not null,
  account_id   uuid    not null,
  merged_into  uuid,
  seq          bigint  not null,
  constraint account_ends_pkey primary key (org_id, account_id)
);
create index account_ends_merged_idx on account_ends (org_id, merged_into) where merged_into is not null;
select protect_tenant_table('account_ends');

-- The last account in the line of each that ended. Who ends nowhere is left out: news of two accounts that come in another
-- order than they happened can close a circle for a moment, in which each stands for itself.
create function accounts_standing(org uuid) returns table (account_id uuid, stands_for uuid) language sql stable as $$
  with recursive line (account_id, stands_for) as (
    select account_id, merged_into from account_ends where org_id = org and merged_into is not null
    union
    select line.account_id, ended.merged_into
      from line join account_ends ended on ended.org_id = org and ended.account_id = line.stands_for
     where ended.merged_into is not null
  )
  select line.account_id, line.stands_for
    from line
   where not exists (select 1 from account_ends ended
                      where ended.org_id = org and ended.account_id = line.stands_for and ended.merged_into is not null)
$$;

-- An account and all that ended in it, directly or by others.
create function account_family(org uuid, head uuid) returns setof uuid language sql stable as $$
  with recursive below (account_id) as (
    select account_id from account_ends where org_id = org and merged_into = head
    union
    select ended.account_id
      from below join account_ends ended on ended.org_id = org and ended.merged_into = below.account_id
  )
  select head
  union
  select account_id from below where not exists (select 1 from below where account_id = head)
$$;
