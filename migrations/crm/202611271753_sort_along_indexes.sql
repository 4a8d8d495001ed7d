-- Lists are sorted by their own columns along an index, whichever way.
--
-- The functions that make the key of a row are of one expression now and look nothing up themselves, so the planner puts them in place
-- and, as it knows the column when a list is asked, sees the very expression that an index has. What stands in another table (names of
-- owners and accounts, stages and their odds) and custom values are asked for by functions of their own: no index can have them, and a
-- list that is sorted by them reads all rows.

create function day_key(day date) returns text language sql immutable parallel safe as $$
  select to_char(day, 'YYYY-MM-DD')
$$;
create function member_key(org uuid, id uuid) returns text language plpgsql stable parallel safe as $$
begin
  return (select m.sort_name from members m where m.org_id = org and m.member_id = id);
end
$$;
create function client_key(org uuid, id uuid) returns text language plpgsql stable parallel safe as $$
begin
  return (select a.sort_name from accounts a where a.org_id = org and a.account_id = id);
end
$$;
create function stage_key(org uuid, pipeline uuid, stage uuid) returns text language plpgsql stable parallel safe as $$
begin
  return (select search_key(p.name) || ' ' || pipeline || number_key(s.position)
            from stages s join pipelines p on p.org_id = s.org_id and p.pipeline_id = s.pipeline_id
           where s.org_id = org and s.stage_id = stage);
end
$$;
create function odds_key(org uuid, status text, stage uuid) returns text language plpgsql stable parallel safe as $$
begin
  return number_key(case status
    when 'won' then 100
    when 'lost' then 0
    else (select s.odds_percent from stages s where s.org_id = org and s.stage_id = stage)
  end);
end
$$;

create or replace function account_key(account accounts, column_name text, field text, numeric_field boolean) returns text
language sql stable parallel safe as $$
  select case column_name
    when 'custom' then custom_key(account.custom, field, numeric_field)
    when 'country' then account.country
    when 'industry' then search_key(account.industry)
    when 'employees' then number_key(account.employees)
    when 'tax_number' then search_key(account.tax_number)
    when 'website' then search_key(account.website)
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
    when 'owner' then member_key(contact.org_id, contact.owner_id)
  end
$$;
create or replace function deal_key(deal deals, column_name text, field text, numeric_field boolean) returns text
language sql stable parallel safe as $$
  select case column_name
    when 'custom' then custom_key(deal.custom, field, numeric_field)
    when 'name' then deal.sort_name
    when 'value' then number_key(deal.value)
    when 'account' then client_key(deal.org_id, deal.account_id)
    when 'stage' then stage_key(deal.org_id, deal.pipeline_id, deal.stage_id)
    when 'status' then deal.status
    when 'owner' then member_key(deal.org_id, deal.owner_id)
    when 'expected_close_on' then day_key(deal.expected_close_on)
    when 'next_step' then day_key(deal.next_step_due_on)
    when 'odds_percent' then odds_key(deal.org_id, deal.status, deal.stage_id)
  end
$$;
create or replace function lead_key(lead leads, column_name text, field text, numeric_field boolean) returns text
language sql stable parallel safe as $$
  select case column_name
    when 'custom' then custom_key(lead.custom, field, numeric_field)
    when 'name' then search_key(lead.name)
    when 'company' then search_key(lead.company)
    when 'email' then lead.email_key
    when 'status' then lead.status
    when 'source' then lead.source_key
    when 'score' then number_key(lead.score)
    when 'received_at' then moment_key(lead.received_at)
    when 'owner' then member_key(lead.org_id, lead.owner_id)
    when 'next_step' then day_key(lead.next_step_due_on)
  end
$$;

-- Upwards and downwards each have their own: what has no value comes last both ways.
create index accounts_up_country_idx on accounts
  (org_id, (coalesce(country, chr(1114111)) collate "C"), account_id);
create index accounts_down_country_idx on accounts
  (org_id, (coalesce(country, '') collate "C") desc, account_id desc);
create index accounts_up_industry_idx on accounts
  (org_id, (coalesce(search_key(industry), chr(1114111)) collate "C"), account_id);
create index accounts_down_industry_idx on accounts
  (org_id, (coalesce(search_key(industry), '') collate "C") desc, account_id desc);
create index accounts_up_employees_idx on accounts
  (org_id, (coalesce(number_key(employees), chr(1114111)) collate "C"), account_id);
