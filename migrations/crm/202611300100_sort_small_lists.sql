-- Small lists are sorted by their columns, whichever way, and their names stand where people look for them.
--
-- `sort_name` goes on telling what is called just so; what is listed by name goes by `name_key`, along an index where the list has many.

alter table products add column name_key text collate "C" not null generated always as (search_key(name)) stored;
create index products_name_key_idx on products (org_id, name_key, product_id);

alter table sequences add column name_key text collate "C" not null generated always as (search_key(image ->> 'name')) stored;
drop index sequences_name_idx;
create index sequences_name_key_idx on sequences
  (org_id, (coalesce(name_key collate "default", chr(1114111)) collate "C"), sequence_id);

alter table mail_templates add column name_key text collate "C" not null generated always as (search_key(image ->> 'name')) stored;
drop index mail_templates_name_idx;
create index mail_templates_name_key_idx on mail_templates
  (org_id, (coalesce(name_key collate "default", chr(1114111)) collate "C"), mail_template_id);

alter table webhooks add column name_key text collate "C" not null generated always as (search_key(image ->> 'name')) stored;
drop index webhooks_name_idx;
create index webhooks_name_key_idx on webhooks
  (org_id, (coalesce(name_key collate "default", chr(1114111)) collate "C"), webhook_id);

-- Who did something, as lists are sorted by it: members by their names, whoever else by what is written down of them.
create function actor_key(org uuid, actor text) returns text language plpgsql stable parallel safe as $$
begin
  return coalesce(case when starts_with(actor, 'member:') then member_key(org, substr(actor, 8)::uuid) end, actor);
end
$$;

-- What a person is called now, whoever they were merged into, as lists are sorted by it.
create function person_now_key(org uuid, person uuid) returns text language plpgsql stable parallel safe as $$
begin
  return (with recursive way as (
            select c.contact_id as id, c.merged_into, c.name_key as key from contacts c where c.org_id = org and c.contact_id = person
            union
            select c.contact_id, c.merged_into, c.name_key from way
              join contacts c on c.org_id = org and c.contact_id = way.merged_into),
          lead_way as (
            select l.lead_id as id, l.merged_into, search_key(l.name) as key from leads l where l.org_id = org and l.lead_id = person
            union
            select l.lead_id, l.merged_into, search_key(l.name) from lead_way
              join leads l on l.org_id = org and l.lead_id = lead_way.merged_into)
          select key from (select * from way union all select * from lead_way) ends where merged_into is null limit 1);
end
$$;

-- What a message that looks like spam is found by.
create function suspected_text(sent jsonb) returns text language plpgsql immutable parallel safe as $$
begin
  return search_key(left(concat_ws(' ', sent ->> 'name', sent ->> 'email', sent ->> 'company', sent ->> 'job_title',
                                   sent ->> 'phone', sent ->> 'website', sent ->> 'message'), 10000));
end
$$;
