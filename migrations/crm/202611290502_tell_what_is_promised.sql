-- What somebody has promised to do something about: whatever an open follow-up is about, and the leads that go on for merged ones.
create function promised(org uuid) returns setof uuid language sql stable as $$
  with recursive promised as (
    select l.subject_id as id
      from follow_ups f join follow_up_links l on l.org_id = f.org_id and l.follow_up_id = f.follow_up_id
     where f.org_id = org and f.status = 'open'
    union
    select l.merged_into from promised join leads l on l.org_id = org and l.lead_id = promised.id where l.merged_into is not null)
  select id from promised
$$;
