-- Mails that were sent, received or wait to be sent. A Message-ID is there once per organisation, so a mail that comes in
-- twice, or at two mailboxes, is one mail; the one of a mail to be sent is fixed when it is written.
--
-- Sending is an effect outside the database and cannot be taken back, so each step of it is a state that was committed:
-- queued -> preparing (leased by one worker; nothing handed over yet) -> handing_over (from here on it may have been sent)
-- -> sent. A lease that ran out goes back to queued from preparing, and to in_doubt from handing_over: nobody sends it again.
create table mails (
  org_id           uuid        not null,
  mail_id          uuid        not null,
  version          bigint      not null,
  thread_id        uuid        not null,
  mailbox_id       uuid,
  direction        text        not null check (direction in ('incoming', 'outgoing')),
  kind             text        not null check (kind in ('message', 'auto_reply', 'bounce')),
  status           text        not null check (status in ('queued', 'preparing', 'handing_over', 'sent', 'in_doubt', 'failed',
                                                          'cancelled', 'received')),
  subject          text        not null,
  from_address     text        not null,
  from_name        text,
  to_addresses     text[]      not null,
  cc_addresses     text[]      not null,
  body             text        not null,
  -- Whether the body was longer than what is kept, and the names of files that were not kept.
  body_cut         boolean     not null,
  left_out         text[]      not null,
  message_id       text        not null,
  in_reply_to      text,
  references_ids   text[]      not null,
  about            jsonb       not null,
  at               timestamptz not null,
  author_id        uuid,
  activity_id      uuid,
  enrolment_id     uuid,
  step_id          uuid,
  first_attempt_at timestamptz,
  next_attempt_at  timestamptz,
  attempts         integer     not null,
  lease_until      timestamptz,
  -- The business day under which it counts towards the daily cap of its mailbox.
  counted_on       date,
  bounced_at       timestamptz,
  error            text,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  constraint mails_pkey primary key (org_id, mail_id),
  constraint mails_message_id_key unique (org_id, message_id),
  constraint mails_mailbox_fkey foreign key (org_id, mailbox_id) references mailboxes (org_id, mailbox_id),
  constraint mails_queued_check check ((status = 'queued') = (next_attempt_at is not null)),
  constraint mails_lease_check check ((status in ('preparing', 'handing_over')) = (lease_until is not null))
);
create index mails_due_idx on mails (org_id, next_attempt_at, mail_id) where status = 'queued';
create index mails_leased_idx on mails (org_id, lease_until) where status in ('preparing', 'handing_over');
create index mails_thread_idx on mails (org_id, thread_id, at, mail_id);
create index mails_at_idx on mails (org_id, at desc, mail_id desc);
create index mails_unfiled_idx on mails (org_id, at desc, mail_id desc) where activity_id is null and status = 'received';
create index mails_status_idx on mails (org_id, status, at desc, mail_id desc);
create index mails_counted_idx on mails (org_id, mailbox_id, counted_on) where counted_on is not null;
create index mails_enrolment_idx on mails (org_id, enrolment_id) where enrolment_id is not null;
select protect_tenant_table('mails');

-- What mails are about, and whom they are from or to.
create table mail_links (
  org_id      uuid        not null,
  subject_id  uuid        not null,
  at          timestamptz not null,
  mail_id     uuid        not null,
  constraint mail_links_pkey primary key (org_id, subject_id, mail_id),
  constraint mail_links_mail_fkey foreign key (org_id, mail_id) references mails (org_id, mail_id)
);
create index mail_links_at_idx on mail_links (org_id, subject_id, at desc, mail_id desc);
create index mail_links_mail_idx on mail_links (org_id, mail_id);
select protect_tenant_table('mail_links');

-- Addresses that get no mails of sequences. The hash stays when the address is erased, so that nobody who asked to be left
-- alone is written to because they also asked to be forgotten.
create table suppressions (
  org_id          uuid        not null,
  suppression_id  uuid        not null,
  address_hash    bytea       not null check (length(address_hash) = 32),
  address         text,
  reason          text        not null check (reason in ('unsubscribed', 'bounced', 'manual')),
  mail_id         uuid,
  created_at      timestamptz not null,
  created_by      text        not null,
  lifted_at       timestamptz,
  constraint suppressions_pkey primary key (org_id, suppression_id)
);
create unique index suppressions_hash_key on suppressions (org_id, address_hash) where lifted_at is null;
create index suppressions_at_idx on suppressions (org_id, created_at desc, suppression_id desc) where lifted_at is null;
select protect_tenant_table('suppressions');
