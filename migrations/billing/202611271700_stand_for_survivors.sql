-- Whom a customer stands for is decided when somebody asks, from what the events of each account said last: nothing is
-- stored that two events heard at the same moment, or in another order, could leave wrong, and undoing a merge undoes all
-- of it. A step to a customer not heard of yet is not taken, so everybody ends with one that is there.
create index customers_merged_idx on customers (org_id, merged_into) where merged_into is not null;

-- The last customer in the line of each that ended; those that go on are left out, and so is who ends nowhere: news of two
-- accounts that come in another order than they happened can close a circle for a moment, in which each stands for itself.
create function customers_standing(org uuid, only_ids uuid[] default null)
returns table (customer_id uuid, payer_id uuid) language sql stable as $$
  with recursive line (customer_id, payer_id) as (
    select c.customer_id, t.customer_id
      from customers c join customers t on t.org_id = c.org_id and t.customer_id = c.merged_into
     where c.org_id = org and c.merged_into is not null and (only_ids is null or c.customer_id = any (only_ids))
    union
    select line.customer_id, t.customer_id
      from line join customers c on c.org_id = org and c.customer_id = line.payer_id
                join customers t on t.org_id = org and t.customer_id = c.merged_into
  )
  select line.customer_id, line.payer_id
    from line join customers last on last.org_id = org and last.customer_id = line.payer_id
   where not exists (select 1 from customers t where t.org_id = org and t.customer_id = last.merged_into)
$$;

-- A customer and all that ended in it, directly or by others.
create function customer_family(org uuid, head uuid) returns setof uuid language sql stable as $$
  with recursive below (customer_id) as (
    select customer_id from customers where org_id = org and merged_into = head
    union
    select c.customer_id from below join customers c on c.org_id = org and c.merged_into = below.customer_id
  )
  select head
  union
  select customer_id from below where not exists (select 1 from below where customer_id = head)
$$;

-- Payments of which a part pays an invoice made out to another account. Few are, and statements ask for them.
alter table payments add column pays_others boolean not null default false;
create index payments_pays_others_idx on payments (org_id) where pays_others;
