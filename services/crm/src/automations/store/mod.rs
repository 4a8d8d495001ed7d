//! The tables of rules and their versions.

pub mod events;
pub mod runs;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::automations::{self as crm, AutomationAction, AutomationStatus};
use kernel::{AutomationId, Cursor, Limit, Note, Page};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Serialize;
use sqlx::types::Json;
use uuid::Uuid;

use super::model::Automation;
use super::triggers;
use crate::names::sort_key;
use crate::order::store::places;
use crate::order::{ids, orders, put};
use crate::{lists, words};

struct Row {
    version: i64,
    image: Json<crm::Automation>,
}

impl From<Row> for Automation {
    fn from(row: Row) -> Self {
        Self { version: row.version, image: row.image.0 }
    }
}

/// Rules with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select version, image as "image: Json<crm::Automation>" from automations where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// A rule.
pub async fn get(db: &mut Db, id: AutomationId) -> Result<Option<Automation>> {
    let org = db.org.as_uuid();
    Ok(select!("automation_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?.map(Automation::from))
}

/// A rule nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: AutomationId) -> Result<Option<Automation>> {
    let org = db.org.as_uuid();
    let row = select!("automation_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    Ok(row.map(Automation::from))
}

/// Rules that are not archived, in the order in which they run, which nobody else changes until this is over.
pub async fn lock_used(db: &mut Db) -> Result<Vec<Automation>> {
    let org = db.org.as_uuid();
    let rows = select!("status <> 'archived' order by position, automation_id for no key update", org);
    Ok(rows.fetch_all(db.conn()).await?.into_iter().map(Automation::from).collect())
}

/// Active rules that look at a kind of event, in the order in which they run.
pub async fn active(db: &mut Db, event_type: &str) -> Result<Vec<Automation>> {
    let org = db.org.as_uuid();
    let rows = select!("status = 'active' and event_type = $2 order by position, automation_id", org, event_type);
    Ok(rows.fetch_all(db.conn()).await?.into_iter().map(Automation::from).collect())
}

/// Which rules.
#[derive(Debug, Default)]
pub struct Filter {
    /// Only those that stand there; without it, those that are not archived.
    pub status: Option<AutomationStatus>,
    /// Only those with this trigger.
    pub trigger: Option<String>,
    /// A part of the name, whatever its case and accents.
    pub text: Option<String>,
}

orders! {
    "AutomationSort":
    /// As they run.
    #[default]
    Running "position",
    /// The last to run first.
    RunningDown "-position",
    /// By name.
    Name "name",
    /// By name, downwards.
    NameDown "-name",
    /// By what they begin with.
    Trigger "trigger",
    /// By what they begin with, downwards.
    TriggerDown "-trigger",
    /// By where they stand.
    Status "status",
    /// By where they stand, downwards.
    StatusDown "-status",
    /// The oldest first.
    Oldest "created_at",
    /// The newest first.
    Newest "-created_at",
    /// What was changed first first.
    Untouched "updated_at",
    /// What was changed last first.
    Touched "-updated_at",
}

/// Rules in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Automation>> {
    if sort != Sort::default() {
        return sorted(db, filter, sort, cursor, limit).await;
    }
    let org = db.org.as_uuid();
    let (position, id) = lists::after::<(i32, Uuid)>(cursor)?.unzip();
    let found = select!(
        "(status = $2 or ($2::text is null and status <> 'archived')) and ($3::text is null or trigger = $3)
         and ($4::text is null or strpos(search_key(image ->> 'name'), search_key($4)) > 0)
         and ($5::int is null or (position, automation_id) > ($5, $6::uuid))
         order by position, automation_id limit $7",
        org,
        filter.status.map(words::word).transpose()?,
        filter.trigger,
        filter.text,
        position,
        id,
        limit.fetch()
    );
    let rules = found.fetch_all(db.conn()).await?.into_iter().map(Automation::from).collect();
    Ok(Page::from_rows(rules, limit, |rule: &Automation| (rule.image.position, rule.image.automation_id)))
}

async fn sorted(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Automation>> {
    let page = places!(
        db, sort, cursor, limit,
        from "automations x" id "x.automation_id"
        keys "when 'position' then number_key(x.position) when 'name' then search_key(x.image ->> 'name')
              when 'trigger' then x.trigger when 'status' then x.status
              when 'created_at' then moment_key(x.created_at) when 'updated_at' then moment_key(x.updated_at)"
        filter "(x.status = $7 or ($7::text is null and x.status <> 'archived')) and ($8::text is null or x.trigger = $8)
                and ($9::text is null or strpos(search_key(x.image ->> 'name'), search_key($9)) > 0)",
        filter.status.map(words::word).transpose()?,
        filter.trigger,
        filter.text,
    );
    let org = db.org.as_uuid();
    let rows = select!("automation_id = any($2)", org, &ids(&page)).fetch_all(db.conn()).await?;
    Ok(put(page, rows.into_iter().map(Automation::from).collect(), |rule| rule.image.automation_id.as_uuid()))
}

fn event_type(automation: &Automation) -> Result<&'static str> {
    let trigger = triggers::named(&automation.image.trigger);
    trigger.map(|trigger| trigger.event_type).ok_or_else(|| Problem::internal("a rule of an unknown trigger"))
}

/// Writes a new rule, and what it says as its first version.
pub async fn insert(db: &mut Db, automation: &Automation, by: &str) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &automation.image);
    sqlx::query!(
        "insert into automations (org_id, automation_id, version, image, status, position, trigger, event_type, sort_name,
                                  created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
        org,
        image.automation_id.as_uuid(),
        automation.version,
        Json(image) as _,
        words::word(image.status)?,
        image.position,
        image.trigger,
        event_type(automation)?,
        sort_key(&image.name),
        now,
    )
    .execute(db.conn())
    .await?;
    keep_version(db, automation, by).await
}

