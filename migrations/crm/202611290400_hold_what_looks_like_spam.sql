-- A form says which sites it belongs to, in which language browsers are answered, whether pages say when they were opened, and how much
-- it takes within an hour.
alter table lead_forms
  add column sites         text[]   not null default '{}',
  add column language      text     check (language in ('en', 'hu')),
  add column needs_token   boolean  not null default false,
  add column hourly_limit  integer  check (hourly_limit between 1 and 10000);
-- Browsers go on to where they went.
alter table lead_forms no force row level security;
update lead_forms
   set sites = array[lower(substring(redirect_url from '^https?://([^/?#:@\\]+)'))]
 where redirect_url ~ '^https?://[^/?#:@\\]+([:/?#]|$)';
update lead_forms set redirect_url = null where sites = '{}';
alter table lead_forms force row level security;

-- What came by a form and looks like spam, until somebody says that it is none or throws it away. With it goes the form as it was: people
-- agreed to the words that stood there.
create table suspected_messages (
  org_id                uuid         not null,
  suspected_message_id  uuid         not null,
  lead_form_id          uuid         not null,
  form                  jsonb        not null check (jsonb_typeof(form) = 'object'),
  reasons               text[]       not null check (cardinality(reasons) > 0),
  sent                  jsonb        not null check (jsonb_typeof(sent) = 'object'),
  received_at           timestamptz  not null,
  constraint suspected_messages_pkey primary key (org_id, suspected_message_id),
  constraint suspected_messages_form_fkey foreign key (org_id, lead_form_id) references lead_forms
);
select protect_tenant_table('suspected_messages');
create index suspected_messages_received_idx on suspected_messages (org_id, received_at);

-- Tokens that were used, for as long as they could be used again.
create table used_form_tokens (
  org_id   uuid         not null,
  nonce    uuid         not null,
  used_at  timestamptz  not null,
  constraint used_form_tokens_pkey primary key (org_id, nonce)
);
select protect_tenant_table('used_form_tokens');
create index used_form_tokens_used_idx on used_form_tokens (org_id, used_at);

-- How much a form took in an hour.
create table lead_form_hours (
  org_id        uuid         not null,
  lead_form_id  uuid         not null,
  hour          timestamptz  not null,
  taken         integer      not null,
  constraint lead_form_hours_pkey primary key (org_id, lead_form_id, hour),
  constraint lead_form_hours_form_fkey foreign key (org_id, lead_form_id) references lead_forms
);
select protect_tenant_table('lead_form_hours');
