-- How long mails are kept; for good without a number.
alter table retention_rules add column mails_months integer check (mails_months between 1 and 240);
create index mails_kept_idx on mails (org_id, at, mail_id) where erased_at is null;
