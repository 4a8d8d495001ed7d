//! Trying a rule on the past: what it would have done about the events of the last days. Nothing is changed.
//!
//! Events are as they were recorded. What they only name is as it is now, whether an action would have been refused cannot be
//! told, and what a rule would have set off is not followed; the answer says so.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use contracts::crm::activities::Subject;
use contracts::crm::automations::AutomationAction;
use kernel::{EventId, Name, Note};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::condition::{Values, Verdict};
use super::engine::KEPT;
use super::rule::Rule;
use super::sight::{Lookups, counts, main_record};
use super::store::events::{self, Past};
use super::text::written;

/// Most events that are looked at.
const MOST_EVENTS: i64 = 1_000;
/// Most entries of the journal that are gone through to find them.
const MOST_WALKED: i64 = 200_000;
/// Most events shown for which it would have run, and most of the others.
const SHOWN: (usize, usize) = (100, 50);

/// What a rule would have done.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DryRun {
    /// Since when events were looked at.
    since: DateTime<Utc>,
    /// How many events of the kind there were.
    found: i64,
    /// How many of them were looked at, the latest.
    looked_at: i64,
    /// How often it would have run.
    would_run: i64,
    /// How often its condition was not so.
    not_so: i64,
    /// How often it could not be told.
    undecided: i64,
    /// How many were left out: rows of imports, about which rules do nothing, and events the trigger does not mean.
    left_out: i64,
    /// The latest events: at most 100 for which it would have run, and at most 50 of the others.
    items: Vec<DryRunItem>,
    /// What the answer does not tell.
    limits: Vec<DryRunLimit>,
}

/// What a rule would have done about an event.
#[derive(Debug, Serialize, JsonSchema)]
struct DryRunItem {
    /// The event.
    event_id: EventId,
    /// When it happened.
    happened_at: DateTime<Utc>,
    /// Who did it: `member:<id>`, `api_key:<id>` or `system:<part>`.
    actor: String,
    /// What it is about.
    record: Option<Subject>,
    /// What that is called now.
    record_name: Option<Name>,
    /// Whether the rule would have run.
    verdict: DryRunVerdict,
    /// Why it cannot be told.
    why: Option<String>,
    /// What the condition saw.
    #[schemars(with = "std::collections::BTreeMap<String, serde_json::Value>")]
    saw: Values,
    /// What it would have done, in its order.
    would: Vec<WouldDo>,
}

/// Whether a rule would have run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum DryRunVerdict {
    /// It would.
    So,
    /// Its condition was not so.
    NotSo,
    /// It could not be told, so it would not.
    Undecided,
}

/// What an action would have done.
#[derive(Debug, Serialize, JsonSchema)]
struct WouldDo {
    /// The action.
    action: AutomationAction,
    /// Its text with the values in it.
    text: Option<String>,
}

/// What the answer does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum DryRunLimit {
    /// Some fields are seen as they are now, not as they were.
    SeenAsNow,
    /// Whether an action would have been refused is not known.
    RefusalsUnknown,
    /// What the rule would have set off is not followed.
    NotFollowed,
    /// There are more events than were looked at.
    NotAll,
    /// So much happened that it was not looked back as far as was asked for; `since` says how far.
    CutShort,
    /// What other services report is known only since rules look at it.
    HeardOnly,
}

/// How far back is looked.
///
/// # Errors
/// When it is further than anything is kept.
pub fn days(asked: Option<i64>) -> Result<TimeDelta> {
    let days = asked.unwrap_or_else(|| KEPT.num_days());
    if (1..=KEPT.num_days()).contains(&days) {
        Ok(TimeDelta::days(days))
    } else {
        Err(Problem::field("/days", format!("must be 1 to {}", KEPT.num_days())))
    }
}

