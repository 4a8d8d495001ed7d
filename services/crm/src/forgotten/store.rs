//! What is forgotten, found among open deals, and the rules for it.

use chrono::{Days, NaiveDate, NaiveTime};
use contracts::crm::NextStep;
use kernel::{Currency, DealId, Decimal, MemberId, Money, Name, StageId};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::model::{Forgotten, Reason, ReasonCount, Rules};
use crate::follow_ups::model::instant;
use crate::words;

/// The rules of the organisation.
pub async fn rules(db: &mut Db) -> Result<Rules> {
    let org = db.org.as_uuid();
    let rules =
        sqlx::query_as!(Rules, "select stale_after_days, quiet_after_days from forgotten_rules where org_id = $1", org)
            .fetch_optional(db.conn())
            .await?;
    Ok(rules.unwrap_or_default())
}

/// Keeps other rules.
pub async fn keep_rules(db: &mut Db, rules: Rules) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into forgotten_rules (org_id, stale_after_days, quiet_after_days) values ($1, $2, $3)
         on conflict (org_id) do update
           set stale_after_days = excluded.stale_after_days, quiet_after_days = excluded.quiet_after_days",
        org,
        rules.stale_after_days,
        rules.quiet_after_days,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[schemars(rename = "ForgottenSort")]
pub enum Sort {
    /// Largest amount first, whatever its currency.
    #[default]
    #[serde(rename = "-value")]
    Largest,
    /// Oldest first.
    #[serde(rename = "opened_on")]
    Oldest,
}

/// Which of what is forgotten, and from where on.
#[derive(Debug)]
pub struct Filter {
    /// Whose.
    pub owner_id: Option<MemberId>,
    /// For this reason.
    pub reason: Option<Reason>,
    /// Amount and id of the last one already seen, in the order by amount.
    pub after_value: Option<(Decimal, Uuid)>,
    /// Day and id of the last one already seen, in the order by age.
    pub after_day: Option<(NaiveDate, Uuid)>,
}

/// Days and moments that rules stand for today.
struct Since {
    stale: NaiveDate,
    quiet: NaiveDate,
    quiet_at: chrono::DateTime<chrono::Utc>,
}

impl Since {
    fn of(db: &Db, rules: Rules) -> Self {
        let before = |days: i32| {
            let days = Days::new(u64::try_from(days).unwrap_or_default());
            db.today().checked_sub_days(days).unwrap_or(NaiveDate::MIN)
        };
        let quiet = before(rules.quiet_after_days);
        Self { stale: before(rules.stale_after_days), quiet, quiet_at: instant(quiet, NaiveTime::MIN, db.time_zone) }
    }
}

/// A query over open deals with the reasons for which they are forgotten, called f: $2 is today, $3 and $4 the days before
/// which a deal is stale and quiet, $5 the moment of the latter, $6 an owner. A stage that says after how many days a deal is stale
/// there is asked first, so that what this list calls stale is what the deal calls stale itself. The latest activity is looked up where a deal is old enough, once
/// (`offset 0` keeps the reasons from being found again for the condition on them): 10,000 open deals take a tenth of a second.
macro_rules! find {
    ($row:ty; $($head:literal)+; $($tail:literal)+; $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            $row,
            $($head +)+ r#"(
           select d.deal_id, d.version, d.name, d.account_id, d.owner_id, d.stage_id, d.currency, d.value, d.opened_on,
                  d.in_stage_since, d.expected_close_on, d.next_step, d.next_step_due_on, d.updated_at,
                  array_remove(array[
                    case when d.next_step is null then 'no_next_step' end,
                    case when d.next_step_due_on < $2 then 'next_step_overdue' end,
                    case when coalesce(d.in_stage_since + s.stale_after_days < $2, d.in_stage_since <= $3::date)
                         then 'stale_in_stage' end,
                    case when d.opened_on <= $4::date and coalesce(
                           (select l.at from timeline_links l
                             where l.org_id = $1 and l.subject_id = d.deal_id
                               and l.kind in ('note', 'call', 'meeting', 'email', 'hand_over')
                             order by l.at desc limit 1), '-infinity') < $5::timestamptz then 'no_activity' end,
                    case when d.expected_close_on < $2 then 'close_date_passed' end,
                    case when d.owner_id is null or exists (
                           select 1 from members m
                            where m.org_id = $1 and m.member_id = d.owner_id and not m.active) then 'no_owner' end],
                  null) as reasons
             from deals d
             join stages s on s.org_id = $1 and s.stage_id = d.stage_id
            where d.org_id = $1 and d.status = 'open' and ($6::uuid is null or d.owner_id = $6)
           offset 0) f
            where cardinality(f.reasons) > 0 "# $(+ $tail)+,
            $($argument),+
        )
    };
}

pub mod lapses;

struct Count {
    reason: Option<String>,
    count: i64,
}

