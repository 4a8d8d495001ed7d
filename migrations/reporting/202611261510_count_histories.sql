-- Which history of this database is written: a server that takes over after another, or is restored, begins a new one, and so
-- does a database that turns out to know less than its stream. PostgreSQL's own number of it, the timeline, begins again when
-- a server is upgraded, and says nothing of what a copy lacks, so histories are counted here.
create table journal_history (
  is_only   boolean not null default true,
  timeline  text    not null,
  epoch     integer not null,
  constraint journal_history_pkey primary key (is_only),
  constraint journal_history_is_only_check check (is_only)
);
insert into journal_history (timeline, epoch)
select timeline, ('x' || timeline)::bit(32)::integer
  from (select left(pg_walfile_name(pg_current_wal_lsn()), 8) as timeline) as present;
revoke all on journal_history from gerinc_app;
grant select, update on journal_history to gerinc_app, gerinc_relay;

-- The number of the history that is written now. The first who writes in a new one counts it; others wait for that.
create function journal_epoch() returns integer language plpgsql volatile as $$
declare
  present constant text := left(pg_walfile_name(pg_current_wal_lsn()), 8);
  number integer;
begin
  loop
    select epoch into number from journal_history where timeline = present;
    if found then
      return number;
    end if;
    update journal_history set timeline = present, epoch = epoch + 1 where timeline <> present;
  end loop;
end
$$;
