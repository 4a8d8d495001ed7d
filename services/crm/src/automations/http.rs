//! Rules over HTTP.

use chrono::{Days, NaiveDate, TimeDelta};
use contracts::crm::activities::Subject;
use contracts::crm::automations::{self as crm, AutomationStatus, RunOutcome};
use kernel::{
    AccountId, AutomationId, AutomationRunId, ContactId, Cursor, DealId, LeadId, Limit, Name, Note, Page, Permission,
};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::condition::ConditionError;
use super::dry_run::{self, DryRun};
use super::model::{Automation, AutomationError, MOST_RULES};
use super::requests::{
    CheckCondition, CreateAutomation, OrderAutomations, StandAutomation, TryAutomation, TrySaved, UpdateAutomation,
};
use super::rule::{Rule, RuleError};
use super::sight::{self, Fields, TriggerField};
use super::store::runs::{self, AutomationRunView};
use super::store::{self, AutomationDay, AutomationVersion, Filter};
use super::{targets, triggers};
use crate::lists::{self, List};
use crate::{custom_fields, subjects};

/// Versions of a rule that are shown with it.
const VERSIONS_SHOWN: i64 = 50;
/// Days of which it is shown how often a rule was looked at.
const DAYS_SHOWN: u64 = 30;

/// What rules answer.
pub fn routes() -> Routes {
    use Permission::{ManageCrm, ReadCrm};
    Routes::new("automations")
        .get(
            "/v1/automation-triggers",
            ReadCrm,
            "List what may set off rules, with the fields conditions can ask about",
            list_triggers,
        )
        .post("/v1/automations", ManageCrm, "Write a rule", create)
        .get("/v1/automations", ReadCrm, "List rules in the order in which they run", list)
        .post("/v1/automations/order", ManageCrm, "Say in which order rules run", order)
        .post("/v1/automations/check", ManageCrm, "Check a condition", check)
        .post("/v1/automations/dry-run", ManageCrm, "Try a rule that need not be saved on the past", dry_run_unsaved)
        .get(
            "/v1/automations/{automation_id}",
            ReadCrm,
            "Show a rule with its versions and how often it was looked at",
            get,
        )
        .patch("/v1/automations/{automation_id}", ManageCrm, "Change a rule", update)
        .post("/v1/automations/{automation_id}/stand", ManageCrm, "Activate, pause or archive a rule", stand)
        .post("/v1/automations/{automation_id}/dry-run", ManageCrm, "Try a rule on the past", dry_run_saved)
        .get("/v1/automation-runs", ReadCrm, "List what rules did, latest first", list_runs)
        .get("/v1/automation-runs/{run_id}", ReadCrm, "Show what a rule did about an event, and why", get_run)
}

/// Something that may set off a rule.
#[derive(Debug, Serialize, JsonSchema)]
struct TriggerView {
    /// Its name.
    name: &'static str,
    /// The event by which it is known.
    event_type: &'static str,
    /// What happens.
    meaning: &'static str,
    /// The records it may concern: `deal`, `lead`, `contact` and `account`; what it is about comes first.
    records: Vec<&'static str>,
    /// What a condition can ask about, and texts can name.
    fields: Vec<TriggerField>,
}

/// Everything that may set off a rule.
#[derive(Debug, Serialize, JsonSchema)]
struct AutomationTriggers {
    /// In an order that makes sense to people.
    items: Vec<TriggerView>,
}

/// A rule.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AutomationView {
    #[serde(flatten)]
    automation: crm::Automation,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Automation> for AutomationView {
    fn from(automation: Automation) -> Self {
        Self { automation: automation.image, version: automation.version }
    }
}

/// A rule with its past.
#[derive(Debug, Serialize, JsonSchema)]
struct AutomationDetails {
    #[serde(flatten)]
    automation: AutomationView,
    /// What it said, latest first; at most 50.
    versions: Vec<AutomationVersion>,
    /// How often it was looked at on each of the last 30 days, latest first.
    days: Vec<AutomationDay>,
}

/// Rules in their order.
#[derive(Debug, Serialize, JsonSchema)]
struct AutomationsInOrder {
    /// All that are not archived.
    items: Vec<AutomationView>,
}

/// Which rules.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListAutomations {
    /// Those that stand there; without it, those that are not archived.
    status: Option<AutomationStatus>,
    trigger: Option<String>,
    /// A part of the name, whatever its case and accents.
    q: Option<Name>,
    /// The order; as they run when left out.
    #[serde(default)]
    sort: store::Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

