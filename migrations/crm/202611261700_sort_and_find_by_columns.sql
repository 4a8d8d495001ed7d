-- How lists are sorted and looked through.
--
-- By what a list is sorted when its order has no index: a key of each row, to be compared as "C" does. Null where the row
-- has no such value. In PL/pgSQL, which keeps its plans, since they are asked for every row of a list.

-- Numbers as texts of one length, so that they stand in their order.
create function number_key(number numeric) returns text language sql immutable parallel safe as $$
  select to_char(number + 1000000000000000, 'FM0000000000000000.000000')
$$;

create function account_key(account accounts, column_name text, field text, numeric_field boolean) returns text
language plpgsql stable parallel safe as $$
begin
  return case column_name
    when 'custom' then custom_key(account.custom, field, numeric_field)
    when 'country' then account.country
    when 'industry' then search_key(account.industry)
    when 'employees' then number_key(account.employees)
    when 'tax_number' then search_key(account.tax_number)
    when 'website' then search_key(account.website)
    when 'owner' then (select m.sort_name from members m where m.org_id = account.org_id and m.member_id = account.owner_id)
  end;
end
$$;

create function contact_key(contact contacts, column_name text, field text, numeric_field boolean) returns text
language plpgsql stable parallel safe as $$
begin
  return case column_name
    when 'custom' then custom_key(contact.custom, field, numeric_field)
    when 'account' then (select a.sort_name from accounts a
                          where a.org_id = contact.org_id and a.account_id = contact.account_id)
    when 'job_title' then search_key(contact.job_title)
    when 'email' then lower(contact.email)
    when 'phone' then contact.phone
  end;
end
$$;

create function deal_key(deal deals, column_name text, field text, numeric_field boolean) returns text
language plpgsql stable parallel safe as $$
begin
  return case column_name
    when 'custom' then custom_key(deal.custom, field, numeric_field)
    when 'name' then deal.sort_name
    when 'value' then number_key(deal.value)
    when 'account' then (select a.sort_name from accounts a
                          where a.org_id = deal.org_id and a.account_id = deal.account_id)
    when 'stage' then (select search_key(p.name) || ' ' || deal.pipeline_id || number_key(s.position)
                         from stages s join pipelines p on p.org_id = s.org_id and p.pipeline_id = s.pipeline_id
                        where s.org_id = deal.org_id and s.stage_id = deal.stage_id)
    when 'status' then deal.status
    when 'owner' then (select m.sort_name from members m where m.org_id = deal.org_id and m.member_id = deal.owner_id)
    when 'expected_close_on' then to_char(deal.expected_close_on, 'YYYY-MM-DD')
    when 'next_step' then to_char(deal.next_step_due_on, 'YYYY-MM-DD')
    when 'odds_percent' then number_key(case deal.status
      when 'won' then 100
      when 'lost' then 0
      else (select s.odds_percent from stages s where s.org_id = deal.org_id and s.stage_id = deal.stage_id)
    end)
  end;
end
$$;

create function lead_key(lead leads, column_name text, field text, numeric_field boolean) returns text
language plpgsql stable parallel safe as $$
begin
  return case column_name
    when 'custom' then custom_key(lead.custom, field, numeric_field)
    when 'name' then search_key(lead.name)
    when 'company' then search_key(lead.company)
    when 'email' then lead.email_key
    when 'status' then lead.status
    when 'source' then lead.source_key
    when 'score' then number_key(lead.score)
    when 'received_at' then to_char(lead.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
    when 'owner' then (select m.sort_name from members m where m.org_id = lead.org_id and m.member_id = lead.owner_id)
    when 'next_step' then to_char(lead.next_step_due_on, 'YYYY-MM-DD')
  end;
end
$$;

-- Search keys of parts, made once for a whole list.
create function search_keys(parts text[]) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(search_key(part) order by place), '{}') from unnest(parts) with ordinality as one (part, place)
$$;

-- Whether each of the named texts of a record contains its part, whatever case and accents.
create function custom_holds(custom jsonb, fields text[], parts text[]) returns boolean
language plpgsql immutable parallel safe as $$
begin
  for i in 1 .. cardinality(fields) loop
    if coalesce(strpos(search_key(custom ->> fields[i]), parts[i]), 0) = 0 then
      return false;
    end if;
  end loop;
  return true;
end
$$;
