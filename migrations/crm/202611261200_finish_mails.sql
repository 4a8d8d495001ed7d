-- How far the rule of a sequence has looked among those it names: it goes on there, so that those who are refused hold up
-- nobody behind them.
alter table sequences add column rule_after uuid;

-- Until when nothing is sent from a mailbox whose server cannot be spoken with. Where it looks for mails that came in, its
-- password there (sealed like the other one), what keeps it from looking, and when it looks next.
alter table mailboxes
  add column rests_until        timestamptz,
  add column imap               jsonb,
  add column imap_password      bytea,
  -- Messages that came to its folders before this are nobody's business here.
  add column imap_since         timestamptz,
  add column imap_trouble       text,
  add column imap_trouble_since timestamptz,
  add column imap_next_at       timestamptz,
  add constraint mailboxes_imap_check
    check ((imap is null) = (imap_next_at is null) and (imap is null) = (imap_since is null)),
  add constraint mailboxes_imap_password_check check (imap is not null or imap_password is null);
create index mailboxes_imap_idx on mailboxes (org_id, imap_next_at) where imap is not null and active;

-- How far a folder of a mail server was read. Ids of messages rise, and mean something only together with the validity the
-- server gives them; when that changes, what came since the last look is looked at again, and what is known is left alone by
-- its Message-ID.
create table mailbox_folders (
  org_id        uuid        not null,
  mailbox_id    uuid        not null,
  folder        text        not null,
  uid_validity  bigint      not null,
  last_uid      bigint      not null check (last_uid >= 0),
  -- Messages that came to it before this are left alone.
  since         timestamptz not null,
  -- When all of it was read last.
  looked_at     timestamptz,
  -- Messages that could not be read, and why the last of them could not.
  left_out      integer     not null default 0 check (left_out >= 0),
  left_out_why  text,
  constraint mailbox_folders_pkey primary key (org_id, mailbox_id, folder),
  constraint mailbox_folders_mailbox_fkey foreign key (org_id, mailbox_id) references mailboxes (org_id, mailbox_id)
);
select protect_tenant_table('mailbox_folders');

-- Files of mails that are not on any record yet: of a mail that came in and is about nobody, of one that waits to be sent, or
-- of one that is being written, which nothing but its time names. Once the mail stands on timelines, they are attachments.
create table mail_files (
  org_id        uuid        not null,
  file_id       uuid        not null,
  mail_id       uuid,
  place         integer     not null,
  name          text        not null,
  content_type  text        not null,
  size_bytes    bigint      not null check (size_bytes >= 0),
  sha256        text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_at   timestamptz not null,
  uploaded_by   text        not null,
  constraint mail_files_pkey primary key (org_id, file_id),
  constraint mail_files_mail_fkey foreign key (org_id, mail_id) references mails (org_id, mail_id)
);
create index mail_files_mail_idx on mail_files (org_id, mail_id, place) where mail_id is not null;
create index mail_files_sha256_idx on mail_files (org_id, sha256);
create index mail_files_loose_idx on mail_files (org_id, uploaded_at) where mail_id is null;
select protect_tenant_table('mail_files');

-- Whose mailbox a mail went through decides who reads it while it is about nothing; a mail that was thrown away is kept
-- from lists, and from being taken in again.
alter table mails add column discarded_at timestamptz;
drop index mails_unfiled_idx;
create index mails_unfiled_idx on mails (org_id, at desc, mail_id desc)
  where activity_id is null and status = 'received' and discarded_at is null;

-- Why a colleague put an address on the list, or took it off.
alter table suppressions
  add column note       text,
  add column lifted_by  text,
  add column lifted_why text;
