-- What is forgotten at the moment, and was told: a deal or lead for a reason, a follow-up whose day has passed. occasion tells one
-- time from another where a day says so. What is mended is not here any more, so that it is told again when it lapses again.
create table lapses (
  org_id      uuid        not null,
  kind        text        not null check (kind in ('deal', 'lead', 'follow_up')),
  record_id   uuid        not null,
  reason      text        not null,
  occasion    date        not null,
  noticed_at  timestamptz not null,
  constraint lapses_pkey primary key (org_id, kind, record_id, reason, occasion)
);
select protect_tenant_table('lapses');
