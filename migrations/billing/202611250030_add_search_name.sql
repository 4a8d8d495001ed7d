-- Things are found by a part of their name, whatever its case and accents.
alter table customers add column search_name text collate "C" not null generated always as (search_key(name)) stored;
create index customers_search_idx on customers (org_id, search_name, customer_id);

-- Numbers of invoices are digits and hyphens, so they need no other form; a number begins with the year.
create index invoices_number_idx on invoices (org_id, number collate "C", invoice_id);
