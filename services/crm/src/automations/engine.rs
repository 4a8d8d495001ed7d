//! The worker that lets rules look at what happened.
//!
//! An event waits in a table, put there in the transaction that wrote it. Looking at it is two transactions: one counts the
//! attempt, the other takes the event out, runs the rules that apply and writes down what they did. Whatever ends the program
//! in between, the event is there still, or all of it is done; and there is one run of a rule for an event, whoever puts it
//! there again. An event that fails again and again is given up, visibly, and holds up no others but those of its aggregate.

use std::pin::Pin;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use contracts::Actor;
use contracts::crm::CustomField;
use contracts::crm::automations::{ActionOutcome, AutomationRan, AutomationRun, AutomationTriggered, RunOutcome};
use kernel::AutomationRunId;
use platform::jobs::{RunSteps, Steps};
use platform::{Result, Tx};

use super::actions::{self, Scene};
use super::condition::{Values, Verdict};
use super::loops;
use super::model::Automation;
use super::rule::Rule;
use super::sight::{self, Happened, Lookups, counts, main_record, records};
use super::store::events::Waiting;
use super::store::runs::{self, Looked, Run};
use super::store::{self, events};
use crate::webhooks;

/// Events looked at in one run for one organisation; the rest waits for the next, so that nobody's many hold up others.
const MOST_A_RUN: usize = 500;
/// How long one run may take for one organisation.
const RUN_LIMIT: Duration = Duration::from_secs(10);
/// Attempts at an event.
const MOST_ATTEMPTS: i32 = 5;
/// How long an event waits that failed.
const AGAIN_AFTER: TimeDelta = TimeDelta::seconds(30);
/// Who does what rules do.
pub const ACTOR: &str = "automation";
/// How long what rules did is kept, and what other services reported.
pub const KEPT: TimeDelta = TimeDelta::days(90);

/// Lets rules look at what happened.
#[derive(Debug)]
pub struct RunAutomations;

impl RunSteps for RunAutomations {
    fn run(&self, steps: Steps) -> Pin<Box<dyn Future<Output = Result<()>> + Send>> {
        Box::pin(work(steps))
    }
}

async fn work(steps: Steps) -> Result<()> {
    let began = Instant::now();
    for _ in 0..MOST_A_RUN {
        if steps.stopping() || began.elapsed() > RUN_LIMIT {
            break;
        }
        let mut tx = steps.begin().await?;
        let Some(waiting) = events::begin(&mut tx, AGAIN_AFTER).await? else { break };
        tx.commit_now().await?;
        let mut tx = steps.begin().await?;
        match look(&mut tx, &waiting).await {
            Ok(()) => tx.commit_now().await?,
            Err(problem) => {
                drop(tx);
                if problem.is_transient() {
                    return Err(problem);
                }
                tracing::error!(event.id = %waiting.event_id, %problem, "rules could not look at an event");
            }
        }
    }
    Ok(())
}

/// Forgets what is older than rules can be tried on.
pub async fn forget(tx: &mut Tx) -> Result<()> {
    let before = tx.now - KEPT;
    webhooks::deliveries::forget(tx, before).await?;
    events::forget(tx, before).await
}

/// Lets every rule that waits for it look at an event.
async fn look(tx: &mut Tx, waiting: &Waiting) -> Result<()> {
    if !events::take(tx, waiting.position).await? {
        return Ok(());
    }
    let Some(happened) = events::get(tx, waiting.event_id).await? else { return Ok(()) };
    let rules = store::active(tx, &happened.event_type).await?;
    let custom = sight::custom(tx).await?;
    for automation in rules {
        if runs::ran(tx, automation.image.automation_id, happened.event_id).await? {
            continue;
        }
        if waiting.attempts > MOST_ATTEMPTS {
            give_up(tx, &automation, &happened).await?;
        } else {
            one(tx, &automation, &happened, &custom).await?;
        }
    }
    Ok(())
}

fn read(automation: &Automation, custom: &[CustomField]) -> std::result::Result<Rule, super::rule::RuleError> {
    let image = &automation.image;
    Rule::read(&image.trigger, image.condition.as_ref().map(kernel::Note::as_str), &image.actions, custom)
}

