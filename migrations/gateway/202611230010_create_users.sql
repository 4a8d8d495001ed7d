-- People who log in. A person exists once, whatever organisations they are members of, so there is no org_id here.
create table users (
  user_id        uuid        not null,
  email          text        not null,
  name           text        not null,
  password_hash  text        not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  constraint users_pkey primary key (user_id)
);
create unique index users_email_key on users (lower(email));

-- Where a person may log in to: a pointer only, so that it can be asked before the organisation is known.
create table user_organizations (
  user_id       uuid        not null references users,
  organization  uuid        not null,
  joined_at     timestamptz not null,
  constraint user_organizations_pkey primary key (user_id, organization)
);
