//! What is forgotten, found among open deals, leads and follow-ups, and the rules for it.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use kernel::{MemberId, PipelineId, StageId};
use platform::{Db, Result};

use super::model::{KINDS, Kind, KindCount, Reason, ReasonCount, Rules};
use crate::follow_ups::model::instant;
use crate::words;

/// The rules of the organisation with their version: 0 before anybody set any.
pub async fn rules(db: &mut Db) -> Result<(Rules, i64)> {
    let org = db.org.as_uuid();
    let row =
        sqlx::query!("select stale_after_days, quiet_after_days, version from forgotten_rules where org_id = $1", org)
            .fetch_optional(db.conn())
            .await?;
    Ok(row.map_or_else(Default::default, |row| {
        let rules = Rules { stale_after_days: row.stale_after_days, quiet_after_days: row.quiet_after_days };
        (rules, row.version)
    }))
}

/// Makes those who change the rules of an organisation wait for one another until the transaction ends.
pub async fn lock_rules(db: &mut Db) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('forgotten rules ' || $1::uuid, 0))", org)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Keeps other rules, as this version.
pub async fn keep_rules(db: &mut Db, rules: Rules, version: i64) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into forgotten_rules (org_id, stale_after_days, quiet_after_days, version) values ($1, $2, $3, $4)
         on conflict (org_id) do update
           set stale_after_days = excluded.stale_after_days, quiet_after_days = excluded.quiet_after_days,
               version = excluded.version",
        org,
        rules.stale_after_days,
        rules.quiet_after_days,
        version,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// The moment before which something is quiet by the rules, today.
fn quiet_before(db: &Db, rules: Rules) -> DateTime<Utc> {
    let days = Days::new(u64::try_from(rules.quiet_after_days).unwrap_or_default());
    let day = db.today().checked_sub_days(days).unwrap_or(NaiveDate::MIN);
    instant(day, NaiveTime::MIN, db.time_zone)
}

