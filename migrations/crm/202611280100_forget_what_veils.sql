-- What lost somebody is veiled by another key from now on, so that what its events said of them cannot be found out by trying. The rows
-- of some tables are parts of what is named by their id.
create or replace function forget_mentions(of_table regclass, id_column text, columns text[], org uuid, after uuid, most integer,
                                           pattern text) returns uuid language plpgsql as $$
declare
  emptied text := (select string_agg(format(
                     case when of_table = 'webhook_deliveries'::regclass then '%1$I = told_without(t.%1$I, $5)'
                          when one = 'custom' then '%1$I = custom_without(t.%1$I, $5)'
                          when one in ('external_ref', 'website') then '%1$I = case when not mentions(t.%1$I, $5) then t.%1$I end'
                          else '%1$I = without(t.%1$I, $5)' end, one), ', ') from unnest(columns) one);
  says    text := (select string_agg(format(
                     case when of_table = 'webhook_deliveries'::regclass then 'told_mentions(t.%I, $5)'
                          else 'mentions(t.%I, $5)' end, one), ' or ') from unnest(columns) one);
  ids     uuid[];
begin
  execute format('select array(select %1$I from %2$s where org_id = $1 and ($2::uuid is null or %1$I > $2)
                                order by %1$I limit $3)', id_column, of_table)
     into ids using org, after, most;
  execute format('with changed as (
                    update %2$s t set %3$s where t.org_id = $1 and t.%1$I = any ($4) and (%4$s) returning t.%1$I as id)
                  delete from veil_keys k using changed where k.org_id = $1 and k.aggregate_id = changed.id',
                 id_column, of_table, emptied, says)
    using org, after, most, ids, pattern;
  return case when cardinality(ids) = most then ids[most] end;
end $$;
