-- Who is billed: one for each account. account_seq is the place of the last account event that was applied, so that the
-- older snapshot a won deal carries never overwrites it; 0 while only such a snapshot is known.
create table customers (
  org_id              uuid        not null,
  customer_id         uuid        not null,
  account_id          uuid        not null,
  name                text        not null,
  country             text,
  tax_number          text,
  payment_terms_days  integer     not null,
  account_seq         bigint      not null,
  version             bigint      not null,
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  constraint customers_pkey primary key (org_id, customer_id),
  constraint customers_account_key unique (org_id, account_id),
  constraint customers_payment_terms_check check (payment_terms_days between 0 and 365)
);
create index customers_name_idx on customers (org_id, name, customer_id);
select protect_tenant_table('customers');
