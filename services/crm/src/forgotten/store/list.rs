//! The list of what is forgotten.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::NextStep;
use kernel::{Currency, Cursor, DealId, Decimal, LeadId, Limit, MemberId, Money, Name, Page, PipelineId, StageId};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::{Filter, quiet_before};
use crate::deals::views::worth;
use crate::forgotten::model::{Forgotten, Kind, Reason, Record, Rules};
use crate::order::ByColumn;
use crate::{follow_ups, lists, words};

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[schemars(rename = "ForgottenSort")]
pub enum Sort {
    /// Longest forgotten first.
    #[default]
    #[serde(rename = "since")]
    Longest,
    /// Shortest forgotten first.
    #[serde(rename = "-since")]
    Shortest,
    /// Largest value in the organisation's currency first; what has none, or is of a currency without a rate, last.
    #[serde(rename = "-value")]
    Largest,
    /// Smallest value in the organisation's currency first; what has none, or is of a currency without a rate, last.
    #[serde(rename = "value")]
    Smallest,
    /// By name.
    #[serde(rename = "name")]
    Name,
    /// By name, downwards.
    #[serde(rename = "-name")]
    NameDown,
    /// By the name of who would buy, what has none last.
    #[serde(rename = "client")]
    Client,
    /// By the name of who would buy, downwards, what has none last.
    #[serde(rename = "-client")]
    ClientDown,
    /// By the name of who works on it, what nobody works on last.
    #[serde(rename = "owner")]
    Owner,
    /// By the name of who works on it, downwards, what nobody works on last.
    #[serde(rename = "-owner")]
    OwnerDown,
    /// Whose latest activity is longest ago first; what has none last.
    #[serde(rename = "last_activity")]
    Quiet,
    /// Whose latest activity is the latest first; what has none last.
    #[serde(rename = "-last_activity")]
    Lively,
    /// Deals that were expected to close first, first; all others last.
    #[serde(rename = "close_date")]
    Close,
    /// Deals that are expected to close last, first; all others last.
    #[serde(rename = "-close_date")]
    CloseDown,
    /// By the day of the next step, what has none last.
    #[serde(rename = "next_step")]
    Step,
    /// By the day of the next step, downwards, what has none last.
    #[serde(rename = "-next_step")]
    StepDown,
}

impl Sort {
    /// By what it is sorted, when not by age.
    fn by_column(self) -> Option<ByColumn> {
        Some(match self {
            Self::Longest => return None,
            Self::Shortest => ByColumn::down("since"),
            Self::Largest => ByColumn::down("value"),
            Self::Smallest => ByColumn::up("value"),
            Self::Name => ByColumn::up("name"),
            Self::NameDown => ByColumn::down("name"),
            Self::Client => ByColumn::up("client"),
            Self::ClientDown => ByColumn::down("client"),
            Self::Owner => ByColumn::up("owner"),
            Self::OwnerDown => ByColumn::down("owner"),
            Self::Quiet => ByColumn::up("last_activity"),
            Self::Lively => ByColumn::down("last_activity"),
            Self::Close => ByColumn::up("close_date"),
            Self::CloseDown => ByColumn::down("close_date"),
            Self::Step => ByColumn::up("next_step"),
            Self::StepDown => ByColumn::down("next_step"),
        })
    }
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
    base_value: Option<Decimal>,
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
    column_key: Option<String>,
}

