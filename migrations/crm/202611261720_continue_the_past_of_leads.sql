-- What happened with leads stands on timelines: that they came, with their words, and where they stood. What a lead became
-- continues its timeline, and what is still to be done about a converted lead is to be done for the contact and the deal.
-- The entries of before get ids that follow from what they tell, so that each is there once.
alter table timeline_entries no force row level security;
alter table timeline_links no force row level security;
alter table leads no force row level security;
alter table lead_touches no force row level security;
alter table lead_status_changes no force row level security;
alter table follow_ups no force row level security;
alter table follow_up_links no force row level security;
alter table lead_settings no force row level security;
alter table journal no force row level security;

create temporary table past_of_leads on commit drop as
select t.org_id, t.lead_id, md5('lead touch ' || t.lead_id || t.touch_no)::uuid as entry_id, t.touched_at as at,
       coalesce((select h.changed_by from lead_status_changes h
                  where t.touch_no = 1 and h.org_id = t.org_id and h.lead_id = t.lead_id and h.change_no = 1),
                case t.origin->>'channel' when 'form' then 'system:lead_form' else 'system:crm' end) as actor,
       jsonb_build_object('event', 'lead_came', 'lead_id', t.lead_id, 'name', l.name, 'touch_no', t.touch_no,
                          'channel', t.origin->>'channel', 'source', t.origin->>'source',
                          'campaign', t.origin->>'campaign', 'message', t.message) as what
  from lead_touches t
  join leads l on l.org_id = t.org_id and l.lead_id = t.lead_id
union all
select h.org_id, h.lead_id, md5('lead status ' || h.lead_id || h.change_no)::uuid, h.changed_at, h.changed_by,
       jsonb_build_object('event', 'lead_moved', 'lead_id', h.lead_id, 'name', l.name, 'from', h.from_status,
                          'to', h.to_status, 'reason', h.reason)
  from lead_status_changes h
  join leads l on l.org_id = h.org_id and l.lead_id = h.lead_id
 where h.from_status is not null
   -- Who came forward again is new again by that: it stands there as their coming.
   and not (h.to_status = 'new' and exists (
     select 1 from lead_touches t
      where t.org_id = h.org_id and t.lead_id = h.lead_id and t.touch_no > 1 and t.touched_at = h.changed_at))
union all
select j.org_id, j.aggregate_id, j.event_id, j.occurred_at, j.actor,
       jsonb_build_object('event', 'owner_changed', 'subject', jsonb_build_object('lead_id', j.aggregate_id),
                          'name', l.name, 'from_id', j.payload->>'was', 'to_id', j.payload->'lead'->>'owner_id')
  from journal j
  join leads l on l.org_id = j.org_id and l.lead_id = j.aggregate_id
 where j.type = 'crm.lead.assigned.v1' and j.payload->>'was' is distinct from j.payload->'lead'->>'owner_id';

insert into timeline_entries (org_id, entry_id, kind, at, actor, what, recorded_at)
select org_id, entry_id, 'lead', at, actor, what, now() from past_of_leads
on conflict do nothing;
insert into timeline_links (org_id, subject_id, at, entry_id, kind, direct)
select org_id, lead_id, at, entry_id, 'lead', true from past_of_leads
on conflict do nothing;

-- What a lead and those that were merged into it were, what they became is.
create temporary table went_on on commit drop as
with recursive names as (
  select org_id, lead_id as converted, lead_id as name, account_id, contact_id, deal_id from leads where status = 'converted'
  union
  select n.org_id, n.converted, l.lead_id, n.account_id, n.contact_id, n.deal_id
    from names n join leads l on l.org_id = n.org_id and l.merged_into = n.name)
select * from names;

insert into timeline_links (org_id, subject_id, at, entry_id, kind, direct)
select l.org_id, became.id, l.at, l.entry_id, l.kind, bool_or(became.direct)
  from went_on w
 cross join lateral (values (w.contact_id, true), (w.account_id, false), (w.deal_id, true)) became (id, direct)
  join timeline_links l on l.org_id = w.org_id and l.subject_id = w.name
 where became.id is not null
 group by l.org_id, became.id, l.at, l.entry_id, l.kind
on conflict do nothing;

create temporary table goes_on on commit drop as
select distinct f.org_id, f.follow_up_id, became.id, became.kind
  from went_on w
  join follow_up_links k on k.org_id = w.org_id and k.subject_id = w.name
  join follow_ups f on f.org_id = k.org_id and f.follow_up_id = k.follow_up_id
   and f.status = 'open' and jsonb_array_length(f.about) < 18
 cross join lateral (values (w.contact_id, 'contact_id'), (w.deal_id, 'deal_id')) became (id, kind)
 where became.id is not null
   and not exists (select 1 from follow_up_links has
                    where has.org_id = k.org_id and has.follow_up_id = k.follow_up_id and has.subject_id = became.id);
update follow_ups f set about = f.about || more.about
  from (select org_id, follow_up_id, jsonb_agg(jsonb_build_object(kind, id) order by kind) as about
          from goes_on group by org_id, follow_up_id) more
 where f.org_id = more.org_id and f.follow_up_id = more.follow_up_id;
insert into follow_up_links (org_id, subject_id, follow_up_id)
select org_id, id, follow_up_id from goes_on
on conflict do nothing;

-- What is asked of where somebody came from counts whenever it was: all points are counted again.
update lead_settings set scoring_revision = scoring_revision + 1;

alter table journal force row level security;
alter table lead_settings force row level security;
alter table follow_up_links force row level security;
alter table follow_ups force row level security;
alter table lead_status_changes force row level security;
alter table lead_touches force row level security;
alter table leads force row level security;
alter table timeline_links force row level security;
alter table timeline_entries force row level security;
