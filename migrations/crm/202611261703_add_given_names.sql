-- What people are called among acquaintances: where it is known, mails greet them so, and nothing is guessed from the name.
alter table contacts add column given_name text;
alter table leads add column given_name text;
