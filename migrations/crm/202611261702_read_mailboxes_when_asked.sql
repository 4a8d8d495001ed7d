-- Whether somebody asked for a mailbox to be read before its time, and whether it is being read: the one does not end the
-- lease of the other.
alter table mailboxes
  add column imap_asked    boolean not null default false,
  add column imap_in_hand  boolean not null default false;
