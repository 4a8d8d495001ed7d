-- What accounts of CRM are called and which other one they ended in. A project keeps the account it was sold to; whom that
-- stands for is decided when somebody asks. account_seq is the place of the last account event that was applied.
create table accounts (
  org_id       uuid    not null,
  account_id   uuid    not null,
  name         text    not null,
  merged_into  uuid,
  account_seq  bigint  not null,
  constraint accounts_pkey primary key (org_id, account_id)
) with (fillfactor = 80);
create index accounts_merged_idx on accounts (org_id, merged_into) where merged_into is not null;
select protect_tenant_table('accounts');

-- The last account in the line of each of these that ended. One that goes on is left out, and so is who ends nowhere: news
-- of two accounts that come in another order than they happened can close a circle for a moment, in which each stands for
-- itself. A step to an account not heard of yet is not taken: its name is not known.
create function accounts_standing(org uuid, ids uuid[])
returns table (account_id uuid, stands_for uuid) language sql stable as $$
  with recursive line (account_id, stands_for) as (
    select a.account_id, t.account_id
      from accounts a join accounts t on t.org_id = a.org_id and t.account_id = a.merged_into
     where a.org_id = org and a.merged_into is not null and a.account_id = any (ids)
    union
    select line.account_id, t.account_id
      from line join accounts a on a.org_id = org and a.account_id = line.stands_for
                join accounts t on t.org_id = org and t.account_id = a.merged_into
  )
  select line.account_id, line.stands_for
    from line join accounts last on last.org_id = org and last.account_id = line.stands_for
   where not exists (select 1 from accounts t where t.org_id = org and t.account_id = last.merged_into)
$$;

-- An account and all that ended in it, directly or by others.
create function account_family(org uuid, head uuid) returns setof uuid language sql stable as $$
  with recursive below (account_id) as (
    select account_id from accounts where org_id = org and merged_into = head
    union
    select a.account_id from below join accounts a on a.org_id = org and a.merged_into = below.account_id
  )
  select head
  union
  select account_id from below where not exists (select 1 from below where account_id = head)
$$;