/// Writes the next version of how a rule is set up, and of what it says where that is another one.
pub async fn save(db: &mut Db, automation: &Automation, by: &str) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &automation.image);
    sqlx::query!(
        "update automations set version = $3, image = $4, status = $5, position = $6, trigger = $7, event_type = $8,
                sort_name = $9, updated_at = $10
          where org_id = $1 and automation_id = $2 and version = $3::bigint - 1",
        org,
        image.automation_id.as_uuid(),
        automation.version,
        Json(image) as _,
        words::word(image.status)?,
        image.position,
        image.trigger,
        event_type(automation)?,
        sort_key(&image.name),
        now,
    )
    .execute(db.conn())
    .await?;
    keep_version(db, automation, by).await
}

async fn keep_version(db: &mut Db, automation: &Automation, by: &str) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &automation.image);
    sqlx::query!(
        "insert into automation_versions (org_id, automation_id, rule_version, trigger, condition, actions, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
        org,
        image.automation_id.as_uuid(),
        image.rule_version,
        image.trigger,
        image.condition.as_ref().map(Note::as_str),
        Json(&image.actions) as _,
        now,
        by,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// A version of what a rule says.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AutomationVersion {
    /// Counts them, from 1.
    pub rule_version: i32,
    /// When.
    pub trigger: String,
    /// If.
    pub condition: Option<String>,
    /// Then.
    pub actions: Vec<AutomationAction>,
    /// Since when.
    pub made_at: DateTime<Utc>,
    /// By whom: `member:<id>` or `api_key:<id>`.
    pub made_by: String,
}

/// The versions of a rule, newest first.
pub async fn versions(db: &mut Db, id: AutomationId, most: i64) -> Result<Vec<AutomationVersion>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select rule_version, trigger, condition, actions as "actions: Json<Vec<AutomationAction>>", made_at, made_by
             from automation_versions where org_id = $1 and automation_id = $2 order by rule_version desc limit $3"#,
        org,
        id.as_uuid(),
        most,
    )
    .fetch_all(db.conn())
    .await?;
    let version = rows.into_iter().map(|row| AutomationVersion {
        rule_version: row.rule_version,
        trigger: row.trigger,
        condition: row.condition,
        actions: row.actions.0,
        made_at: row.made_at,
        made_by: row.made_by,
    });
    Ok(version.collect())
}

/// How often a rule was looked at on a day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AutomationDay {
    /// The day, in the organisation's zone.
    pub day: NaiveDate,
    /// How often it applied; each of these is a run.
    pub ran: i32,
    /// How often its condition was not so.
    pub not_so: i32,
    /// How often it could not be told whether it was so.
    pub undecided: i32,
    /// Why it could not be told last.
    pub last_reason: Option<String>,
}

/// How often a rule was looked at since a day, latest first.
pub async fn days(db: &mut Db, id: AutomationId, since: NaiveDate) -> Result<Vec<AutomationDay>> {
    let org = db.org.as_uuid();
    let days = sqlx::query_as!(
        AutomationDay,
        "select day, ran, not_so, undecided, last_reason from automation_days
          where org_id = $1 and automation_id = $2 and day >= $3 order by day desc",
        org,
        id.as_uuid(),
        since,
    );
    Ok(days.fetch_all(db.conn()).await?)
}
