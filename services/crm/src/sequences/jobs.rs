//! What happens to sequences by the clock: rules enrol, and whoever goes through an archived one leaves it.

use std::pin::Pin;

use contracts::crm::sequences::{EnrolmentRule, ExitReason};
use platform::jobs::{RunSteps, Steps};
use platform::{Result, Tx};

use super::model::Sequence;
use super::store;
use crate::enrolments::model::Enrol;
use crate::enrolments::store::{self as enrolments_store, Candidate, Closed};
use crate::{enrolments, recipients};

/// People enrolled, or taken out, at a time.
const BATCH: i64 = 200;

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
        let mut tx = steps.begin().await?;
        enrol_by_rule(&mut tx, &sequence).await?;
        tx.commit_now().await?;
    }
    Ok(())
}

async fn enrol_by_rule(tx: &mut Tx, sequence: &Sequence) -> Result<()> {
    let image = &sequence.image;
    let (Some(rule), Some(since)) = (&image.rule, image.rule_since) else { return Ok(()) };
    let id = image.sequence_id;
    let candidates = match rule {
        EnrolmentRule::Lead { status, min_score, source } => {
            let wanted = (*status, *min_score, source.as_ref());
            enrolments_store::leads_to_enrol(tx, id, wanted, since, BATCH).await?
        }
        EnrolmentRule::DealLost => enrolments_store::of_closed_deals(tx, id, Closed::Lost, since, BATCH).await?,
        EnrolmentRule::DealWon => enrolments_store::of_closed_deals(tx, id, Closed::Won, since, BATCH).await?,
    };
    for Candidate { person, owner_id } in candidates {
        let Some(recipient) = recipients::store::get(tx, person).await? else { continue };
        // Whoever would leave at once is not enrolled; they are looked at again each time, since that may change.
        if enrolments::exits::before_the_first(tx, image, &recipient).await?.is_some() {
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
    Ok(())
}
