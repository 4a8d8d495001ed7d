-- Work that was delivered and may be invoiced: the unit that is billed exactly once.
create table billable_items (
  org_id            uuid          not null,
  billable_item_id  uuid          not null,
  origin            jsonb         not null,
  customer_id       uuid          not null,
  account_id        uuid          not null,
  project_id        uuid          not null,
  deal_id           uuid,
  description       text          not null,
  delivered_on      date          not null,
  quantity          numeric(19,4) not null,
  unit_price        numeric(19,4) not null,
  amount            numeric(19,4) not null,
  currency          char(3)       not null,
  vat_rate          numeric(7,4)  not null,
  status            text          not null,
  invoice_id        uuid,
  version           bigint        not null,
  created_at        timestamptz   not null,
  updated_at        timestamptz   not null,
  constraint billable_items_pkey primary key (org_id, billable_item_id),
  constraint billable_items_origin_key unique (org_id, origin),
  constraint billable_items_customer_fkey foreign key (org_id, customer_id) references customers (org_id, customer_id),
  constraint billable_items_invoice_fkey foreign key (org_id, invoice_id) references invoices (org_id, invoice_id),
  constraint billable_items_status_check check (status in ('unbilled', 'reserved', 'billed', 'cancelled')),
  constraint billable_items_invoice_check check ((status in ('reserved', 'billed')) = (invoice_id is not null))
);
create index billable_items_unbilled_idx on billable_items (org_id, customer_id, project_id) where status = 'unbilled';
create index billable_items_invoice_idx on billable_items (org_id, invoice_id) where invoice_id is not null;
create index billable_items_deal_idx on billable_items (org_id, deal_id) where deal_id is not null;
create index billable_items_delivered_idx on billable_items (org_id, delivered_on, billable_item_id);
create index billable_items_project_idx on billable_items (org_id, project_id, delivered_on);
select protect_tenant_table('billable_items');
