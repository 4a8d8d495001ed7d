-- The same content under another name is another file: a blank form, or the same scan for two orders.
drop index attachments_content_key;
create unique index attachments_content_key on attachments (org_id, beside_id, sha256, name) where removed_at is null;
