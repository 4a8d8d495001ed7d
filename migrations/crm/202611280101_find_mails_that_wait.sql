-- Mails that came in and wait for somebody to say what they are about are found, too. Whoever has the mailbox reads them, as in their
-- list; so those of a colleague's mailbox are a kind of their own, `mail/<member>`, and nobody asks for a kind they may not read.
create function mail_kind(one mails) returns text language sql stable as $$
  select coalesce((select 'mail/' || b.owner_id from mailboxes b
                    where b.org_id = one.org_id and b.mailbox_id = one.mailbox_id and one.about = '[]'), 'mail')
$$;

create function forget_mail_document(org uuid, mail uuid) returns void language sql as $$
  delete from search_documents where org_id = org and id = mail and kind >= 'mail' and kind < 'mail0'
$$;

create function mail_says(one mails) returns text language sql immutable as $$
  select concat_ws(' ', one.from_name, one.from_address, one.body)
$$;

create function mail_document() returns trigger language plpgsql as $$
begin
  if new.status = 'received' and new.activity_id is null and new.discarded_at is null and new.erased_at is null then
    perform keep_document(new.org_id, mail_kind(new), new.mail_id, new.subject, mail_says(new));
  elsif tg_op = 'UPDATE' then
    perform forget_mail_document(new.org_id, new.mail_id);
  end if;
  return null;
end $$;
create trigger mails_are_found after insert on mails for each row execute function mail_document();
create trigger mails_are_found_again after update on mails for each row
  when ((old.status, old.activity_id, old.discarded_at, old.erased_at, old.mailbox_id, old.about, old.subject, old.from_name, old.from_address, old.body)
        is distinct from
        (new.status, new.activity_id, new.discarded_at, new.erased_at, new.mailbox_id, new.about, new.subject, new.from_name, new.from_address, new.body))
  execute function mail_document();

-- Whose a mailbox is says who finds what waits there.
create function mailbox_documents() returns trigger language plpgsql as $$
begin
  perform forget_mail_document(m.org_id, m.mail_id),
          keep_document(m.org_id, mail_kind(m), m.mail_id, m.subject, mail_says(m))
     from mails m
    where m.org_id = new.org_id and m.mailbox_id = new.mailbox_id and m.status = 'received' and m.activity_id is null
      and m.discarded_at is null and m.erased_at is null;
  return null;
end $$;
create trigger mailboxes_are_anothers after update on mailboxes for each row
  when (old.owner_id is distinct from new.owner_id) execute function mailbox_documents();

-- What is there already. The owner sees rows of a table only while its row-level security is not forced on them.
alter table mails no force row level security;
alter table mailboxes no force row level security;
alter table search_documents no force row level security;
alter table search_changes no force row level security;
select keep_document(org_id, mail_kind(m), mail_id, subject, mail_says(m)) from mails m
 where status = 'received' and activity_id is null and discarded_at is null and erased_at is null;
alter table mails force row level security;
alter table mailboxes force row level security;
alter table search_documents force row level security;
alter table search_changes force row level security;

-- As before; whatever kind a document is of, it has its words.
create or replace function terms_said_nowhere(candidates text[]) returns text[]
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
    select exists (select 1 from search_documents d where d.org_id = org and d.words @@ word_query(term, '')) into said;
    if not said then
      alone := alone || term;
    end if;
  end loop;
  return alone;
end $$;
