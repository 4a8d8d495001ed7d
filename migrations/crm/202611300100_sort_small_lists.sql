-- Small lists are sorted by their columns, whichever way, and their names stand where people look for them.
--
-- `sort_name` goes on telling what is called just so; what is listed by name goes by `name_key`, along an index where the list has many.

alter table products add column name_key text collate "C" not null generated always as (search_key(name)) stored;
create index products_name_key_idx on products (org_id, name_key, product_id);

alter table sequences add column name_key text collate "C" not null generated always as (search_key(image ->> 'name')) stored;
drop index sequences_name_idx;
create index sequences_name_key_idx on sequences
  (org_id, (coalesce(name_key collate "default", chr(1114111)) collate "C"), sequence_id);

alter table mail_templates add column name_key text collate "C" not null generated always as (search_key(image ->> 'name')) stored;
drop index mail_templates_name_idx;
create index mail_templates_name_key_idx on mail_templates
  (org_id, (coalesce(name_key collate "default", chr(1114111)) collate "C"), mail_template_id);

alter table webhooks add column name_key text collate "C" not null generated always as (search_key(image ->> 'name')) stored;
drop index webhooks_name_idx;
create index webhooks_name_key_idx on webhooks
  (org_id, (coalesce(name_key collate "default", chr(1114111)) collate "C"), webhook_id);

-- Who did something, as lists are sorted by it: members by their names, whoever else by what is written down of them.
create function actor_key(org uuid, actor text) returns text language plpgsql stable parallel safe as $$
begin
  return coalesce(case when starts_with(actor, 'member:') then member_key(org, substr(actor, 8)::uuid) end, actor);
end
$$;

-- What a person is called now, whoever they were merged into, as lists are sorted by it.
create function person_now_key(org uuid, person uuid) returns text language plpgsql stable parallel safe as $$
begin
  return (with recursive way as (
            select c.contact_id as id, c.merged_into, c.name_key as key from contacts c where c.org_id = org and c.contact_id = person
            union
            select c.contact_id, c.merged_into, c.name_key from way
              join contacts c on c.org_id = org and c.contact_id = way.merged_into),
          lead_way as (
            select l.lead_id as id, l.merged_into, search_key(l.name) as key from leads l where l.org_id = org and l.lead_id = person
            union
            select l.lead_id, l.merged_into, search_key(l.name) from lead_way
              join leads l on l.org_id = org and l.lead_id = lead_way.merged_into)
          select key from (select * from way union all select * from lead_way) ends where merged_into is null limit 1);
end
$$;

-- What a message that looks like spam is found by.
create function suspected_text(sent jsonb) returns text language plpgsql immutable parallel safe as $$
begin
  return search_key(left(concat_ws(' ', sent ->> 'name', sent ->> 'email', sent ->> 'company', sent ->> 'job_title',
                                   sent ->> 'phone', sent ->> 'website', sent ->> 'message'), 10000));
end
$$;

-- Whether one of these telephone numbers begins with digits, as it is written or without the codes of country and trunk.
create function phones_begin(phones text[], asked text) returns boolean language plpgsql immutable parallel safe as $$
declare
  digits text := regexp_replace(asked, '[^0-9]', '', 'g');
begin
  return digits <> '' and exists (
    select 1 from unnest(phones) phone
     where starts_with(regexp_replace(phone, '[^0-9]', '', 'g'), digits) or starts_with(phone_key(phone), digits));
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
    when 'phone' then lead.phone
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
create index leads_up_phone_idx on leads (org_id, (coalesce(phone, chr(1114111)) collate "C"), lead_id);
create index leads_down_phone_idx on leads (org_id, (coalesce(phone, '') collate "C") desc, lead_id desc);

-- The names of competitors, as lists are sorted by them; null when there is none.
create function names_key(names text[]) returns text language plpgsql immutable parallel safe as $$
begin
  return nullif(search_key(array_to_string(names, ', ')), '');
end
$$;
create or replace function deal_key(deal deals, column_name text, field text, numeric_field boolean) returns text
language sql stable parallel safe as $$
  select case column_name
    when 'custom' then custom_key(deal.custom, field, numeric_field)
    when 'name' then deal.name_key
    when 'value' then number_key(deal.base_value)
    when 'account' then client_key(deal.org_id, deal.account_id)
    when 'stage' then stage_key(deal.org_id, deal.pipeline_id, deal.stage_id)
    when 'status' then deal.status
    when 'owner' then member_key(deal.org_id, deal.owner_id)
    when 'expected_close_on' then day_key(deal.expected_close_on)
    when 'next_step' then day_key(deal.next_step_due_on)
    when 'odds_percent' then odds_key(deal.org_id, deal.status, deal.stage_id)
    when 'competitor' then names_key(deal.competitors)
  end
$$;
