-- How long people are kept nobody deals with. Without a row, or where a number is missing: for good.
create table retention_rules (
  org_id                     uuid        not null,
  version                    bigint      not null,
  disqualified_leads_months  integer     check (disqualified_leads_months between 1 and 240),
  quiet_leads_months         integer     check (quiet_leads_months between 1 and 240),
  quiet_contacts_months      integer     check (quiet_contacts_months between 1 and 240),
  notice_days                integer     not null check (notice_days between 1 and 365),
  updated_at                 timestamptz not null,
  constraint retention_rules_pkey primary key (org_id)
);
select protect_tenant_table('retention_rules');

-- Who will be erased, and on which day, unless something happens with them before.
create table retention_notices (
  org_id       uuid not null,
  person_id    uuid not null,
  person_kind  text not null check (person_kind in ('contact', 'lead')),
  rule         text not null check (rule in ('disqualified_leads', 'quiet_leads', 'quiet_contacts')),
  noticed_on   date not null,
  erase_on     date not null,
  constraint retention_notices_pkey primary key (org_id, person_id)
);
create index retention_notices_due_idx on retention_notices (org_id, erase_on, person_id);
select protect_tenant_table('retention_notices');

-- Who is kept, whatever the rules say. One that was lifted stays as a fact.
create table retention_holds (
  org_id       uuid        not null,
  person_id    uuid        not null,
  person_kind  text        not null check (person_kind in ('contact', 'lead')),
  version      bigint      not null,
  reason       text        not null,
  until_day    date,
  placed_at    timestamptz not null,
  placed_by    text        not null,
  lifted_at    timestamptz,
  lifted_by    text,
  constraint retention_holds_pkey primary key (org_id, person_id),
  constraint retention_holds_lifted_check check ((lifted_at is null) = (lifted_by is null))
);
create index retention_holds_placed_idx on retention_holds (org_id, placed_at desc, person_id) where lifted_at is null;
select protect_tenant_table('retention_holds');

-- Whom the rules would erase, by which of them, and when something happened with them last: all of them, or whether one is among
-- them. Whoever has something planned, goes through a sequence, has to do with a deal or is held is not.
create function retention_candidates(org uuid, at timestamptz, today date, one uuid)
  returns table (person_id uuid, person_kind text, name text, rule text, last_at timestamptz) language sql stable as $$
  with rules as (select * from retention_rules where org_id = org),
  busy as (
    select subject_id as id from follow_up_links l join follow_ups f on f.org_id = l.org_id and f.follow_up_id = l.follow_up_id
     where l.org_id = org and f.status = 'open'
    union select e.person_id from enrolments e where e.org_id = org and e.status = 'active'
    union select r from retention_holds h, person_records(org, h.person_id) r
           where h.org_id = org and h.lifted_at is null and (h.until_day is null or h.until_day >= today)),
  selling as (
    select contact_id as id from deals where org_id = org and contact_id is not null
    union select (c->>'contact_id')::uuid from deals, jsonb_array_elements(contacts) c where org_id = org),
  quiet as (
    select l.lead_id as id, 'lead' as kind, l.name,
           case when l.status = 'disqualified' then 'disqualified_leads' else 'quiet_leads' end as rule,
           case when l.status = 'disqualified' then r.disqualified_leads_months else r.quiet_leads_months end as months,
           greatest(l.last_touch_at, l.updated_at) as known_at
      from leads l, rules r
     where l.org_id = org and (one is null or l.lead_id = one) and l.merged_into is null and l.erased_at is null
       and l.status <> 'converted' and (l.nurture_until is null or l.nurture_until < today)
    union all
    select c.contact_id, 'contact', c.name, 'quiet_contacts', r.quiet_contacts_months, c.updated_at
      from contacts c, rules r
     where c.org_id = org and (one is null or c.contact_id = one) and c.merged_into is null and c.erased_at is null
       and c.contact_id not in (select id from selling where id is not null))
  select q.id, q.kind, q.name, q.rule, greatest(q.known_at, happened.last)
    from quiet q, lateral (
      select max(t.at) as last from timeline_links t where t.org_id = org and t.subject_id = q.id and t.at <= $2) happened
   where q.months is not null and q.known_at < $2 - make_interval(months => q.months)
     and (happened.last is null or happened.last < $2 - make_interval(months => q.months))
     and q.id not in (select id from busy where id is not null)
$$;
