-- People who may become clients, apart from deals until they do. Where a lead came from and what it agreed to travel whole
-- with it, so each is one value; what lists filter by has a column of its own.
create table leads (
  org_id                 uuid          not null,
  lead_id                uuid          not null,
  version                bigint        not null,
  name                   text          not null,
  email                  text,
  phone                  text,
  job_title              text,
  company                text,
  website                text,
  country                text,
  source                 text,
  origin                 jsonb         not null,
  consent                jsonb,
  status                 text          not null check (status in ('new', 'working', 'nurture', 'converted', 'disqualified')),
  status_reason          text,
  nurture_until          date,
  owner_id               uuid,
  assigned_by            text,
  note                   text,
  estimated_value        numeric(19,4) check (estimated_value >= 0),
  estimated_currency     char(3),
  external_ref           text,
  next_step              text,
  next_step_due_on       date,
  received_at            timestamptz   not null,
  received_on            date          not null,
  last_touch_at          timestamptz   not null,
  touches                integer       not null check (touches > 0),
  first_response_due_at  timestamptz,
  first_responded_at     timestamptz,
  account_id             uuid,
  contact_id             uuid,
  deal_id                uuid,
  merged_into            uuid,
  -- Points follow from the lead and the rules; which state of the rules they were counted by is kept with them.
  score                  integer       not null,
  score_parts            jsonb         not null,
  scored_revision        bigint        not null,
  updated_at             timestamptz   not null,
  email_key    text collate "C" generated always as (lower(email collate "C")) stored,
  phone_key    text collate "C" generated always as (phone_key(phone)) stored,
  company_key  text collate "C" generated always as (company_key(company)) stored,
  source_key   text collate "C" generated always as (search_key(source)) stored,
  search_text  text collate "C" not null
    generated always as (search_key(name || ' ' || coalesce(company, '') || ' ' || coalesce(email, ''))) stored,
  constraint leads_pkey primary key (org_id, lead_id),
  constraint leads_external_ref_key unique (org_id, external_ref),
  constraint leads_account_fkey foreign key (org_id, account_id) references accounts (org_id, account_id),
  constraint leads_contact_fkey foreign key (org_id, contact_id) references contacts (org_id, contact_id),
  constraint leads_deal_fkey foreign key (org_id, deal_id) references deals (org_id, deal_id),
  constraint leads_merged_fkey foreign key (org_id, merged_into) references leads (org_id, lead_id),
  constraint leads_value_check check ((estimated_value is null) = (estimated_currency is null)),
  constraint leads_nurture_check check ((status = 'nurture') = (nurture_until is not null)),
  constraint leads_converted_check check ((status = 'converted') = (account_id is not null and contact_id is not null)),
  constraint leads_disqualified_check check (status <> 'disqualified' or status_reason is not null),
  constraint leads_next_step_check check (next_step is not null or next_step_due_on is null)
);
create index leads_received_idx on leads (org_id, received_at desc, lead_id desc) where merged_into is null;
create index leads_status_idx on leads (org_id, status, received_at desc, lead_id desc) where merged_into is null;
create index leads_score_idx on leads (org_id, score desc, lead_id desc) where merged_into is null;
create index leads_waiting_idx on leads (org_id, last_touch_at, lead_id) where merged_into is null and status = 'new';
create index leads_owner_idx on leads (org_id, owner_id, status) where merged_into is null;
create index leads_rescore_idx on leads (org_id, scored_revision, lead_id) where status in ('new', 'working', 'nurture');
create index leads_email_key_idx on leads (org_id, email_key) where email_key is not null;
create index leads_phone_key_idx on leads (org_id, phone_key) where phone_key is not null;
create index leads_company_key_idx on leads (org_id, company_key) where company_key is not null;
create index leads_account_idx on leads (org_id, account_id) where account_id is not null;
create index leads_contact_idx on leads (org_id, contact_id) where contact_id is not null;
create index leads_deal_idx on leads (org_id, deal_id) where deal_id is not null;
select protect_tenant_table('leads');

-- Every status a lead had, and who gave it; the first is the one it came in with.
create table lead_status_changes (
  org_id      uuid        not null,
  lead_id     uuid        not null,
  change_no   integer     not null check (change_no > 0),
  from_status text,
  to_status   text        not null,
  reason      text,
  changed_at  timestamptz not null,
  changed_by  text        not null,
  constraint lead_status_changes_pkey primary key (org_id, lead_id, change_no),
  constraint lead_status_changes_lead_fkey foreign key (org_id, lead_id) references leads (org_id, lead_id)
);
select protect_tenant_table('lead_status_changes');

-- Every time a lead came forward, with what was said then.
create table lead_touches (
  org_id      uuid        not null,
  lead_id     uuid        not null,
  touch_no    integer     not null check (touch_no > 0),
  origin      jsonb       not null,
  message     text,
  consent     jsonb,
  touched_at  timestamptz not null,
  constraint lead_touches_pkey primary key (org_id, lead_id, touch_no),
  constraint lead_touches_lead_fkey foreign key (org_id, lead_id) references leads (org_id, lead_id)
);
select protect_tenant_table('lead_touches');
