-- What is done next about a deal, so that none is forgotten: open deals without it are listed, and so are those due.
-- Of a closed deal it stays as it was, as history.
alter table deals
  add column next_step         text,
  add column next_step_due_on  date,
  add constraint deals_next_step_check check (next_step is not null or next_step_due_on is null);
create index deals_without_next_step_idx on deals (org_id, opened_on desc, deal_id desc)
  where status = 'open' and next_step is null;
create index deals_next_step_due_idx on deals (org_id, next_step_due_on, deal_id)
  where status = 'open' and next_step_due_on is not null;