/// One page in an order; $11 and $12 hold the key of the last one seen, $14 the column it is sorted by, $17 the organisation's
/// currency. What is open is worth what the newest rate says.
macro_rules! page {
    ($db:ident, $rules:ident, $filter:ident, $column:expr, $cursor:ident, $limit:ident, $type:ty, $seen:literal,
     $order:literal, $key:expr) => {{
        let (org, today, now, quiet_at) = ($db.org.as_uuid(), $db.today(), $db.now, quiet_before($db, $rules));
        let (key, id) = lists::after::<($type, Uuid)>($cursor)?.unzip();
        let rows = find!(
            Row;
            r#"select f.kind as "kind!", f.record_id as "record_id!", f.version as "version!", f.name as "name!: Name",
                      coalesce(a.name, l.company) as "client: Name", f.owner_id as "owner_id: MemberId",
                      m.name as "owner_name?: Name", f.currency as "currency: Currency", f.value,
                      worth_on($1, $17, f.currency, f.value, 'infinity') as base_value, f.since as "since!",
                      f.reasons as "reasons!", coalesce(d.next_step, l.next_step) as "next_step: Name",
                      coalesce(d.next_step_due_on, l.next_step_due_on) as next_step_due_on,
                      (select max(t.at) from lead_names($1, f.record_id) name (id)
                         join timeline_links t on t.org_id = $1 and t.subject_id = name.id
                        where t.kind in ('note', 'call', 'meeting', 'email', 'hand_over')) as last_activity_at,
                      d.stage_id as "stage_id?: StageId", s.name as "stage_name?: Name", d.opened_on as "opened_on?",
                      d.in_stage_since as "in_stage_since?", d.expected_close_on as "expected_close_on?",
                      l.status as "status?", l.received_at as "received_at?",
                      l.first_response_due_at as "first_response_due_at?", l.nurture_until as "nurture_until?",
                      f.column_key
                 from (select f.*, forgotten_key($1, f.kind, f.record_id, f.name, f.owner_id,
                                           worth_on($1, $17, f.currency, f.value, 'infinity'), f.since, f.step_on,
                                                 f.end_on, $14) as column_key
                         from "#;
            r#"and ($10::text is null or $10 = any (f.reasons))
               and (($15::uuid is null and $16::uuid is null)
                    or (f.kind = 'deal' and exists (
                          select 1 from deals x
                           where x.org_id = $1 and x.deal_id = f.record_id
                             and ($15::uuid is null or x.pipeline_id = $15) and ($16::uuid is null or x.stage_id = $16))))
               and "# $seen " order by " $order
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
            $limit.fetch(),
            $column as Option<&str>,
            $filter.pipeline_id.map(PipelineId::as_uuid),
            $filter.stage_id.map(StageId::as_uuid),
            $db.base_currency.code(),
        )
        .fetch_all($db.conn())
        .await?;
        Page::from_rows(rows, $limit, $key)
    }};
}

/// What is forgotten, in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    rules: Rules,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Forgotten>> {
    let Page { items, next_cursor } = match sort.by_column() {
        None => page!(
            db,
            rules,
            filter,
            None,
            cursor,
            limit,
            NaiveDate,
            "($11::date is null or (f.since, f.record_id) > ($11, $12::uuid))",
            "f.since, f.record_id",
            |row| (row.since, row.record_id)
        ),
        Some(by) if by.downwards => page!(
            db,
            rules,
            filter,
            Some(by.column),
            cursor,
            limit,
            String,
            r#"($11::text is null
                or (coalesce(forgotten_key($1, f.kind, f.record_id, f.name, f.owner_id,
                                           worth_on($1, $17, f.currency, f.value, 'infinity'), f.since, f.step_on,
                                           f.end_on, $14), '') collate "C", f.record_id) < ($11, $12::uuid))"#,
            r#"coalesce(forgotten_key($1, f.kind, f.record_id, f.name, f.owner_id,
                                           worth_on($1, $17, f.currency, f.value, 'infinity'), f.since, f.step_on, f.end_on,
                                      $14), '') collate "C" desc, f.record_id desc"#,
            |row| (by.key(row.column_key.as_deref()), row.record_id)
        ),
        Some(by) => page!(
            db,
            rules,
            filter,
            Some(by.column),
            cursor,
            limit,
            String,
            r#"($11::text is null
                or (coalesce(forgotten_key($1, f.kind, f.record_id, f.name, f.owner_id,
                                           worth_on($1, $17, f.currency, f.value, 'infinity'), f.since, f.step_on,
                                           f.end_on, $14), chr(1114111)) collate "C", f.record_id) > ($11, $12::uuid))"#,
            r#"coalesce(forgotten_key($1, f.kind, f.record_id, f.name, f.owner_id,
                                           worth_on($1, $17, f.currency, f.value, 'infinity'), f.since, f.step_on, f.end_on,
                                      $14), chr(1114111)) collate "C", f.record_id"#,
            |row| (by.key(row.column_key.as_deref()), row.record_id)
        ),
    };
    Ok(Page { items: shown(db, items).await?, next_cursor })
}

/// Rows as they are told.
async fn shown(db: &mut Db, found: Vec<Row>) -> Result<Vec<Forgotten>> {
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
            base_value: worth(row.base_value, Some(db.base_currency))?,
            next_step: row.next_step.map(|text| NextStep { text, due_on: row.next_step_due_on }),
            last_activity_on: row.last_activity_at.map(|at| db.time_zone.local_date(at)),
            version: row.version,
        });
    }
    Ok(all)
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
