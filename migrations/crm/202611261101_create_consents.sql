-- What people agreed to, and why else their data may be used: one row each, never changed but when it is taken back. It stays
-- with the contact or lead it was written down for; whatever that is merged into or becomes finds it through person_records.
create table consents (
  org_id         uuid        not null,
  consent_id     uuid        not null,
  version        bigint      not null,
  person_kind    text        not null check (person_kind in ('contact', 'lead')),
  person_id      uuid        not null,
  purpose        text        not null,
  basis          text        not null check (basis in ('consent', 'contract', 'legitimate_interest', 'legal_obligation')),
  source         text        not null check (source in ('form', 'manual', 'api')),
  how            text,
  wording        text,
  form_id        uuid,
  given_at       timestamptz not null,
  recorded_at    timestamptz not null,
  recorded_by    text        not null,
  withdrawn_at   timestamptz,
  withdrawn_how  text,
  withdrawn_by   text,
  constraint consents_pkey primary key (org_id, consent_id),
  constraint consents_withdrawn_check check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index consents_person_idx on consents (org_id, person_id, given_at desc, consent_id desc);
select protect_tenant_table('consents');

-- What leads agreed to before this. It was told with the lead, so no event of its own has been written: version 0.
alter table leads no force row level security;
alter table consents no force row level security;
insert into consents (org_id, consent_id, version, person_kind, person_id, purpose, basis, source, how, wording, form_id,
                      given_at, recorded_at, recorded_by)
select org_id, gen_random_uuid(), 0, 'lead', lead_id, coalesce(consent->>'purpose', 'marketing'), 'consent',
       origin->>'channel', consent->>'how', consent->>'text', (origin->>'form_id')::uuid,
       (consent->>'given_at')::timestamptz, last_touch_at, 'system:crm'
  from leads where consent is not null;
alter table leads force row level security;
alter table consents force row level security;

-- All records of the person one record is of: what it went into by merges and by conversion, and what went into that.
create function person_records(org uuid, record uuid) returns setof uuid language sql stable as $$
  with recursive up as (
    select record as id
    union
    select next.id from up join lateral (
      select merged_into as id from contacts where org_id = org and contact_id = up.id and merged_into is not null
      union all
      select coalesce(merged_into, contact_id) from leads
       where org_id = org and lead_id = up.id and coalesce(merged_into, contact_id) is not null) next on true),
  down as (
    select id from up
    union
    select below.id from down join lateral (
      select contact_id as id from contacts where org_id = org and merged_into = down.id
      union all select lead_id from leads where org_id = org and merged_into = down.id
      union all select lead_id from leads where org_id = org and contact_id = down.id) below on true)
  select id from down
$$;
