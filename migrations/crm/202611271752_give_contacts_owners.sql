-- Who looks after a person. Those that are there have nobody until somebody is given them.
alter table contacts add column owner_id uuid;
create index contacts_owner_idx on contacts (org_id, owner_id, sort_name, contact_id) where owner_id is not null;

create or replace function contact_key(contact contacts, column_name text, field text, numeric_field boolean) returns text
language plpgsql stable parallel safe as $$
begin
  return case column_name
    when 'custom' then custom_key(contact.custom, field, numeric_field)
    when 'account' then (select a.sort_name from accounts a
                          where a.org_id = contact.org_id and a.account_id = contact.account_id)
    when 'job_title' then search_key(contact.job_title)
    when 'email' then lower(contact.email)
    when 'phone' then contact.phone
    when 'owner' then (select m.sort_name from members m where m.org_id = contact.org_id and m.member_id = contact.owner_id)
  end;
end
$$;