/// Which runs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListRuns {
    automation_id: Option<AutomationId>,
    outcome: Option<RunOutcome>,
    /// First day on which they ran.
    from: Option<NaiveDate>,
    /// Last day on which they ran.
    to: Option<NaiveDate>,
    account_id: Option<AccountId>,
    contact_id: Option<ContactId>,
    deal_id: Option<DealId>,
    lead_id: Option<LeadId>,
    #[serde(default)]
    sort: runs::Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

/// What is to be said about a condition.
#[derive(Debug, Serialize, JsonSchema)]
struct CheckedCondition {
    /// Whether it can be used.
    valid: bool,
    /// What is wrong with it, and where.
    error: Option<ConditionError>,
    /// The fields it asks for.
    fields: Vec<String>,
}

async fn list_triggers(mut db: Read) -> Result<Reply<AutomationTriggers>> {
    let custom = sight::custom(&mut db).await?;
    let view = |trigger: &triggers::Trigger| TriggerView {
        name: trigger.name,
        event_type: trigger.event_type,
        meaning: trigger.meaning,
        records: trigger.records.iter().map(|(noun, _)| noun.name()).collect(),
        fields: Fields::of(trigger, &custom).shown,
    };
    Ok(Reply::plain(AutomationTriggers { items: triggers::TRIGGERS.iter().map(view).collect() }))
}

async fn create(mut tx: Tx, Json(body): Json<CreateAutomation>) -> Result<Created<AutomationView>> {
    custom_fields::store::hold(&mut tx).await?;
    let custom = sight::custom(&mut tx).await?;
    // Locked, so that two that are made at once do not get the same place.
    let used = store::lock_used(&mut tx).await?;
    if used.len() >= MOST_RULES {
        return Err(AutomationError::TooMany.into());
    }
    let position = used.last().map_or(1, |last| last.image.position + 1);
    let (content, status) = body.content();
    let (automation, created) = Automation::make(content, status, position, &custom)?;
    let me = tx.member_id();
    targets::check(&mut tx, me, &automation.image.actions).await?;
    let by = tx.actor().to_string();
    store::insert(&mut tx, &automation, &by).await?;
    tx.publish(automation.version, &created)?;
    let location = format!("/v1/automations/{}", automation.image.automation_id);
    tx.created(location, automation.version, automation.into()).await
}

async fn update(
    mut tx: Tx,
    Path(id): Path<AutomationId>,
    Json(body): Json<UpdateAutomation>,
) -> Result<Reply<AutomationView>> {
    custom_fields::store::hold(&mut tx).await?;
    let mut automation = lock(&mut tx, id).await?;
    tx.require_match(automation.version)?;
    let custom = sight::custom(&mut tx).await?;
    let content = body.applied(automation.content());
    let updated = automation.update(content, &custom)?;
    let me = tx.member_id();
    targets::check(&mut tx, me, &automation.image.actions).await?;
    save(&mut tx, &automation).await?;
    tx.publish(automation.version, &updated)?;
    tx.reply(automation.version, automation.into()).await
}

async fn stand(
    mut tx: Tx,
    Path(id): Path<AutomationId>,
    Json(body): Json<StandAutomation>,
) -> Result<Reply<AutomationView>> {
    let mut automation = lock(&mut tx, id).await?;
    tx.if_match(automation.version)?;
    let custom = sight::custom(&mut tx).await?;
    let updated = automation.stand(body.status, &custom)?;
    if body.status == AutomationStatus::Active {
        let me = tx.member_id();
        targets::check(&mut tx, me, &automation.image.actions).await?;
    }
    save(&mut tx, &automation).await?;
    tx.publish(automation.version, &updated)?;
    tx.reply(automation.version, automation.into()).await
}

async fn order(mut tx: Tx, Json(body): Json<OrderAutomations>) -> Result<Reply<AutomationsInOrder>> {
    let mut rules = store::lock_used(&mut tx).await?;
    let mut wanted = body.automation_ids.clone();
    let mut known: Vec<AutomationId> = rules.iter().map(|rule| rule.image.automation_id).collect();
    wanted.sort_unstable();
    known.sort_unstable();
    if wanted != known {
        let detail = "name every rule that is not archived once; GET /v1/automations lists them";
        return Err(Problem::field("/automation_ids", detail));
    }
    for rule in &mut rules {
        let place = body.automation_ids.iter().position(|id| *id == rule.image.automation_id).unwrap_or_default();
        if let Some(updated) = rule.put_at(i32::try_from(place + 1).map_err(Problem::internal)?) {
            save(&mut tx, rule).await?;
            tx.publish(rule.version, &updated)?;
        }
    }
    rules.sort_by_key(|rule| rule.image.position);
    tx.reply_plain(AutomationsInOrder { items: rules.into_iter().map(AutomationView::from).collect() }).await
}