create index accounts_down_employees_idx on accounts
  (org_id, (coalesce(number_key(employees), '') collate "C") desc, account_id desc);
create index accounts_up_tax_number_idx on accounts
  (org_id, (coalesce(search_key(tax_number), chr(1114111)) collate "C"), account_id);
create index accounts_down_tax_number_idx on accounts
  (org_id, (coalesce(search_key(tax_number), '') collate "C") desc, account_id desc);
create index accounts_up_website_idx on accounts
  (org_id, (coalesce(search_key(website), chr(1114111)) collate "C"), account_id);
create index accounts_down_website_idx on accounts
  (org_id, (coalesce(search_key(website), '') collate "C") desc, account_id desc);
create index contacts_up_job_title_idx on contacts
  (org_id, (coalesce(search_key(job_title), chr(1114111)) collate "C"), contact_id);
create index contacts_down_job_title_idx on contacts
  (org_id, (coalesce(search_key(job_title), '') collate "C") desc, contact_id desc);
create index contacts_up_email_idx on contacts
  (org_id, (coalesce(lower(email), chr(1114111)) collate "C"), contact_id);
create index contacts_down_email_idx on contacts
  (org_id, (coalesce(lower(email), '') collate "C") desc, contact_id desc);
create index contacts_up_phone_idx on contacts
  (org_id, (coalesce(phone, chr(1114111)) collate "C"), contact_id);
create index contacts_down_phone_idx on contacts
  (org_id, (coalesce(phone, '') collate "C") desc, contact_id desc);
create index deals_down_name_idx on deals
  (org_id, (coalesce(sort_name collate "default", '') collate "C") desc, deal_id desc);
create index deals_up_value_idx on deals
  (org_id, (coalesce(number_key(value), chr(1114111)) collate "C"), deal_id);
create index deals_up_status_idx on deals
  (org_id, (coalesce(status, chr(1114111)) collate "C"), deal_id);
create index deals_down_status_idx on deals
  (org_id, (coalesce(status, '') collate "C") desc, deal_id desc);
create index deals_up_expected_close_on_idx on deals
  (org_id, (coalesce(day_key(expected_close_on), chr(1114111)) collate "C"), deal_id);
create index deals_down_expected_close_on_idx on deals
  (org_id, (coalesce(day_key(expected_close_on), '') collate "C") desc, deal_id desc);
create index deals_up_next_step_idx on deals
  (org_id, (coalesce(day_key(next_step_due_on), chr(1114111)) collate "C"), deal_id);
create index deals_down_next_step_idx on deals
  (org_id, (coalesce(day_key(next_step_due_on), '') collate "C") desc, deal_id desc);
create index leads_up_name_idx on leads
  (org_id, (coalesce(search_key(name), chr(1114111)) collate "C"), lead_id);
create index leads_down_name_idx on leads
  (org_id, (coalesce(search_key(name), '') collate "C") desc, lead_id desc);
create index leads_up_company_idx on leads
  (org_id, (coalesce(search_key(company), chr(1114111)) collate "C"), lead_id);
create index leads_down_company_idx on leads
  (org_id, (coalesce(search_key(company), '') collate "C") desc, lead_id desc);
create index leads_up_email_idx on leads
  (org_id, (coalesce(email_key collate "default", chr(1114111)) collate "C"), lead_id);
create index leads_down_email_idx on leads
  (org_id, (coalesce(email_key collate "default", '') collate "C") desc, lead_id desc);
create index leads_up_status_idx on leads
  (org_id, (coalesce(status, chr(1114111)) collate "C"), lead_id);
create index leads_down_status_idx on leads
  (org_id, (coalesce(status, '') collate "C") desc, lead_id desc);
create index leads_up_source_idx on leads
  (org_id, (coalesce(source_key collate "default", chr(1114111)) collate "C"), lead_id);
create index leads_down_source_idx on leads
  (org_id, (coalesce(source_key collate "default", '') collate "C") desc, lead_id desc);
create index leads_up_score_idx on leads
  (org_id, (coalesce(number_key(score), chr(1114111)) collate "C"), lead_id);
create index leads_up_received_at_idx on leads
  (org_id, (coalesce(moment_key(received_at), chr(1114111)) collate "C"), lead_id);
create index leads_up_next_step_idx on leads
  (org_id, (coalesce(day_key(next_step_due_on), chr(1114111)) collate "C"), lead_id);
create index leads_down_next_step_idx on leads
  (org_id, (coalesce(day_key(next_step_due_on), '') collate "C") desc, lead_id desc);