async fn one(tx: &mut Tx, automation: &Automation, happened: &Happened, custom: &[CustomField]) -> Result<()> {
    let id = automation.image.automation_id;
    let rule = match read(automation, custom) {
        Ok(rule) => rule,
        // A custom field it asks for may be out of use since.
        Err(error) => return runs::count(tx, id, Looked::Undecided, Some(&error.to_string())).await,
    };
    if !counts(rule.trigger, &happened.payload) {
        return Ok(());
    }
    let mut lookups = Lookups::default();
    let saw = rule.fields.values(tx, rule.trigger, happened, &rule.asks, &mut lookups).await?;
    match rule.holds(&saw) {
        Verdict::NotSo => runs::count(tx, id, Looked::NotSo, None).await,
        Verdict::Undecided(why) => runs::count(tx, id, Looked::Undecided, Some(&why)).await,
        Verdict::So => {
            runs::count(tx, id, Looked::Ran, None).await?;
            let texts = rule.fields.values(tx, rule.trigger, happened, &rule.names, &mut lookups).await?;
            run(tx, automation, &rule, happened, (saw, texts)).await
        }
    }
}

fn begun(automation: &Automation, happened: &Happened, saw: Values) -> Run {
    Run {
        run_id: AutomationRunId::new(),
        automation_id: automation.image.automation_id,
        rule_version: automation.image.rule_version,
        event_id: happened.event_id,
        event_type: happened.event_type.clone(),
        happened_at: happened.at,
        record: None,
        outcome: RunOutcome::Done,
        why: None,
        saw,
        actions: Vec::new(),
        cause_id: None,
        chain: vec![automation.image.automation_id],
    }
}

/// A rule applies: it does what it says, and it is written down what became of it.
async fn run(
    tx: &mut Tx,
    automation: &Automation,
    rule: &Rule,
    happened: &Happened,
    (saw, texts): (Values, Values),
) -> Result<()> {
    let id = automation.image.automation_id;
    let mut run = begun(automation, happened, saw);
    run.record = main_record(rule.trigger, &happened.payload);
    let mut chain = loops::chain(tx, happened).await?;
    let stops = loops::stops(tx, &chain, id, run.record).await?;
    chain.push(id);
    run.chain = chain;
    let by = Actor::System(ACTOR.to_owned());
    tx.react_to(happened.event_id, happened.correlation_id, by.clone());
    if let Some(why) = stops {
        tracing::info!(automation.id = %id, event.id = %happened.event_id, why, "a rule is kept from running");
        (run.outcome, run.why) = (RunOutcome::Stopped, Some(why));
        tx.publish(1, &AutomationRan { run: told(&run, true) })?;
        return runs::insert(tx, &run).await;
    }
    let cause = tx.publish(1, &AutomationTriggered { run: told(&run, false) })?;
    run.cause_id = Some(cause);
    tx.react_to(cause, happened.correlation_id, by);
    let records = records(rule.trigger, &happened.payload);
    let scene = Scene { automation: &automation.image, run: &run, happened, records: &records, texts: &texts };
    let mut results = Vec::with_capacity(automation.image.actions.len());
    for (place, action) in automation.image.actions.iter().enumerate() {
        results.push(actions::act(tx, &scene, place, action).await?);
    }
    let any = |outcome| results.iter().any(|result| result.outcome == outcome);
    run.outcome = match (any(ActionOutcome::Failed), any(ActionOutcome::Refused)) {
        (true, _) => RunOutcome::Failed,
        (false, true) => RunOutcome::Refused,
        (false, false) => RunOutcome::Done,
    };
    run.actions = results;
    tx.publish(2, &AutomationRan { run: told(&run, true) })?;
    runs::insert(tx, &run).await
}

/// Looking at an event failed too often.
async fn give_up(tx: &mut Tx, automation: &Automation, happened: &Happened) -> Result<()> {
    let mut run = begun(automation, happened, Values::new());
    (run.outcome, run.why) =
        (RunOutcome::Failed, Some("It failed again and again; the log of the service says why.".to_owned()));
    tx.react_to(happened.event_id, happened.correlation_id, Actor::System(ACTOR.to_owned()));
    tx.publish(1, &AutomationRan { run: told(&run, true) })?;
    runs::insert(tx, &run).await
}

/// A run as others are told of it.
fn told(run: &Run, over: bool) -> AutomationRun {
    AutomationRun {
        run_id: run.run_id,
        automation_id: run.automation_id,
        rule_version: run.rule_version,
        event_id: run.event_id,
        event_type: run.event_type.clone(),
        record: run.record,
        actions: run.actions.clone(),
        outcome: over.then_some(run.outcome),
    }
}
