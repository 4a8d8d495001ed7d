//! The list of what is forgotten.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::NextStep;
use kernel::{Currency, DealId, Decimal, LeadId, MemberId, Money, Name, StageId};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::quiet_before;
use crate::follow_ups;
use crate::forgotten::model::{Forgotten, Kind, Reason, Record, Rules};
use crate::words;

/// What stands in the order by value for what has none: less than anything that has one.
const NO_VALUE: Decimal = Decimal::NEGATIVE_ONE;

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[schemars(rename = "ForgottenSort")]
pub enum Sort {
    /// Longest forgotten first.
    #[default]
    #[serde(rename = "since")]
    Longest,
    /// Largest amount first, whatever its currency; what has none last.
    #[serde(rename = "-value")]
    Largest,
}

/// Which of what is forgotten, and from where on.
#[derive(Debug)]
pub struct Filter {
    /// Whose.
    pub owner_id: Option<MemberId>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// For this reason.
    pub reason: Option<Reason>,
    /// Day and id of the last one already seen, in the order by age.
    pub after_day: Option<(NaiveDate, Uuid)>,
    /// Amount and id of the last one already seen, in the order by amount.
    pub after_value: Option<(Decimal, Uuid)>,
}

struct Row {
    kind: String,
    record_id: Uuid,
    version: i64,
    name: Name,
    client: Option<Name>,
    owner_id: Option<MemberId>,
    owner_name: Option<Name>,
    currency: Option<Currency>,
    value: Option<Decimal>,
    since: NaiveDate,
    reasons: Vec<String>,
    next_step: Option<Name>,
    next_step_due_on: Option<NaiveDate>,
    last_activity_at: Option<DateTime<Utc>>,
    stage_id: Option<StageId>,
    stage_name: Option<Name>,
    opened_on: Option<NaiveDate>,
    in_stage_since: Option<NaiveDate>,
    expected_close_on: Option<NaiveDate>,
    status: Option<String>,
    received_at: Option<DateTime<Utc>>,
    first_response_due_at: Option<DateTime<Utc>>,
    nurture_until: Option<NaiveDate>,
}

/// One page in an order; $11 and $12 hold the key of the last one seen.
macro_rules! page {
    ($db:ident, $rules:ident, $filter:ident, $rows:ident, $key:ty, $after:expr, $seen:literal, $order:literal) => {{
        let (org, today, now, quiet_at) = ($db.org.as_uuid(), $db.today(), $db.now, quiet_before($db, $rules));
        let (key, id): (Option<$key>, Option<Uuid>) = $after.unzip();
        find!(
            Row;
            r#"select f.kind as "kind!", f.record_id as "record_id!", f.version as "version!", f.name as "name!: Name",
                      coalesce(a.name, l.company) as "client: Name", f.owner_id as "owner_id: MemberId",
                      m.name as "owner_name?: Name", f.currency as "currency: Currency", f.value, f.since as "since!",
                      f.reasons as "reasons!", coalesce(d.next_step, l.next_step) as "next_step: Name",
                      coalesce(d.next_step_due_on, l.next_step_due_on) as next_step_due_on,
                      (select max(t.at) from timeline_links t
                        where t.org_id = $1 and t.subject_id = f.record_id
                          and t.kind in ('note', 'call', 'meeting', 'email', 'hand_over')) as last_activity_at,
                      d.stage_id as "stage_id?: StageId", s.name as "stage_name?: Name", d.opened_on as "opened_on?",
                      d.in_stage_since as "in_stage_since?", d.expected_close_on as "expected_close_on?",
                      l.status as "status?", l.received_at as "received_at?",
                      l.first_response_due_at as "first_response_due_at?", l.nurture_until as "nurture_until?"
                 from (select f.* from "#;
            "and ($10::text is null or $10 = any (f.reasons)) and " $seen " order by " $order
            r#" limit $13) f
                 left join deals d on f.kind = 'deal' and d.org_id = $1 and d.deal_id = f.record_id
                 left join stages s on s.org_id = $1 and s.stage_id = d.stage_id
                 left join accounts a on a.org_id = $1 and a.account_id = d.account_id
                 left join leads l on f.kind = 'lead' and l.org_id = $1 and l.lead_id = f.record_id
                 left join members m on m.org_id = $1 and m.member_id = f.owner_id
                order by "# $order;
            org,
            today,
            $rules.stale_after_days,
            $rules.quiet_after_days,
            quiet_at,
            $filter.owner_id.map(MemberId::as_uuid),
            $filter.kind.map(words::word).transpose()?,
            now,
            $db.time_zone.as_str(),
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
        Sort::Longest => page!(
            db,
            rules,
            filter,
            rows,
            NaiveDate,
            filter.after_day,
            "($11::date is null or (f.since, f.record_id) > ($11, $12::uuid))",
            "f.since, f.record_id"
        ),
        Sort::Largest => page!(
            db,
            rules,
            filter,
            rows,
            Decimal,
            filter.after_value,
            "($11::numeric is null or (coalesce(f.value, -1), f.record_id) < ($11, $12::uuid))",
            "coalesce(f.value, -1) desc, f.record_id desc"
        ),
    };
    let promised: Vec<Uuid> = found.iter().filter(|row| row.kind == "follow_up").map(|row| row.record_id).collect();
    let mut follow_ups = follow_ups::store::by_ids(db, &promised).await?;
    let mut all = Vec::with_capacity(found.len());
    for row in found {
        let record = match words::value(row.kind.clone())? {
            Kind::Deal => deal(&row),
            Kind::Lead => lead(&row)?,
            Kind::FollowUp => {
                let follow_up = follow_ups.remove(&row.record_id);
                follow_up.map(|one| Record::FollowUp { follow_up: Box::new(one.into()) })
            }
        };
        let record = record.ok_or_else(|| Problem::internal("something forgotten is not there"))?;
        let value = row.value.zip(row.currency).map(|(amount, currency)| Money::new(amount, currency)).transpose();
        all.push(Forgotten {
            record,
            record_id: row.record_id,
            name: row.name,
            client_name: row.client,
            owner_id: row.owner_id,
            owner_name: row.owner_name,
            reasons: row.reasons.into_iter().map(words::value).collect::<Result<Vec<Reason>>>()?,
            since: row.since,
            value: value.map_err(Problem::internal)?,
            next_step: row.next_step.map(|text| NextStep { text, due_on: row.next_step_due_on }),
            last_activity_on: row.last_activity_at.map(|at| db.time_zone.local_date(at)),
            version: row.version,
        });
    }
    Ok(all)
}

/// The key by which a row is found again in the order by value.
pub fn value_key(row: &Forgotten) -> (Decimal, Uuid) {
    (row.value.map_or(NO_VALUE, |value| value.amount), row.record_id)
}

fn deal(row: &Row) -> Option<Record> {
    Some(Record::Deal {
        deal_id: DealId::from_uuid(row.record_id),
        stage_id: row.stage_id?,
        stage_name: row.stage_name.clone()?,
        in_stage_since: row.in_stage_since,
        opened_on: row.opened_on?,
        expected_close_on: row.expected_close_on,
    })
}

fn lead(row: &Row) -> Result<Option<Record>> {
    let Some((status, received_at)) = row.status.clone().zip(row.received_at) else { return Ok(None) };
    Ok(Some(Record::Lead {
        lead_id: LeadId::from_uuid(row.record_id),
        status: words::value(status)?,
        received_at,
        first_response_due_at: row.first_response_due_at,
        nurture_until: row.nurture_until,
    }))
}
