-- After a consumer was made anew, acknowledgements of the one before may still come and settle messages of the new one. So
-- no place is noted until this moment, and then what was acknowledged is compared once more.
alter table consumer_checkpoints add column compare_after timestamptz;
