//! The tables of what rules did.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use contracts::crm::activities::Subject;
use contracts::crm::automations::{ActionResult, RunOutcome};
use kernel::{AutomationId, AutomationRunId, EventId, Name};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use crate::automations::condition::Values;
use crate::words;

/// What a rule did about an event.
#[derive(Debug, Clone)]
pub struct Run {
    /// Its id.
    pub run_id: AutomationRunId,
    /// The rule.
    pub automation_id: AutomationId,
    /// Which version of it.
    pub rule_version: i32,
    /// The event.
    pub event_id: EventId,
    /// What kind of event.
    pub event_type: String,
    /// When that happened.
    pub happened_at: DateTime<Utc>,
    /// What it is about.
    pub record: Option<Subject>,
    /// How it ended.
    pub outcome: RunOutcome,
    /// Why nothing was done.
    pub why: Option<String>,
    /// What the condition saw.
    pub saw: Values,
    /// What became of the actions.
    pub actions: Vec<ActionResult>,
    /// The event that caused what they did.
    pub cause_id: Option<EventId>,
    /// The rules that led to it, itself the last.
    pub chain: Vec<AutomationId>,
}

/// A run, to be shown.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AutomationRunView {
    /// Its id.
    pub run_id: AutomationRunId,
    /// The rule.
    pub automation_id: AutomationId,
    /// What the rule is called.
    pub automation_name: Name,
    /// Which version of it ran.
    pub rule_version: i32,
    /// The event it ran for.
    pub event_id: EventId,
    /// The kind of event, e.g. `crm.deal.won.v1`.
    pub event_type: String,
    /// When that happened.
    pub happened_at: DateTime<Utc>,
    /// What it is about.
    pub record: Option<Subject>,
    /// What that is called now.
    pub record_name: Option<Name>,
    /// How it ended.
    pub outcome: RunOutcome,
    /// Why nothing was done.
    pub why: Option<String>,
    /// What the condition saw, by the names of the fields.
    pub saw: BTreeMap<String, Value>,
    /// What became of each action, in their order.
    pub actions: Vec<ActionResult>,
    /// The rules that led to it, itself the last.
    pub chain: Vec<AutomationId>,
    /// When it ran.
    pub ran_at: DateTime<Utc>,
}

/// Writes a run.
pub async fn insert(db: &mut Db, run: &Run) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let chain: Vec<Uuid> = run.chain.iter().map(|id| id.as_uuid()).collect();
    sqlx::query!(
        "insert into automation_runs (org_id, run_id, automation_id, rule_version, event_id, event_type, happened_at, record,
                                      record_id, outcome, why, saw, actions, cause_id, chain, ran_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        org,
        run.run_id.as_uuid(),
        run.automation_id.as_uuid(),
        run.rule_version,
        run.event_id.as_uuid(),
        run.event_type,
        run.happened_at,
        run.record.as_ref().map(Json) as _,
        run.record.map(Subject::id),
        words::word(run.outcome)?,
        run.why,
        Json(&run.saw) as _,
        Json(&run.actions) as _,
        run.cause_id.map(EventId::as_uuid),
        &chain,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Whether a rule ran for an event.
pub async fn ran(db: &mut Db, automation: AutomationId, event: EventId) -> Result<bool> {
    let org = db.org.as_uuid();
    let ran = sqlx::query_scalar!(
        r#"select exists (select 1 from automation_runs where org_id = $1 and automation_id = $2 and event_id = $3) as "ran!""#,
        org,
        automation.as_uuid(),
        event.as_uuid(),
    );
    Ok(ran.fetch_one(db.conn()).await?)
}

/// The rules that led to what an event caused; none when the event is not that of a run.
pub async fn chain(db: &mut Db, cause: Uuid) -> Result<Option<Vec<AutomationId>>> {
    let org = db.org.as_uuid();
    let chain =
        sqlx::query_scalar!("select chain from automation_runs where org_id = $1 and cause_id = $2", org, cause)
            .fetch_optional(db.conn())
            .await?;
    Ok(chain.map(|chain| chain.into_iter().map(AutomationId::from_uuid).collect()))
}

/// How often a rule ran for a record since a moment.
pub async fn count_since(db: &mut Db, automation: AutomationId, record: Uuid, since: DateTime<Utc>) -> Result<i64> {
    let org = db.org.as_uuid();
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from automation_runs
            where org_id = $1 and record_id = $3 and ran_at > $4 and automation_id = $2 and outcome <> 'stopped'"#,
        org,
        automation.as_uuid(),
        record,
        since,
    );
    Ok(count.fetch_one(db.conn()).await?)
}

/// What came of looking at an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looked {
    /// The rule applied.
    Ran,
    /// Its condition was not so.
    NotSo,
    /// It could not be told.
    Undecided,
}