/// A query over what is open with the reasons for which it is forgotten and the day since when, called f: $2 is today, $3 and $4
/// are the days after which a deal is stale and anything quiet, $5 is the moment before which it is quiet, $6 an owner, $7 the
/// kind asked for, $8 now and $9 the zone.
///
/// For each reason there is a column with the day since when it holds, or nothing. Where no column of the record says so (when a
/// next step was struck out, when an owner left), that is the day on which the clock noticed it, and today until then. A stage
/// that says after how many days a deal is stale there is asked first, so that what this list calls stale is what the deal calls
/// stale itself. A lead that waits for a day is left alone until that day has passed. The latest activity is looked up where
/// something is old enough, once (`offset 0` keeps the reasons from being found again for the condition on them): 15,000 open
/// deals and leads take a quarter of a second. A follow-up that somebody has promised is a next step, too; past its time it is
/// forgotten itself. What was done with a lead that was merged was done with the one that goes on.
macro_rules! find {
    ($row:ty; $($head:literal)+; $($tail:literal)+; $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            $row,
            $($head +)+ r#"(
           select c.*,
                  least(c.no_next_step, c.next_step_overdue, c.stale_in_stage, c.no_activity, c.close_date_passed, c.no_owner,
                        c.response_overdue, c.nurture_over, c.follow_up_overdue) as since,
                  array_remove(array[
                    case when c.no_next_step is not null then 'no_next_step' end,
                    case when c.next_step_overdue is not null then 'next_step_overdue' end,
                    case when c.stale_in_stage is not null then 'stale_in_stage' end,
                    case when c.no_activity is not null then 'no_activity' end,
                    case when c.close_date_passed is not null then 'close_date_passed' end,
                    case when c.no_owner is not null then 'no_owner' end,
                    case when c.response_overdue is not null then 'response_overdue' end,
                    case when c.nurture_over is not null then 'nurture_over' end,
                    case when c.follow_up_overdue is not null then 'follow_up_overdue' end], null) as reasons
             from (
             select 'deal'::text as kind, d.deal_id as record_id, d.version, d.name, d.owner_id, d.currency::text as currency,
                    d.value, d.updated_at, d.opened_on as came_on, d.in_stage_since as stage_on,
                    d.next_step_due_on as step_on, d.expected_close_on as end_on, null::date as answer_on,
                    case when d.next_step is null and d.deal_id not in (select promised($1)) then coalesce(
                           (select (min(n.noticed_at) at time zone $9::text)::date from lapses n
                             where n.org_id = $1 and n.kind = 'deal' and n.record_id = d.deal_id
                               and n.reason = 'no_next_step'), $2::date) end as no_next_step,
                    case when d.next_step_due_on < $2::date then d.next_step_due_on + 1 end as next_step_overdue,
                    case when s.stale_after_days is null and d.in_stage_since + $3::integer <= $2::date
                         then d.in_stage_since + $3::integer
                         when d.in_stage_since + s.stale_after_days < $2::date
                         then d.in_stage_since + s.stale_after_days + 1 end as stale_in_stage,
                    case when d.opened_on + $4::integer <= $2::date and coalesce(last.at, '-infinity') < $5::timestamptz
                         then greatest(d.opened_on, (last.at at time zone $9::text)::date) + $4::integer end as no_activity,
                    case when d.expected_close_on < $2::date then d.expected_close_on + 1 end as close_date_passed,
                    case when d.owner_id is null or exists (
                           select 1 from members m where m.org_id = $1 and m.member_id = d.owner_id and not m.active)
                         then coalesce(
                           (select (min(n.noticed_at) at time zone $9::text)::date from lapses n
                             where n.org_id = $1 and n.kind = 'deal' and n.record_id = d.deal_id
                               and n.reason = 'no_owner'), $2::date) end as no_owner,
                    null::date as response_overdue, null::date as nurture_over, null::date as follow_up_overdue
               from deals d
               join stages s on s.org_id = $1 and s.stage_id = d.stage_id
               left join lateral (
                 select l.at from timeline_links l
                  where l.org_id = $1 and l.subject_id = d.deal_id and d.opened_on + $4::integer <= $2::date
                    and l.kind in ('note', 'call', 'meeting', 'email', 'hand_over')
                  order by l.at desc limit 1) last on true
              where d.org_id = $1 and d.status = 'open' and ($6::uuid is null or d.owner_id = $6::uuid)
                and ($7::text is null or $7::text = 'deal')
             union all
             select 'lead', l.lead_id, l.version, l.name, l.owner_id, l.estimated_currency::text, l.estimated_value,
                    l.updated_at, l.received_on, null, l.next_step_due_on, l.nurture_until,
                    (l.first_response_due_at at time zone 'UTC')::date,
                    case when l.status <> 'nurture' and l.next_step is null and l.lead_id not in (select promised($1)) then coalesce(
                           (select (min(n.noticed_at) at time zone $9::text)::date from lapses n
                             where n.org_id = $1 and n.kind = 'lead' and n.record_id = l.lead_id
                               and n.reason = 'no_next_step'), $2::date) end,
                    case when l.status <> 'nurture' and l.next_step_due_on < $2::date then l.next_step_due_on + 1 end,
                    null,
                    case when l.status <> 'nurture' and greatest(l.last_touch_at, last.at) < $5::timestamptz
                         then (greatest(l.last_touch_at, last.at) at time zone $9::text)::date + $4::integer end,
                    null,
                    case when l.owner_id is null or exists (
                           select 1 from members m where m.org_id = $1 and m.member_id = l.owner_id and not m.active)
                         then coalesce(
                           (select (min(n.noticed_at) at time zone $9::text)::date from lapses n
                             where n.org_id = $1 and n.kind = 'lead' and n.record_id = l.lead_id
                               and n.reason = 'no_owner'), $2::date) end,
                    case when l.status <> 'nurture' and l.first_responded_at is null
                          and l.first_response_due_at < $8::timestamptz
                         then (l.first_response_due_at at time zone $9::text)::date end,
                    case when l.nurture_until < $2::date then l.nurture_until + 1 end,
                    null
               from leads l
               left join lateral (
                 select max(t.at) as at
                   from (select l.lead_id as id
                         union all
                         select name.id from lead_names($1, l.lead_id) name (id)
                          where exists (select 1 from leads m where m.org_id = $1 and m.merged_into = l.lead_id)) names
                   cross join lateral (
                     select t.at from timeline_links t
                      where t.org_id = $1 and t.subject_id = names.id
                        and t.kind in ('note', 'call', 'meeting', 'email', 'hand_over')
                      order by t.at desc limit 1) t
                  where l.last_touch_at < $5::timestamptz) last on true
              where l.org_id = $1 and l.merged_into is null and l.status in ('new', 'working', 'nurture')
                and ($6::uuid is null or l.owner_id = $6::uuid) and ($7::text is null or $7::text = 'lead')
             union all
             select 'follow_up', u.follow_up_id, u.version, u.title, u.owner_id, null, null, u.updated_at, u.due_on, null,
                    null, u.due_on, null, null, null, null, null, null, null, null, null,
                    case when u.due_time is null then u.due_on + 1 else u.due_on end
               from follow_ups u
              where u.org_id = $1 and u.status = 'open' and u.due_at <= $8::timestamptz
                and ($6::uuid is null or u.owner_id = $6::uuid) and ($7::text is null or $7::text = 'follow_up')) c
           offset 0) f
            where cardinality(f.reasons) > 0 "# $(+ $tail)+,
            $($argument),+
        )
    };
}

