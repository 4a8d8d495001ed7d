-- Until when an earlier event of an aggregate is certainly tried again: what comes after it is not given up meanwhile.
alter table consumer_marks add column awaited_until timestamptz;

-- The numbers of a stream come again when it is made anew, so only its content says that a message is the same one.
alter table dead_letters drop constraint dead_letters_message_key;
create unique index dead_letters_message_key on dead_letters (org_id, consumer, stream_seq, md5(raw));
