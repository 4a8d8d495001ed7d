-- That an invoice was not paid in time is told once.
alter table invoices add column overdue_told boolean not null default false;
create index invoices_to_tell_idx on invoices (org_id, due_on) where status = 'issued' and not overdue_told;

create or replace function keep_issued_invoice() returns trigger language plpgsql as $$
declare
  changing constant text[] := array['paid', 'open_amount', 'status', 'overdue_told', 'version', 'updated_at'];
begin
  if old.number is null then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'invoice % is issued and cannot be deleted', old.number
      using errcode = 'restrict_violation', constraint = 'invoices_issued_is_immutable';
  end if;
  if (to_jsonb(new) - changing) is distinct from (to_jsonb(old) - changing) then
    raise exception 'invoice % is issued and cannot be changed', old.number
      using errcode = 'restrict_violation', constraint = 'invoices_issued_is_immutable';
  end if;
  return new;
end $$;
