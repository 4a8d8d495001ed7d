-- Which files receipts stand for. What is known of a receipt travels with the lines of its claim; these rows are written
-- and deleted in the same transaction as those, and say which files are still needed.
create table receipts (
  org_id       uuid         not null,
  receipt_id   uuid         not null,
  claim_id     uuid         not null,
  sha256       text         not null check (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_at  timestamptz  not null,
  constraint receipts_pkey primary key (org_id, receipt_id),
  constraint receipts_claim_fkey foreign key (org_id, claim_id) references claims (org_id, claim_id)
);
create index receipts_claim_idx on receipts (org_id, claim_id);
create index receipts_sha256_idx on receipts (org_id, sha256);
select protect_tenant_table('receipts');