async fn save(tx: &mut Tx, automation: &Automation) -> Result<()> {
    let by = tx.actor().to_string();
    store::save(tx, automation, &by).await
}

async fn lock(tx: &mut Tx, id: AutomationId) -> Result<Automation> {
    store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("automation"))
}

async fn get(mut db: Read, Path(id): Path<AutomationId>) -> Result<Reply<AutomationDetails>> {
    let automation = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("automation"))?;
    let versions = store::versions(&mut db, id, VERSIONS_SHOWN).await?;
    let since = db.today() - Days::new(DAYS_SHOWN);
    let days = store::days(&mut db, id, since).await?;
    let version = automation.version;
    Ok(Reply::of(version, AutomationDetails { automation: automation.into(), versions, days }))
}

impl List for ListAutomations {
    type Item = AutomationView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<AutomationView>> {
        let text = self.q.as_ref().map(ToString::to_string);
        let filter = Filter { status: self.status, trigger: self.trigger.clone(), text };
        Ok(store::list(db, filter, self.sort, cursor, limit).await?.map(AutomationView::from))
    }
}

async fn list(mut db: Read, Query(query): Query<ListAutomations>) -> Result<Reply<Page<AutomationView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn check(mut db: Read, Json(body): Json<CheckCondition>) -> Result<Reply<CheckedCondition>> {
    let custom = sight::custom(&mut db).await?;
    let checked = match Rule::read(&body.trigger, Some(&body.condition), &[], &custom) {
        Ok(rule) => CheckedCondition { valid: true, error: None, fields: rule.asks },
        Err(RuleError::Condition(error)) => CheckedCondition { valid: false, error: Some(error), fields: Vec::new() },
        Err(error @ RuleError::Field(..)) => return Err(error.into()),
    };
    Ok(Reply::plain(checked))
}

async fn dry_run_unsaved(mut db: Read, Json(body): Json<TryAutomation>) -> Result<Reply<DryRun>> {
    let back = dry_run::days(body.days)?;
    let custom = sight::custom(&mut db).await?;
    let rule = Rule::read(&body.trigger, body.condition.as_ref().map(Note::as_str), &body.actions, &custom)?;
    let me = db.identity().member_id();
    targets::check(&mut db, me, &body.actions).await?;
    tried(&mut db, &rule, &body.actions, back).await
}

async fn dry_run_saved(
    mut db: Read,
    Path(id): Path<AutomationId>,
    Json(body): Json<TrySaved>,
) -> Result<Reply<DryRun>> {
    let back = dry_run::days(body.days)?;
    let automation = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("automation"))?;
    let custom = sight::custom(&mut db).await?;
    let image = automation.image;
    let rule = Rule::read(&image.trigger, image.condition.as_ref().map(Note::as_str), &image.actions, &custom)?;
    tried(&mut db, &rule, &image.actions, back).await
}

async fn tried(
    db: &mut Read,
    rule: &Rule,
    actions: &[crm::AutomationAction],
    back: TimeDelta,
) -> Result<Reply<DryRun>> {
    Ok(Reply::plain(dry_run::try_out(db, rule, actions, back).await?))
}

impl List for ListRuns {
    type Item = AutomationRunView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<AutomationRunView>> {
        lists::in_order(("from", self.from), ("to", self.to))?;
        let about = [
            self.account_id.map(Subject::Account),
            self.contact_id.map(Subject::Contact),
            self.deal_id.map(Subject::Deal),
            self.lead_id.map(Subject::Lead),
        ];
        let (from, before) = lists::moments(db.time_zone, self.from, self.to);
        let filter = runs::Filter {
            run: None,
            automation: self.automation_id,
            outcome: self.outcome,
            records: subjects::one_of(db, about).await?,
            from,
            before,
            after: lists::after(cursor)?,
        };
        let rows = runs::list(db, filter, self.sort, limit.fetch()).await?;
        Ok(Page::from_rows(rows, limit, |row| (row.ran_at, row.run_id)))
    }
}

async fn list_runs(mut db: Read, Query(query): Query<ListRuns>) -> Result<Reply<Page<AutomationRunView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn get_run(mut db: Read, Path(id): Path<AutomationRunId>) -> Result<Reply<AutomationRunView>> {
    let filter = runs::Filter { run: Some(id), ..runs::Filter::default() };
    let found = runs::list(&mut db, filter, runs::Sort::Latest, 1).await?;
    let run = found.into_iter().next().ok_or_else(|| Problem::not_found("automation run"))?;
    Ok(Reply::plain(run))
}
