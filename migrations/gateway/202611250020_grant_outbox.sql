-- Whoever may look at operations sees how many of their organisation's events still wait to be published, and since when.
-- Until now the app role could only write pointers. Row-level security shows it those of one organisation; changing and
-- deleting them stays with the relay.
grant select on outbox to gerinc_app;
