//! What happens to sequences by the clock: rules enrol, and whoever goes through an archived one leaves it.

use std::pin::Pin;

use contracts::crm::sequences::{EnrolmentRule, ExitReason};
use platform::jobs::{RunSteps, Steps};
use platform::{Result, Tx};
use uuid::Uuid;

use super::model::Sequence;
use super::store;
use crate::enrolments::model::Enrol;
use crate::enrolments::store::{self as enrolments_store, Candidate, Closed};
use crate::{enrolments, recipients};

/// People enrolled, or taken out, at a time.
const BATCH: i64 = 200;
/// Batches a rule looks at in one run.
const BATCHES: usize = 5;

/// Enrols by rules, and empties archived sequences.
#[derive(Debug)]
pub struct Tend;

impl RunSteps for Tend {
    fn run(&self, steps: Steps) -> Pin<Box<dyn Future<Output = Result<()>> + Send>> {
        Box::pin(tend(steps))
    }
}

async fn tend(steps: Steps) -> Result<()> {
    let mut tx = steps.begin().await?;
    let (archived, with_rules) = (store::left_behind(&mut tx).await?, store::with_rules(&mut tx).await?);
    drop(tx);
    for sequence in archived {
        let mut tx = steps.begin().await?;
        for mut enrolment in enrolments_store::lock_active_in(&mut tx, sequence.image.sequence_id, BATCH).await? {
            enrolments::exit(&mut tx, &mut enrolment, ExitReason::SequenceArchived, None).await?;
        }
        tx.commit_now().await?;
    }
    for sequence in with_rules {
        // What is wrong with one sequence is no reason for the others to enrol nobody.
        if let Err(problem) = look_round(&steps, &sequence).await {
            let id = sequence.image.sequence_id;
            tracing::error!(sequence.id = %id, %problem, "nobody is enrolled by the rule of a sequence; it is tried again");
        }
    }
    Ok(())
}

/// Looks at those whom the rule of a sequence names, a part of them at a time, and goes on next time where it ended: those
/// who are refused stay where they are, and nobody behind them waits for ever.
async fn look_round(steps: &Steps, sequence: &Sequence) -> Result<()> {
    for _ in 0..BATCHES {
        if steps.stopping() {
            return Ok(());
        }
        let mut tx = steps.begin().await?;
        let after = store::rule_after(&mut tx, sequence.image.sequence_id).await?;
        let reached = enrol_by_rule(&mut tx, sequence, after).await?;
        store::set_rule_after(&mut tx, sequence.image.sequence_id, reached).await?;
        tx.commit_now().await?;
        if reached.is_none() {
            return Ok(());
        }
    }
    Ok(())
}

/// Enrols a part of those whom the rule names; answers the last one, when there are more.
async fn enrol_by_rule(tx: &mut Tx, sequence: &Sequence, after: Option<Uuid>) -> Result<Option<Uuid>> {
    let image = &sequence.image;
    let (Some(rule), Some(since)) = (&image.rule, image.rule_since) else { return Ok(None) };
    let (id, part) = (image.sequence_id, (after, BATCH));
    let candidates = match rule {
        EnrolmentRule::Lead { status, min_score, source } => {
            let wanted = (*status, *min_score, source.as_ref());
            enrolments_store::leads_to_enrol(tx, id, wanted, since, part).await?
        }
        EnrolmentRule::DealLost => enrolments_store::of_closed_deals(tx, id, Closed::Lost, since, part).await?,
        EnrolmentRule::DealWon => enrolments_store::of_closed_deals(tx, id, Closed::Won, since, part).await?,
    };
    let full = i64::try_from(candidates.len()).is_ok_and(|found| found == BATCH);
    let last = candidates.last().map(|last| last.person.id()).filter(|_| full);
    for Candidate { person, owner_id } in candidates {
        let Some(recipient) = recipients::store::get(tx, person).await? else { continue };
        // Whoever would leave at once is not enrolled; they are looked at again each time, since that may change.
        if enrolments::exits::before_the_first(tx, image, &recipient).await?.is_some() {
            continue;
        }
        // One mailbox goes through it once, whoever else has its address.
        if let Some(address) = &recipient.email
            && enrolments_store::goes_to_address(tx, id, address).await?
        {
            continue;
        }
        let enrol = Enrol {
            sequence_id: id,
            sequence_version: image.current_version,
            person,
            deal_id: None,
            owner_id,
            time_zone: None,
            start_at: None,
            by: tx.actor().to_string(),
        };
        enrolments::enrol(tx, sequence, &recipient, enrol).await?;
    }
    Ok(last)
}
