-- How deals that lost somebody who was erased are worded since: the texts of their postings, and of what came of them, lose the same
-- words, whether they are told before or after. It holds what is left, so nothing of the person.
create table deal_wordings (
  org_id   uuid   not null,
  deal_id  uuid   not null,
  seq      bigint not null,
  wording  jsonb  not null,
  constraint deal_wordings_pkey primary key (org_id, deal_id, seq)
);
select protect_tenant_table('deal_wordings');

-- Postings are only added, but for what describes them, which may lose a person. Everything else is refused as before.
drop trigger postings_are_append_only on postings;
create trigger postings_are_append_only before delete on postings for each row execute function refuse_change();
create function keep_posting() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - 'description') is distinct from (to_jsonb(old) - 'description') then
    raise exception 'of a posting only its description may change' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger postings_keep_their_amounts before update on postings for each row execute function keep_posting();
grant update (description) on postings to gerinc_app;
