-- Who was made unknown. Their contacts and leads stay as facts that name nobody; nothing is written about them any more.
alter table contacts add column erased_at timestamptz;
alter table leads add column erased_at timestamptz;
alter table mails add column erased_at timestamptz;

-- While needles are kept, whatever mentions the person is still looked through, table by table; place and after say how far it
-- is, files which ones are still to be removed from the store.
create table erasures (
  org_id       uuid        not null,
  erasure_id   uuid        not null,
  version      bigint      not null,
  contact_ids  uuid[]      not null,
  lead_ids     uuid[]      not null,
  reason       text        not null check (reason in ('request', 'retention', 'other')),
  note         text,
  counts       jsonb       not null,
  needles      jsonb,
  place        integer     not null,
  after        uuid,
  files        text[]      not null,
  erased_at    timestamptz not null,
  erased_by    text        not null,
  finished_at  timestamptz,
  constraint erasures_pkey primary key (org_id, erasure_id),
  constraint erasures_finished_check check ((finished_at is null) = (needles is not null))
);
create index erasures_at_idx on erasures (org_id, erased_at desc, erasure_id desc);
create index erasures_going_on_idx on erasures (org_id, erased_at) where finished_at is null;
create index erasures_contacts_idx on erasures using gin (contact_ids);
create index erasures_leads_idx on erasures using gin (lead_ids);
select protect_tenant_table('erasures');

-- Nobody who was erased is found.
create or replace function contact_document() returns trigger language plpgsql as $$
begin
  if new.merged_into is null and new.erased_at is null then
    perform keep_document(new.org_id, 'contact', new.contact_id, new.name, contact_says(new));
  else
    perform forget_document(new.org_id, 'contact', new.contact_id);
  end if;
  return null;
end $$;
create or replace function lead_document() returns trigger language plpgsql as $$
begin
  if new.merged_into is null and new.erased_at is null then
    perform keep_document(new.org_id, 'lead', new.lead_id, new.name || ' ' || coalesce(new.company, ''), lead_says(new));
  else
    perform forget_document(new.org_id, 'lead', new.lead_id);
  end if;
  return null;
end $$;
create trigger contacts_are_forgotten after update on contacts for each row
  when (old.erased_at is distinct from new.erased_at) execute function contact_document();
create trigger leads_are_forgotten after update on leads for each row
  when (old.erased_at is distinct from new.erased_at) execute function lead_document();

-- What was sent is what was sent, until the person it was sent to is erased; then the offer stays without them. One that was
-- accepted is a contract and stays as it is.
alter table quotes add column erased_at timestamptz;
alter table quotes drop constraint quotes_sent_check;
alter table quotes add constraint quotes_sent_check check (
  status not in ('sent', 'accepted', 'declined') or (sent_at is not null and document_sha256 is not null) or erased_at is not null);
create or replace function keep_sent_quote() returns trigger language plpgsql as $$
begin
  if old.sent_at is not null and not (new.erased_at is not null and old.status <> 'accepted') and
     (new.deal_id, new.number, new.revision, new.language, new.currency, new.title, new.introduction, new.terms,
      new.lines, new.totals, new.valid_until, new.seller, new.client, new.sent_at, new.document_sha256)
     is distinct from
     (old.deal_id, old.number, old.revision, old.language, old.currency, old.title, old.introduction, old.terms,
      old.lines, old.totals, old.valid_until, old.seller, old.client, old.sent_at, old.document_sha256) then
    raise exception 'quote % was sent and cannot change', old.quote_id;
  end if;
  return new;
end $$;

-- A text without what it says of a person.
create function without(said text, pattern text) returns text language sql immutable parallel safe as $$
  select regexp_replace(said, pattern, '…', 'gi')
$$;
create function without(said jsonb, pattern text) returns jsonb language sql immutable parallel safe as $$
  select regexp_replace(said::text, pattern, '…', 'gi')::jsonb
$$;
create function without(said text[], pattern text) returns text[] language sql immutable parallel safe as $$
  select array(select regexp_replace(one, pattern, '…', 'gi') from unnest(said) with ordinality as each (one, place) order by place)
$$;

-- Takes mentions of a person out of some columns of the next rows of a table, and answers the last row it looked at; nothing
-- when there are no more.
create function forget_mentions(of_table regclass, id_column text, columns text[], org uuid, after uuid, most integer,
                                pattern text) returns uuid language plpgsql as $$
declare
  emptied text := (select string_agg(format('%1$I = without(t.%1$I, $5)', one), ', ') from unnest(columns) one);
  says    text := (select string_agg(format('t.%I::text ~* $5', one), ' or ') from unnest(columns) one);
  ids     uuid[];
begin
  execute format('select array(select %1$I from %2$s where org_id = $1 and ($2::uuid is null or %1$I > $2)
                                order by %1$I limit $3)', id_column, of_table)
     into ids using org, after, most;
  execute format('update %2$s t set %3$s where t.org_id = $1 and t.%1$I = any ($4) and (%4$s)',
                 id_column, of_table, emptied, says)
    using org, after, most, ids, pattern;
  return case when cardinality(ids) = most then ids[most] end;
end $$;
