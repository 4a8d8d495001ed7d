-- What was done with a lead that was merged was done with the one that goes on: it is not quiet.

-- A record and the leads that were merged into it, and into those.
create function lead_names(org uuid, record uuid) returns setof uuid language sql stable as $$
  with recursive names as (
    select record as id
    union
    select l.lead_id from names join leads l on l.org_id = org and l.merged_into = names.id)
  select id from names
$$;

create or replace function forgotten_key(org uuid, kind_of text, record_id uuid, called text, owner_id uuid, worth numeric, since date,
                                         step_on date, end_on date, column_name text) returns text
language plpgsql stable parallel safe as $$
begin
  return case column_name
    when 'since' then to_char(since, 'YYYY-MM-DD')
    when 'value' then number_key(worth)
    when 'name' then search_key(called)
    when 'client' then case kind_of
      when 'deal' then (select a.name_key from deals d join accounts a on a.org_id = d.org_id and a.account_id = d.account_id
                         where d.org_id = org and d.deal_id = forgotten_key.record_id)
      when 'lead' then (select search_key(l.company) from leads l where l.org_id = org and l.lead_id = forgotten_key.record_id)
    end
    when 'owner' then member_key(org, forgotten_key.owner_id)
    when 'last_activity' then (select moment_key(max(t.at)) from lead_names(org, forgotten_key.record_id) names
                                 join timeline_links t on t.org_id = org and t.subject_id = names
                                where t.kind in ('note', 'call', 'meeting', 'email', 'hand_over'))
    when 'close_date' then case kind_of when 'deal' then to_char(end_on, 'YYYY-MM-DD') end
    when 'next_step' then to_char(step_on, 'YYYY-MM-DD')
  end;
end
$$;
