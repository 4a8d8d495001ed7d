-- Lists of accounts, contacts and leads are sorted and filtered by more of their columns.
--
-- What a record is worth in the organisation's currency, at the newest rate, looks in other tables: a list that goes by it reads all rows.

create function revenue_worth(account accounts) returns numeric language plpgsql stable parallel safe as $$
begin
  if account.annual_revenue is null then
    return null;
  end if;
  return (select worth_on(account.org_id, o.base_currency, account.annual_revenue_currency, account.annual_revenue, 'infinity')
            from organizations o where o.org_id = account.org_id);
end
$$;
create function lead_worth(lead leads) returns numeric language plpgsql stable parallel safe as $$
begin
  if lead.estimated_value is null then
    return null;
  end if;
  return (select worth_on(lead.org_id, o.base_currency, lead.estimated_currency, lead.estimated_value, 'infinity')
            from organizations o where o.org_id = lead.org_id);
end
$$;

create or replace function account_key(account accounts, column_name text, field text, numeric_field boolean) returns text
language sql stable parallel safe as $$
  select case column_name
    when 'custom' then custom_key(account.custom, field, numeric_field)
    when 'country' then account.country
    when 'industry' then search_key(account.industry)
    when 'employees' then number_key(account.employees)
    when 'annual_revenue' then number_key(revenue_worth(account))
    when 'founded_year' then number_key(account.founded_year)
    when 'tax_number' then search_key(account.tax_number)
    when 'website' then search_key(account.website)
    when 'created_at' then moment_key(account.created_at)
    when 'owner' then member_key(account.org_id, account.owner_id)
  end
$$;
create or replace function contact_key(contact contacts, column_name text, field text, numeric_field boolean) returns text
language sql stable parallel safe as $$
  select case column_name
    when 'custom' then custom_key(contact.custom, field, numeric_field)
    when 'account' then client_key(contact.org_id, contact.account_id)
    when 'job_title' then search_key(contact.job_title)
    when 'email' then lower(contact.email)
    when 'phone' then contact.phone
    when 'created_at' then moment_key(contact.created_at)
    when 'owner' then member_key(contact.org_id, contact.owner_id)
  end
$$;
create or replace function lead_key(lead leads, column_name text, field text, numeric_field boolean) returns text
language sql stable parallel safe as $$
  select case column_name
    when 'custom' then custom_key(lead.custom, field, numeric_field)
    when 'name' then search_key(lead.name)
    when 'company' then search_key(lead.company)
    when 'job_title' then search_key(lead.job_title)
    when 'email' then lead.email_key
    when 'country' then lead.country
    when 'status' then lead.status
    when 'source' then lead.source_key
    when 'campaign' then search_key(lead.origin ->> 'campaign')
    when 'score' then number_key(lead.score)
    when 'estimated_value' then number_key(lead_worth(lead))
    when 'received_at' then moment_key(lead.received_at)
    when 'nurture_until' then day_key(lead.nurture_until)
    when 'first_response_due_at' then moment_key(lead.first_response_due_at)
    when 'owner' then member_key(lead.org_id, lead.owner_id)
    when 'next_step' then day_key(lead.next_step_due_on)
  end
$$;

create index accounts_up_founded_year_idx on accounts
  (org_id, (coalesce(number_key(founded_year), chr(1114111)) collate "C"), account_id);
create index accounts_down_founded_year_idx on accounts
  (org_id, (coalesce(number_key(founded_year), '') collate "C") desc, account_id desc);
create index leads_up_country_idx on leads
  (org_id, (coalesce(country, chr(1114111)) collate "C"), lead_id);
create index leads_down_country_idx on leads
  (org_id, (coalesce(country, '') collate "C") desc, lead_id desc);
create index leads_up_campaign_idx on leads
  (org_id, (coalesce(search_key(origin ->> 'campaign'), chr(1114111)) collate "C"), lead_id);
create index leads_down_campaign_idx on leads
  (org_id, (coalesce(search_key(origin ->> 'campaign'), '') collate "C") desc, lead_id desc);
create index leads_up_job_title_idx on leads
  (org_id, (coalesce(search_key(job_title), chr(1114111)) collate "C"), lead_id);
create index leads_down_job_title_idx on leads
  (org_id, (coalesce(search_key(job_title), '') collate "C") desc, lead_id desc);
create index leads_up_nurture_until_idx on leads
  (org_id, (coalesce(day_key(nurture_until), chr(1114111)) collate "C"), lead_id);
create index leads_down_nurture_until_idx on leads
  (org_id, (coalesce(day_key(nurture_until), '') collate "C") desc, lead_id desc);
