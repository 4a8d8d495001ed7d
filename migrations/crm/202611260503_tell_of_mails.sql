-- Members are told of mails, too: one that came in for them, and one of theirs that did not go well.
alter table notifications drop constraint notifications_kind_check;
alter table notifications add constraint notifications_kind_check
  check (kind in ('mention', 'hand_over', 'assigned', 'reminder', 'mail_received', 'mail_failed'));
