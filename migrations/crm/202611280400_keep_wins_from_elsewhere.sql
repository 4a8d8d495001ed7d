-- A deal that was won elsewhere comes as history: it is won without ever having been won here, so `win_no` stays 0. Nothing follows from
-- it, so nobody needs to be billed for it.
alter table deals
  drop constraint deals_won_check,
  add constraint deals_won_check check (status <> 'won' or win_no = 0 or account_id is not null);