/// Counts that a rule looked at an event today.
pub async fn count(db: &mut Db, automation: AutomationId, looked: Looked, reason: Option<&str>) -> Result<()> {
    let (org, today) = (db.org.as_uuid(), db.today());
    let one = |is: Looked| i32::from(looked == is);
    sqlx::query!(
        "insert into automation_days as d (org_id, automation_id, day, ran, not_so, undecided, last_reason)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (org_id, automation_id, day) do update
           set ran = d.ran + excluded.ran, not_so = d.not_so + excluded.not_so,
               undecided = d.undecided + excluded.undecided,
               last_reason = coalesce(excluded.last_reason, d.last_reason)",
        org,
        automation.as_uuid(),
        today,
        one(Looked::Ran),
        one(Looked::NotSo),
        one(Looked::Undecided),
        reason,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Which runs, and from where on.
#[derive(Debug, Default)]
pub struct Filter {
    /// Only this one.
    pub run: Option<AutomationRunId>,
    /// Only those of this rule.
    pub automation: Option<AutomationId>,
    /// Only those that ended so.
    pub outcome: Option<RunOutcome>,
    /// Only those about one of these.
    pub records: Option<Vec<Uuid>>,
    /// Not earlier than this.
    pub from: Option<DateTime<Utc>>,
    /// Earlier than this.
    pub before: Option<DateTime<Utc>>,
    /// Moment and id of the last one already seen.
    pub after: Option<(DateTime<Utc>, Uuid)>,
}

struct Row {
    run_id: AutomationRunId,
    automation_id: AutomationId,
    automation_name: Name,
    rule_version: i32,
    event_id: EventId,
    event_type: String,
    happened_at: DateTime<Utc>,
    record: Option<Json<Subject>>,
    record_name: Option<Name>,
    outcome: String,
    why: Option<String>,
    saw: Json<BTreeMap<String, Value>>,
    actions: Json<Vec<ActionResult>>,
    chain: Vec<Uuid>,
    ran_at: DateTime<Utc>,
}

impl TryFrom<Row> for AutomationRunView {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            run_id: row.run_id,
            automation_id: row.automation_id,
            automation_name: row.automation_name,
            rule_version: row.rule_version,
            event_id: row.event_id,
            event_type: row.event_type,
            happened_at: row.happened_at,
            record: row.record.map(|record| record.0),
            record_name: row.record_name,
            outcome: words::value(row.outcome)?,
            why: row.why,
            saw: row.saw.0,
            actions: row.actions.0,
            chain: row.chain.into_iter().map(AutomationId::from_uuid).collect(),
            ran_at: row.ran_at,
        })
    }
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[schemars(rename = "AutomationRunSort")]
pub enum Sort {
    /// Latest first.
    #[default]
    #[serde(rename = "-ran_at")]
    Latest,
    /// Earliest first.
    #[serde(rename = "ran_at")]
    Earliest,
}

/// Runs of one order: what comes after the last one seen, which $6 and $7 hold, and the order.
macro_rules! runs {
    ($db:expr, $filter:expr, $rows:expr, $rest:literal) => {{
        let org = $db.org.as_uuid();
        let (at, id) = $filter.after.unzip();
        sqlx::query_as!(
            Row,
            r#"select r.run_id as "run_id: AutomationRunId", r.automation_id as "automation_id: AutomationId",
                  (m.image ->> 'name') as "automation_name!: Name", r.rule_version, r.event_id as "event_id: EventId",
                  r.event_type, r.happened_at, r.record as "record: Json<Subject>",
                  coalesce(d.name, l.name, a.name, c.name) as "record_name: Name", r.outcome, r.why,
                  r.saw as "saw: Json<BTreeMap<String, Value>>", r.actions as "actions: Json<Vec<ActionResult>>", r.chain,
                  r.ran_at
             from automation_runs r
             join automations m on m.org_id = r.org_id and m.automation_id = r.automation_id
             left join deals d on d.org_id = r.org_id and d.deal_id = r.record_id
             left join leads l on l.org_id = r.org_id and l.lead_id = r.record_id
             left join accounts a on a.org_id = r.org_id and a.account_id = r.record_id
             left join contacts c on c.org_id = r.org_id and c.contact_id = r.record_id
            where r.org_id = $1 and ($2::uuid is null or r.run_id = $2) and ($3::uuid is null or r.automation_id = $3)
              and ($4::text is null or r.outcome = $4) and ($5::uuid[] is null or r.record_id = any($5))
              and ($9::timestamptz is null or r.ran_at >= $9) and ($10::timestamptz is null or r.ran_at < $10)
              and "# + $rest + " limit $8",
            org,
            $filter.run.map(AutomationRunId::as_uuid),
            $filter.automation.map(AutomationId::as_uuid),
            $filter.outcome.map(words::word).transpose()?,
            $filter.records.as_deref(),
            at,
            id,
            $rows,
            $filter.from,
            $filter.before,
        )
        .fetch_all($db.conn())
        .await?
    }};
}

/// Runs in an order.
pub async fn list(db: &mut Db, filter: Filter, sort: Sort, rows: i64) -> Result<Vec<AutomationRunView>> {
    let found = match sort {
        Sort::Latest => runs!(
            db,
            filter,
            rows,
            "($6::timestamptz is null or (r.ran_at, r.run_id) < ($6, $7::uuid)) order by r.ran_at desc, r.run_id desc"
        ),
        Sort::Earliest => runs!(
            db,
            filter,
            rows,
            "($6::timestamptz is null or (r.ran_at, r.run_id) > ($6, $7::uuid)) order by r.ran_at, r.run_id"
        ),
    };
    found.into_iter().map(AutomationRunView::try_from).collect()
}