/// How many are forgotten for each reason, and how many in all.
pub async fn counts(db: &mut Db, rules: Rules, owner: Option<MemberId>) -> Result<(i64, Vec<ReasonCount>)> {
    let (org, today, since) = (db.org.as_uuid(), db.today(), Since::of(db, rules));
    let rows = find!(
        Count;
        "with forgotten as materialized (select * from ";
        r#") select null as "reason", count(*) as "count!" from forgotten
           union all
           select r.reason, count(*) from forgotten, unnest(reasons) r (reason) group by r.reason"#;
        org,
        today,
        since.stale,
        since.quiet,
        since.quiet_at,
        owner.map(MemberId::as_uuid),
    )
    .fetch_all(db.conn())
    .await?;
    let (mut total, mut counts) = (0, Vec::new());
    for row in rows {
        match row.reason {
            None => total = row.count,
            Some(reason) => counts.push(ReasonCount { reason: words::value(reason)?, count: row.count }),
        }
    }
    counts.sort_unstable_by_key(|one| one.reason);
    Ok((total, counts))
}

struct Row {
    deal_id: DealId,
    version: i64,
    name: Name,
    account_name: Option<Name>,
    owner_id: Option<MemberId>,
    owner_name: Option<Name>,
    stage_id: StageId,
    stage_name: Name,
    currency: Currency,
    value: Decimal,
    opened_on: NaiveDate,
    in_stage_since: Option<NaiveDate>,
    expected_close_on: Option<NaiveDate>,
    next_step: Option<Name>,
    next_step_due_on: Option<NaiveDate>,
    last_activity_at: Option<chrono::DateTime<chrono::Utc>>,
    reasons: Vec<String>,
}

/// One page in an order; $8 and $9 hold the key of the last one seen.
macro_rules! page {
    ($db:ident, $rules:ident, $filter:ident, $rows:ident, $key:ty, $after:expr, $seen:literal, $order:literal) => {{
        let (org, today, since) = ($db.org.as_uuid(), $db.today(), Since::of($db, $rules));
        let (key, id): (Option<$key>, Option<Uuid>) = $after.unzip();
        find!(
            Row;
            r#"select f.deal_id as "deal_id!: DealId", f.version as "version!", f.name as "name!: Name",
                      a.name as "account_name?: Name", f.owner_id as "owner_id: MemberId",
                      m.name as "owner_name?: Name", f.stage_id as "stage_id!: StageId", s.name as "stage_name!: Name",
                      f.currency as "currency!: Currency", f.value as "value!", f.opened_on as "opened_on!",
                      f.in_stage_since, f.expected_close_on, f.next_step as "next_step: Name", f.next_step_due_on, f.reasons as "reasons!",
                      (select max(l.at) from timeline_links l
                        where l.org_id = $1 and l.subject_id = f.deal_id
                          and l.kind in ('note', 'call', 'meeting', 'email', 'hand_over')) as last_activity_at
                 from (select f.* from "#;
            "and ($7::text is null or $7 = any (f.reasons)) and " $seen " order by " $order
            r#" limit $10) f
                 join stages s on s.org_id = $1 and s.stage_id = f.stage_id
                 left join accounts a on a.org_id = $1 and a.account_id = f.account_id
                 left join members m on m.org_id = $1 and m.member_id = f.owner_id
                order by "# $order;
            org,
            today,
            since.stale,
            since.quiet,
            since.quiet_at,
            $filter.owner_id.map(MemberId::as_uuid),
            $filter.reason.map(words::word).transpose()?,
            key,
            id,
            $rows,
        )
        .fetch_all($db.conn())
        .await?
    }};
}

/// What is forgotten.
pub async fn list(db: &mut Db, rules: Rules, filter: Filter, sort: Sort, rows: i64) -> Result<Vec<Forgotten>> {
    let found = match sort {
        Sort::Largest => page!(
            db,
            rules,
            filter,
            rows,
            Decimal,
            filter.after_value,
            "($8::numeric is null or (f.value, f.deal_id) < ($8, $9::uuid))",
            "f.value desc, f.deal_id desc"
        ),
        Sort::Oldest => page!(
            db,
            rules,
            filter,
            rows,
            NaiveDate,
            filter.after_day,
            "($8::date is null or (f.opened_on, f.deal_id) > ($8, $9::uuid))",
            "f.opened_on, f.deal_id"
        ),
    };
    let zone = db.time_zone;
    let read = found.into_iter().map(|row| {
        let reasons = row.reasons.into_iter().map(words::value).collect::<Result<Vec<Reason>>>()?;
        Ok::<_, Problem>(Forgotten {
            deal_id: row.deal_id,
            name: row.name,
            account_name: row.account_name,
            owner_id: row.owner_id,
            owner_name: row.owner_name,
            stage_id: row.stage_id,
            stage_name: row.stage_name,
            value: Money::new(row.value, row.currency).map_err(Problem::internal)?,
            opened_on: row.opened_on,
            in_stage_since: row.in_stage_since,
            expected_close_on: row.expected_close_on,
            next_step: row.next_step.map(|text| NextStep { text, due_on: row.next_step_due_on }),
            last_activity_on: row.last_activity_at.map(|at| zone.local_date(at)),
            reasons,
            version: row.version,
        })
    });
    read.collect()
}
