-- Days and hours in which an organisation works; only they count until a lead is answered.
alter table lead_settings
  add column working_hours jsonb check (jsonb_typeof(working_hours) = 'object');
