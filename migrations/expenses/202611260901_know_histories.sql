-- Which history of the publisher's database the last event applied was written in: a server that takes over after another
-- begins a new one, in which the places of lost events are given again.
alter table consumer_marks add column last_epoch integer not null default 0;

-- The history of this database in which a consumer's place was noted.
alter table consumer_checkpoints add column history text;

-- What was known of the stream when it was last compared with the journal.
create table stream_comparisons (
  source             text        not null,
  stream_created_at  timestamptz not null,
  last_sequence      bigint      not null,
  compared_until     timestamptz not null,
  constraint stream_comparisons_pkey primary key (source)
);
revoke all on stream_comparisons from gerinc_app;
grant select, insert, update on stream_comparisons to gerinc_relay;