pub mod lapses;
pub mod list;

struct Tally {
    kind: Option<String>,
    reason: Option<String>,
    count: i64,
}

/// How many are forgotten.
#[derive(Debug, Default)]
pub struct Counts {
    /// In all, of the kind and owner asked for.
    pub total: i64,
    /// For each reason, of the kind and owner asked for.
    pub reasons: Vec<ReasonCount>,
    /// Of each kind, for the owner asked for.
    pub kinds: Vec<KindCount>,
}

/// Which of what is forgotten.
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    /// Whose.
    pub owner_id: Option<MemberId>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// For this reason.
    pub reason: Option<Reason>,
    /// Only deals of this pipeline.
    pub pipeline_id: Option<PipelineId>,
    /// Only deals in this stage.
    pub stage_id: Option<StageId>,
}

/// How many are forgotten, whatever the reason.
pub async fn counts(db: &mut Db, rules: Rules, filter: Filter) -> Result<Counts> {
    let kind = filter.kind;
    let (org, today, now, quiet_at) = (db.org.as_uuid(), db.today(), db.now, quiet_before(db, rules));
    let rows = find!(
        Tally;
        "with forgotten as materialized (select f.kind, f.reasons from ";
        r#"and (($11::uuid is null and $12::uuid is null)
                or (f.kind = 'deal' and exists (
                      select 1 from deals x
                       where x.org_id = $1 and x.deal_id = f.record_id
                         and ($11::uuid is null or x.pipeline_id = $11) and ($12::uuid is null or x.stage_id = $12))))
           ) select kind, null as "reason", count(*) as "count!" from forgotten group by kind
           union all
           select null, r.reason, count(*) from forgotten, unnest(reasons) r (reason)
            where $10::text is null or kind = $10 group by r.reason"#;
        org,
        today,
        rules.stale_after_days,
        rules.quiet_after_days,
        quiet_at,
        filter.owner_id.map(MemberId::as_uuid),
        None::<&str>,
        now,
        db.time_zone.as_str(),
        kind.map(words::word).transpose()?,
        filter.pipeline_id.map(PipelineId::as_uuid),
        filter.stage_id.map(StageId::as_uuid),
    )
    .fetch_all(db.conn())
    .await?;
    let mut counts = Counts::default();
    for Tally { kind: of, reason, count } in rows {
        if let Some(of) = of {
            let of: Kind = words::value(of)?;
            counts.kinds.push(KindCount { kind: of, count });
            counts.total += if kind.is_none_or(|kind| kind == of) { count } else { 0 };
        }
        if let Some(reason) = reason {
            let reason: Reason = words::value(reason)?;
            counts.reasons.push(ReasonCount { reason, count });
        }
    }
    counts.reasons.sort_unstable_by_key(|one| one.reason);
    counts.kinds.sort_unstable_by_key(|one| KINDS.iter().position(|kind| *kind == one.kind));
    Ok(counts)
}
