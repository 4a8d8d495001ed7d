-- Addresses mails are sent from and come in at. How a mailbox looks and where it logs in always travel whole, so each is one
-- value. Its password is sealed with the key of the installation and opened only under the id of its row; of the secret
-- address at which mails come in only the hash is kept.
create table mailboxes (
  org_id             uuid        not null,
  mailbox_id         uuid        not null,
  version            bigint      not null,
  image              jsonb       not null,
  address_key        text collate "C" not null,
  owner_id           uuid,
  active             boolean     not null,
  smtp               jsonb       not null,
  smtp_password      bytea,
  inbox_hash         bytea       check (length(inbox_hash) = 32),
  -- What keeps it from sending, and since when; nothing while all is well.
  trouble            text,
  trouble_since      timestamptz,
  created_at         timestamptz not null,
  updated_at         timestamptz not null,
  constraint mailboxes_pkey primary key (org_id, mailbox_id),
  constraint mailboxes_address_key unique (org_id, address_key),
  constraint mailboxes_inbox_key unique (org_id, inbox_hash)
);
select protect_tenant_table('mailboxes');

-- Prepared texts.
create table mail_templates (
  org_id            uuid        not null,
  mail_template_id  uuid        not null,
  version           bigint      not null,
  image             jsonb       not null,
  sort_name         text collate "C" not null,
  active            boolean     not null,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  constraint mail_templates_pkey primary key (org_id, mail_template_id)
);
create index mail_templates_name_idx on mail_templates (org_id, sort_name, mail_template_id);
select protect_tenant_table('mail_templates');
