-- Invoices. A draft has no number; an issued one never changes again, except for what was paid on it.
-- collecting marks the draft that new work of a customer's project is put on by itself; there is at most one.
create table invoices (
  org_id         uuid          not null,
  invoice_id     uuid          not null,
  number         text,
  customer_id    uuid          not null,
  account_id     uuid          not null,
  customer_name  text          not null,
  project_id     uuid,
  deal_id        uuid,
  status         text          not null,
  collecting     boolean       not null,
  currency       char(3)       not null,
  lines          jsonb         not null,
  vat            jsonb         not null,
  net            numeric(19,4) not null,
  vat_total      numeric(19,4) not null,
  gross          numeric(19,4) not null,
  paid           numeric(19,4) not null,
  open_amount    numeric(19,4) not null,
  issued_on      date,
  due_on         date,
  version        bigint        not null,
  created_at     timestamptz   not null,
  updated_at     timestamptz   not null,
  constraint invoices_pkey primary key (org_id, invoice_id),
  constraint invoices_number_key unique (org_id, number),
  constraint invoices_customer_fkey foreign key (org_id, customer_id) references customers (org_id, customer_id),
  constraint invoices_status_check check (status in ('draft', 'issued', 'paid', 'discarded')),
  constraint invoices_issued_check check (
    (status in ('issued', 'paid')) = (number is not null)
    and (number is null) = (issued_on is null) and (number is null) = (due_on is null)),
  constraint invoices_amounts_check check (gross = net + vat_total and open_amount = gross - paid),
  constraint invoices_paid_check check (paid >= 0 and open_amount >= 0 and (status = 'paid') <= (open_amount = 0)),
  constraint invoices_collecting_check check (status = 'draft' or not collecting)
);
create unique index invoices_collecting_key on invoices (org_id, customer_id, project_id, currency) where collecting;
create index invoices_open_idx on invoices (org_id, customer_id, due_on) include (open_amount, currency)
  where status = 'issued';
create index invoices_created_idx on invoices (org_id, created_at desc, invoice_id);
create index invoices_issued_idx on invoices (org_id, issued_on desc, invoice_id) where issued_on is not null;
create index invoices_customer_idx on invoices (org_id, customer_id, issued_on);
create index invoices_project_idx on invoices (org_id, project_id) where project_id is not null;
create index invoices_deal_idx on invoices (org_id, deal_id) where deal_id is not null;
select protect_tenant_table('invoices');

-- The law's rule and not only the program's: whoever writes to this table, an issued document stays as it was issued.
create function keep_issued_invoice() returns trigger language plpgsql as $$
begin
  if old.number is null then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'invoice % is issued and cannot be deleted', old.number
      using errcode = 'restrict_violation', constraint = 'invoices_issued_is_immutable';
  end if;
  if (to_jsonb(new) - array['paid', 'open_amount', 'status', 'version', 'updated_at'])
     is distinct from (to_jsonb(old) - array['paid', 'open_amount', 'status', 'version', 'updated_at']) then
    raise exception 'invoice % is issued and cannot be changed', old.number
      using errcode = 'restrict_violation', constraint = 'invoices_issued_is_immutable';
  end if;
  return new;
end $$;
create trigger invoices_issued_is_immutable before update or delete on invoices
  for each row execute function keep_issued_invoice();

-- The last number given in each series and year. The row is locked by the transaction that issues.
create table invoice_counters (
  org_id          uuid    not null,
  series          text    not null,
  year            integer not null,
  last_number     integer not null,
  last_issued_on  date    not null,
  constraint invoice_counters_pkey primary key (org_id, series, year)
);
select protect_tenant_table('invoice_counters');
