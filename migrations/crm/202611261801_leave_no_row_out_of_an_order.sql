-- Orders by something that not every row has show all rows, those without it last: they stand at a day that never comes.

-- When the next step of a deal is due. Of a closed deal nothing follows, whatever was planned.
create function next_step_day(status text, due_on date) returns date language sql immutable parallel safe as $$
  select case when status = 'open' and due_on is not null then due_on else '9999-12-31'::date end
$$;
drop index deals_stage_since_idx;
drop index deals_since_idx;
create index deals_stage_since_idx on deals (org_id, stage_id, coalesce(in_stage_since, '9999-12-31'::date), deal_id);
create index deals_since_idx on deals (org_id, coalesce(in_stage_since, '9999-12-31'::date), deal_id);
create index deals_next_step_day_idx on deals (org_id, next_step_day(status, next_step_due_on), deal_id);

-- Since when nobody has dealt with a lead.
create function waiting_since(status text, touched_at timestamptz) returns timestamptz language sql immutable parallel safe as $$
  select case when status = 'new' then touched_at else '9999-12-31 00:00:00+00'::timestamptz end
$$;
drop index leads_waiting_idx;
create index leads_waiting_idx on leads (org_id, waiting_since(status, last_touch_at), lead_id) where merged_into is null;

-- Whose next step in a sequence is taken first, and addresses that get no mails of sequences by their letters.
create index enrolments_next_idx on enrolments
  (org_id, sequence_id, coalesce(due_at, '9999-12-31 00:00:00+00'::timestamptz), enrolment_id);
create index suppressions_address_idx on suppressions
  (org_id, (coalesce(lower(address), chr(1114111)) collate "C"), suppression_id) where lifted_at is null;
