-- A board shows each stage by itself, largest deals first or those that have stood longest.
create index deals_stage_value_idx on deals (org_id, stage_id, value desc, deal_id desc);
create index deals_stage_since_idx on deals (org_id, stage_id, in_stage_since, deal_id) where in_stage_since is not null;
create index deals_since_idx on deals (org_id, in_stage_since, deal_id) where in_stage_since is not null;
