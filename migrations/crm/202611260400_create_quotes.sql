-- What clients are offered. A row is one version; versions of the same offer share their number. What a version says
-- travels whole and nothing queries inside, so it is one value each.
create table quotes (
  org_id            uuid          not null,
  quote_id          uuid          not null,
  version           bigint        not null,
  deal_id           uuid          not null,
  number            text          collate "C" not null,
  revision          integer       not null check (revision > 0),
  status            text          not null
                    check (status in ('draft', 'sent', 'accepted', 'declined', 'superseded', 'withdrawn')),
  language          text          not null,
  currency          char(3)       not null,
  title             text          not null,
  introduction      text,
  terms             text,
  lines             jsonb         not null,
  totals            jsonb         not null,
  valid_until       date          not null,
  seller            jsonb,
  client            jsonb,
  sent_at           timestamptz,
  sent_by           uuid,
  viewed_at         timestamptz,
  answer            jsonb,
  answered_from     text,
  withdrawn_reason  text,
  document_sha256   text          check (document_sha256 ~ '^[0-9a-f]{64}$'),
  created_at        timestamptz   not null,
  created_by        text          not null,
  updated_at        timestamptz   not null,
  constraint quotes_pkey primary key (org_id, quote_id),
  constraint quotes_number_key unique (org_id, number, revision),
  constraint quotes_deal_fkey foreign key (org_id, deal_id) references deals (org_id, deal_id),
  constraint quotes_sent_check check (
    status not in ('sent', 'accepted', 'declined') or (sent_at is not null and document_sha256 is not null)),
  constraint quotes_answer_check check ((status in ('accepted', 'declined')) = (answer is not null))
);
create index quotes_created_idx on quotes (org_id, created_at desc, quote_id desc);
create index quotes_deal_idx on quotes (org_id, deal_id, created_at desc, quote_id desc);
create index quotes_document_idx on quotes (org_id, document_sha256) where document_sha256 is not null;
-- A client says yes to one version of an offer at most, and reads one at a time; one at most is being written.
create unique index quotes_accepted_key on quotes (org_id, number) where status = 'accepted';
create unique index quotes_sent_key on quotes (org_id, number) where status = 'sent';
create unique index quotes_draft_key on quotes (org_id, number) where status = 'draft';
select protect_tenant_table('quotes');

-- What was sent is what was sent: nobody changes it afterwards, not even by mistake.
create function keep_sent_quote() returns trigger language plpgsql as $$
begin
  if old.sent_at is not null and
     (new.deal_id, new.number, new.revision, new.language, new.currency, new.title, new.introduction, new.terms,
      new.lines, new.totals, new.valid_until, new.seller, new.client, new.sent_at, new.document_sha256)
     is distinct from
     (old.deal_id, old.number, old.revision, old.language, old.currency, old.title, old.introduction, old.terms,
      old.lines, old.totals, old.valid_until, old.seller, old.client, old.sent_at, old.document_sha256) then
    raise exception 'quote % was sent and cannot change', old.quote_id;
  end if;
  return new;
end $$;
create trigger keep_sent before update on quotes for each row execute function keep_sent_quote();

-- Secret addresses at which a client reads the newest sent version of an offer. Only the hash of a secret is kept.
create table quote_links (
  org_id       uuid        not null,
  secret_hash  bytea       not null check (length(secret_hash) = 32),
  number       text        collate "C" not null,
  created_at   timestamptz not null,
  created_by   text        not null,
  constraint quote_links_pkey primary key (org_id, secret_hash)
);
select protect_tenant_table('quote_links');

-- The last number of each year.
create table quote_counters (
  org_id       uuid    not null,
  year         integer not null,
  last_number  integer not null,
  constraint quote_counters_pkey primary key (org_id, year)
);
select protect_tenant_table('quote_counters');

-- How an organisation quotes.
create table quote_settings (
  org_id          uuid        not null,
  version         bigint      not null,
  wins_deals      boolean     not null,
  validity_days   integer     not null check (validity_days > 0),
  language        text        not null,
  introduction    text,
  terms           text,
  seller_details  text,
  updated_at      timestamptz not null,
  constraint quote_settings_pkey primary key (org_id)
);
select protect_tenant_table('quote_settings');

-- The quote a deal's lines come from, once the client has accepted it.
alter table deals add column accepted_quote_id uuid;
alter table deals add constraint deals_accepted_quote_fkey
  foreign key (org_id, accepted_quote_id) references quotes (org_id, quote_id);

-- Members are told of answers, too. Which kinds there are is the program's to know.
alter table notifications drop constraint if exists notifications_kind_check;
