-- Money that came in. What it pays always travels with it; what it does not pay is credit of the customer.
create table payments (
  org_id        uuid          not null,
  payment_id    uuid          not null,
  customer_id   uuid          not null,
  account_id    uuid          not null,
  currency      char(3)       not null,
  amount        numeric(19,4) not null,
  unapplied     numeric(19,4) not null,
  received_on   date          not null,
  reference     text,
  applications  jsonb         not null,
  version       bigint        not null,
  created_at    timestamptz   not null,
  updated_at    timestamptz   not null,
  constraint payments_pkey primary key (org_id, payment_id),
  constraint payments_customer_fkey foreign key (org_id, customer_id) references customers (org_id, customer_id),
  constraint payments_amounts_check check (amount > 0 and unapplied >= 0 and unapplied <= amount)
);
create index payments_received_idx on payments (org_id, received_on desc, payment_id);
create index payments_customer_idx on payments (org_id, customer_id, received_on);
select protect_tenant_table('payments');
