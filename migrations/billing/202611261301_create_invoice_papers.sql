-- What stands on invoices beside their lines, for those that are issued from now on.
create table invoice_settings (
  org_id           uuid        not null,
  version          bigint      not null,
  language         text        not null,
  seller_details   text,
  payment_details  text,
  closing          text,
  updated_at       timestamptz not null,
  constraint invoice_settings_pkey primary key (org_id)
);
select protect_tenant_table('invoice_settings');

-- What an issued invoice says of its parties and of how it is paid, as it was when it was issued. It travels whole and
-- nothing queries inside. Together with the invoice, which never changes either, it is everything the document is made of.
create table invoice_papers (
  org_id      uuid  not null,
  invoice_id  uuid  not null,
  content     jsonb not null,
  constraint invoice_papers_pkey primary key (org_id, invoice_id),
  constraint invoice_papers_invoice_fkey foreign key (org_id, invoice_id) references invoices (org_id, invoice_id)
);
select protect_tenant_table('invoice_papers');

create function keep_invoice_paper() returns trigger language plpgsql as $$
begin
  raise exception 'what stands on an issued invoice never changes'
    using errcode = 'restrict_violation', constraint = 'invoice_papers_are_immutable';
end $$;
create trigger invoice_papers_are_immutable before update or delete on invoice_papers
  for each row execute function keep_invoice_paper();

-- Invoices that are issued already say what is known now, and go on saying that.
alter table invoices no force row level security;
alter table customers no force row level security;
alter table organizations no force row level security;
alter table invoice_papers no force row level security;
insert into invoice_papers (org_id, invoice_id, content)
select i.org_id, i.invoice_id,
       jsonb_build_object(
         'language', case o.country when 'HU' then 'hu' else 'en' end,
         'seller', jsonb_build_object('name', o.name, 'country', o.country, 'details', null),
         'customer', jsonb_build_object('name', i.customer_name, 'country', c.country, 'tax_number', c.tax_number),
         'payment', null,
         'closing', null,
         'made_at', to_char(i.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
  from invoices i
  join organizations o on o.org_id = i.org_id
  join customers c on c.org_id = i.org_id and c.customer_id = i.customer_id
 where i.number is not null;
alter table invoices force row level security;
alter table customers force row level security;
alter table organizations force row level security;
alter table invoice_papers force row level security;
