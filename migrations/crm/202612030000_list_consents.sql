-- What people agreed to is listed whoever they are, the last first.
create index consents_given_idx on consents (org_id, given_at desc, consent_id desc);
