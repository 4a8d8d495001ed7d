-- From which place on the history of last_epoch is known: an event of that history at an earlier place was never applied.
alter table consumer_marks add column epoch_since bigint not null default 0;

-- The message at the place that was noted: a stream that came back as it was earlier may have grown past it with others.
alter table consumer_checkpoints add column message_id text;
alter table stream_comparisons add column last_message_id text;
