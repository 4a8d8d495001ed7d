-- What was open of an issued invoice from a moment on. Rows are only added; the last one until a moment is what was open then.
create table invoice_balances (
  org_id       uuid          not null,
  invoice_id   uuid          not null,
  version      bigint        not null,
  recorded_at  timestamptz   not null,
  customer_id  uuid          not null,
  currency     char(3)       not null,
  due_on       date          not null,
  open_amount  numeric(19,4) not null,
  constraint invoice_balances_pkey primary key (org_id, invoice_id, version),
  constraint invoice_balances_invoice_fkey foreign key (org_id, invoice_id) references invoices (org_id, invoice_id)
);
select protect_tenant_table('invoice_balances');
revoke update, delete on invoice_balances from gerinc_app;

-- Of invoices that are issued already the journal tells what was open when.
alter table journal no force row level security;
alter table invoices no force row level security;
alter table invoice_balances no force row level security;
insert into invoice_balances (org_id, invoice_id, version, recorded_at, customer_id, currency, due_on, open_amount)
select j.org_id, j.aggregate_id, j.aggregate_seq, j.occurred_at, i.customer_id, i.currency, i.due_on,
       (j.payload #>> '{invoice,open,amount}')::numeric
  from journal j join invoices i on i.org_id = j.org_id and i.invoice_id = j.aggregate_id
 where j.type in ('billing.invoice.issued.v1', 'billing.invoice.balance_changed.v1')
   and i.number is not null and i.due_on is not null;
alter table journal force row level security;
alter table invoices force row level security;
alter table invoice_balances force row level security;
