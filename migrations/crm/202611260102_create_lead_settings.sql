-- How an organisation scores and hands out leads. The rules are read and changed as a whole, so they are one value each;
-- scoring_revision counts only changes of what gives points.
create table lead_settings (
  org_id                uuid        not null,
  version               bigint      not null,
  first_response_hours  integer     check (first_response_hours > 0),
  scoring               jsonb       not null,
  scoring_revision      bigint      not null,
  assignment            jsonb       not null,
  updated_at            timestamptz not null,
  constraint lead_settings_pkey primary key (org_id)
);
select protect_tenant_table('lead_settings');

-- Whose turn it was last, for each rule that hands out leads.
create table lead_assignment_turns (
  org_id     uuid   not null,
  rule_id    uuid   not null,
  member_id  uuid   not null,
  turn       bigint not null,
  constraint lead_assignment_turns_pkey primary key (org_id, rule_id, member_id)
);
select protect_tenant_table('lead_assignment_turns');

-- Forms on web pages. A key names its organisation and holds 128 random bits; it is looked for among the forms of the
-- organisation it names and nowhere else.
create table lead_forms (
  org_id           uuid        not null,
  lead_form_id     uuid        not null,
  version          bigint      not null,
  form_key         text        collate "C" not null,
  name             text        not null,
  fields           jsonb       not null,
  consent_text     text,
  consent_purpose  text,
  source           text,
  campaign         text,
  redirect_url     text,
  active           boolean     not null,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  constraint lead_forms_pkey primary key (org_id, lead_form_id),
  constraint lead_forms_form_key_key unique (org_id, form_key)
);
select protect_tenant_table('lead_forms');