/// Tries a rule on the past.
pub async fn try_out(db: &mut Db, rule: &Rule, actions: &[AutomationAction], back: TimeDelta) -> Result<DryRun> {
    let since = db.now - back;
    let event_type = rule.trigger.event_type;
    let own = event_type.starts_with("crm.");
    let past = if own {
        events::past(db, event_type, since, MOST_WALKED, MOST_EVENTS).await?
    } else {
        events::heard(db, event_type, since, MOST_EVENTS).await?
    };
    let mut run = DryRun {
        since: past.cut_at.unwrap_or(since),
        found: past.found,
        looked_at: i64::try_from(past.events.len()).map_err(Problem::internal)?,
        would_run: 0,
        not_so: 0,
        undecided: 0,
        left_out: past.imported,
        items: Vec::new(),
        limits: limits(rule, &past, own),
    };
    let mut lookups = Lookups::default();
    for happened in &past.events {
        let record = main_record(rule.trigger, &happened.payload);
        if !counts(rule.trigger, &happened.payload) {
            run.left_out += 1;
            continue;
        }
        let saw = rule.fields.values(db, rule.trigger, happened, &rule.asks, &mut lookups).await?;
        let (verdict, why) = match rule.holds(&saw) {
            Verdict::So => (DryRunVerdict::So, None),
            Verdict::NotSo => (DryRunVerdict::NotSo, None),
            Verdict::Undecided(why) => (DryRunVerdict::Undecided, Some(why)),
        };
        let so = verdict == DryRunVerdict::So;
        match verdict {
            DryRunVerdict::So => run.would_run += 1,
            DryRunVerdict::NotSo => run.not_so += 1,
            DryRunVerdict::Undecided => run.undecided += 1,
        }
        let shown = run.items.iter().filter(|item| (item.verdict == DryRunVerdict::So) == so).count();
        if shown >= if so { SHOWN.0 } else { SHOWN.1 } {
            continue;
        }
        let would = if so {
            let texts = rule.fields.values(db, rule.trigger, happened, &rule.names, &mut lookups).await?;
            actions.iter().map(|action| would_do(action, &texts)).collect()
        } else {
            Vec::new()
        };
        let (event_id, happened_at, actor) = (happened.event_id, happened.at, happened.actor.clone());
        run.items.push(DryRunItem {
            event_id,
            happened_at,
            actor,
            record,
            record_name: None,
            verdict,
            why,
            saw,
            would,
        });
    }
    name(db, &mut run.items).await?;
    Ok(run)
}

/// What cannot be told.
fn limits(rule: &Rule, past: &Past, own: bool) -> Vec<DryRunLimit> {
    let any_of_now = rule.fields.any_of_now(&rule.asks) || rule.fields.any_of_now(&rule.names);
    let not_all = i64::try_from(past.events.len()).is_ok_and(|looked_at| past.found - past.imported > looked_at);
    let all = [
        (true, DryRunLimit::RefusalsUnknown),
        (true, DryRunLimit::NotFollowed),
        (any_of_now, DryRunLimit::SeenAsNow),
        (not_all, DryRunLimit::NotAll),
        (past.cut_at.is_some(), DryRunLimit::CutShort),
        (!own, DryRunLimit::HeardOnly),
    ];
    all.into_iter().filter(|(applies, _)| *applies).map(|(_, limit)| limit).collect()
}

fn would_do(action: &AutomationAction, texts: &Values) -> WouldDo {
    let text = match action {
        AutomationAction::CreateTask { title: text, .. } | AutomationAction::Notify { text, .. } => {
            Some(written(text.as_str(), texts, Note::MAX_CHARS))
        }
        AutomationAction::MoveStage { .. }
        | AutomationAction::AssignOwner { .. }
        | AutomationAction::Enrol { .. }
        | AutomationAction::CallWebhook { .. } => None,
    };
    WouldDo { action: action.clone(), text }
}

async fn name(db: &mut Db, items: &mut [DryRunItem]) -> Result<()> {
    let records: Vec<Uuid> = items.iter().filter_map(|item| item.record.map(Subject::id)).collect();
    let names: HashMap<Uuid, Name> = events::names(db, &records).await?;
    for item in items {
        item.record_name = item.record.and_then(|record| names.get(&record.id()).cloned());
    }
    Ok(())
}
