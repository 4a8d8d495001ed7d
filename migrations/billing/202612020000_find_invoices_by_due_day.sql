-- Invoices due between two days: what a bar of aged receivables is made of.
create index invoices_due_idx on invoices (org_id, due_on, invoice_id) where due_on is not null;
