-- What members are told. The cause makes telling twice impossible: there is one notification of one cause to one member.
create table notifications (
  org_id           uuid        not null,
  notification_id  uuid        not null,
  member_id        uuid        not null,
  kind             text        not null check (kind in ('mention', 'hand_over', 'assigned', 'reminder')),
  subject          jsonb,
  activity_id      uuid,
  follow_up_id     uuid,
  text             text,
  cause            text        not null,
  told_by          text        not null,
  created_at       timestamptz not null,
  read_at          timestamptz,
  constraint notifications_pkey primary key (org_id, notification_id),
  constraint notifications_cause_key unique (org_id, member_id, cause)
);
create index notifications_member_idx on notifications (org_id, member_id, created_at desc, notification_id desc);
create index notifications_unread_idx on notifications (org_id, member_id, created_at desc, notification_id desc)
  where read_at is null;
select protect_tenant_table('notifications');

-- How many notifications each member was told: the sequence of their events.
create table inboxes (
  org_id     uuid   not null,
  member_id  uuid   not null,
  version    bigint not null,
  constraint inboxes_pkey primary key (org_id, member_id)
);
select protect_tenant_table('inboxes');
