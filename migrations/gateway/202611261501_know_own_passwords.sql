-- Whether it is certain that the person, and nobody else, chose the password: at sign-up, or when they joined an
-- organisation by invitation. Of the people there are it cannot be known: whoever was given a first password may have been
-- given a second one in its place by somebody who logged in with the first. They choose one when they join another
-- organisation for the first time, and never need to again.
alter table users add column password_is_own boolean not null default false;
