-- Words of notes, mails and other texts are found when they are typed nearly right, too. What is nearly right is known by the words
-- that texts have: each once for an organisation, whatever it stands in.
create table search_terms (
  org_id  uuid  not null,
  term    text  collate "C" not null,
  constraint search_terms_pkey primary key (org_id, term)
);

-- What changed of the words of a document, until it is taken up. Whoever writes a document only adds a row here: were it the words
-- themselves, two people who write the same words in another order would wait for each other.
create table search_changes (
  org_id   uuid    not null,
  place    bigint  not null generated always as identity,
  learned  text[]  not null,
  gone     text[]  not null,
  constraint search_changes_pkey primary key (org_id, place)
);

-- The words people mistype: of some letters, and no numbers.
create function terms_of(words tsvector) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(term order by term), '{}') from unnest(tsvector_to_array(words)) term
   where length(term) between 4 and 40 and term !~ '[0-9]' and term !~ '^nr(tel|tax|doc)'
$$;

create function document_terms() returns trigger language plpgsql as $$
declare
  before   text[] := case when tg_op = 'INSERT' then '{}' else terms_of(old.words) end;
  after    text[] := case when tg_op = 'DELETE' then '{}' else terms_of(new.words) end;
  learned  text[] := array(select unnest(after) except select unnest(before));
  gone     text[] := array(select unnest(before) except select unnest(after));
begin
  if cardinality(learned) + cardinality(gone) > 0 then
    insert into search_changes (org_id, learned, gone)
    values (case when tg_op = 'DELETE' then old.org_id else new.org_id end, learned, gone);
  end if;
  return null;
end $$;
create trigger terms_follow_documents after insert or delete on search_documents
  for each row execute function document_terms();
create trigger terms_follow_changed_documents after update on search_documents
  for each row when (old.words is distinct from new.words) execute function document_terms();

-- What is there already. The owner sees rows of a table only while its row-level security is not forced on them.
alter table search_documents no force row level security;
insert into search_changes (org_id, learned, gone) select org_id, terms_of(words), '{}' from search_documents;
alter table search_documents force row level security;

create index search_terms_trigram_idx on search_terms using gin (org_id, term gin_trgm_ops);
select protect_tenant_table('search_terms');
select protect_tenant_table('search_changes');
-- As for documents: see where search_documents was made.
do $$ begin
  execute format('create policy finder on search_terms for select to %I using (true)', current_user);
end $$;

-- A word as a question; `:*` as its ending asks for what begins so.
create function word_query(word text, ending text) returns tsquery language sql immutable strict parallel safe as $$
  select ('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''' || ending)::tsquery
$$;

-- Of these words, those that no document of the transaction's organisation has.
create function terms_said_nowhere(candidates text[]) returns text[]
  language plpgsql stable security definer
  set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
as $$
declare
  org   uuid := nullif(current_setting('app.org_id', true), '')::uuid;
  said  boolean;
  term  text;
  alone text[] := '{}';
begin
  foreach term in array candidates loop
    select exists (select 1 from search_documents d
                    where d.org_id = org and d.kind in ('account', 'contact', 'deal', 'lead', 'activity')
                      and d.words @@ word_query(term, '')) into said;
    if not said then
      alone := alone || term;
    end if;
  end loop;
  return alone;
end $$;

-- The words of an organisation that are most like one, the likest first.
create function terms_nearly(org uuid, word text) returns text[]
  language plpgsql stable
  set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
  set pg_trgm.similarity_threshold = 0.4
as $$
begin
  return array(
    select t.term from search_terms t
     where t.org_id = org and t.term % word and abs(length(t.term) - length(word)) <= 2
     order by similarity(t.term, word) desc, t.term limit 3);
end $$;

-- Ids of each kind, at most so many, whose texts have the words that are looked for or, of those that are mistyped, words like them.
-- place counts from 1 within a kind, the best first. Asked when nothing has the words themselves.
create function find_documents_saying_nearly(kinds text[], looked_for text, most integer)
  returns table (kind text, id uuid, place bigint)
  language plpgsql stable security definer
  set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  org     uuid := nullif(current_setting('app.org_id', true), '')::uuid;
  asked   tsquery;
  word    text;
  like_it text[];
  one     tsquery;
  wanted  text;
  mistyped boolean := false;
begin
  if org is null then
    return;
  end if;
  foreach word in array tsvector_to_array(search_words(looked_for)) loop
    one := word_query(word, '');
    if length(word) >= 4 and word !~ '[0-9]' then
      one := word_query(word, ':*');
      like_it := terms_nearly(org, word);
      if cardinality(like_it) > 0 then
        mistyped := true;
        one := one || (select string_agg(word_query(term, '')::text, ' | ')::tsquery from unnest(like_it) term);
      end if;
    end if;
    asked := case when asked is null then one else asked && one end;
  end loop;
  if not mistyped then
    return;
  end if;
  foreach wanted in array kinds loop
    return query
      select wanted, found.id, found.place
        from unnest(documents_saying(org, wanted, asked, '{}', most)) with ordinality found (id, place);
  end loop;
end $$;
revoke execute on function terms_nearly(uuid, text) from public;
revoke execute on function terms_said_nowhere(text[]) from public;
revoke execute on function find_documents_saying_nearly(text[], text, integer) from public;
grant execute on function terms_said_nowhere(text[]) to gerinc_app;
grant execute on function find_documents_saying_nearly(text[], text, integer) to gerinc_app;
