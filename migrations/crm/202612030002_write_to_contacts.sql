-- Where letters to a contact go: their list is filtered and sorted by the city, and the search finds street, code and city.
alter table contacts add column postal_address jsonb, add column country text;

create or replace function contact_key(contact contacts, column_name text, field text, numeric_field boolean) returns text
language sql stable parallel safe as $$
  select case column_name
    when 'custom' then custom_key(contact.custom, field, numeric_field)
    when 'account' then client_key(contact.org_id, contact.account_id)
    when 'job_title' then search_key(contact.job_title)
    when 'email' then lower(contact.email)
    when 'phone' then contact.phone
    when 'city' then search_key(contact.postal_address ->> 'city')
    when 'created_at' then moment_key(contact.created_at)
    when 'owner' then member_key(contact.org_id, contact.owner_id)
  end
$$;

create or replace function contact_says(one contacts) returns text language sql immutable as $$
  select concat_ws(' ', one.email, array_to_string(one.additional_emails, ' '), one.phone,
                   array_to_string(one.additional_phones, ' '), one.job_title, phone_words(one.phone || one.additional_phones),
                   one.postal_address ->> 'street', one.postal_address ->> 'postal_code', one.postal_address ->> 'city')
$$;
drop trigger contacts_are_found_again on contacts;
create trigger contacts_are_found_again after update on contacts for each row
  when ((old.name, old.email, old.additional_emails, old.phone, old.additional_phones, old.job_title, old.postal_address, old.merged_into)
        is distinct from (new.name, new.email, new.additional_emails, new.phone, new.additional_phones, new.job_title, new.postal_address,
                          new.merged_into))
  execute function contact_document();
