-- Why deals are lost, in the organisation's words, so that it can be counted. Deals lost earlier keep the text they have.
create table loss_reasons (
  org_id          uuid         not null,
  loss_reason_id  uuid         not null,
  version         bigint       not null,
  name            text         not null,
  sort_name       text         collate "C" not null,
  position        smallint     not null,
  archived_at     timestamptz,
  created_at      timestamptz  not null,
  updated_at      timestamptz  not null,
  constraint loss_reasons_pkey primary key (org_id, loss_reason_id),
  constraint loss_reasons_name_key unique (org_id, sort_name)
);
select protect_tenant_table('loss_reasons');

alter table deals
  add column loss_reason_id uuid,
  add constraint deals_loss_reason_fkey foreign key (org_id, loss_reason_id) references loss_reasons (org_id, loss_reason_id),
  add constraint deals_loss_reason_check check (loss_reason_id is null or status = 'lost');
create index deals_lost_idx on deals (org_id, closed_on) where status = 'lost';
