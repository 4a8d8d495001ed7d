-- Where a customer's seat is, which invoices have to say (Council Directive 2006/112/EC, article 226, point 5).
alter table customers add column address jsonb;
