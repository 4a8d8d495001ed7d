//! What would be sent when, to somebody of whom nothing is heard.

use chrono::{DateTime, Utc};
use contracts::crm::sequences::{ExitReason, Sequence, SequenceStep, SequenceStepContent};
use kernel::{Name, TimeZoneName};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Serialize;

use super::plan::plan;
use crate::enrolments::steps::{holds, in_reply};
use crate::mail_templates::variables::{self, Values};
use crate::mailboxes;
use crate::recipients::Recipient;

/// What would happen, first to last.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SequencePreview {
    /// Zone in which their day is reckoned.
    pub time_zone: TimeZoneName,
    /// Why they could not be enrolled; none when they could.
    pub would_exit: Option<ExitReason>,
    /// The steps with the moments at which they would be taken.
    pub steps: Vec<PreviewedStep>,
}

/// A step as it would be taken.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PreviewedStep {
    /// Its place in the sequence, from 0.
    pub place: usize,
    /// When it would be taken at the earliest.
    pub at: DateTime<Utc>,
    /// The step.
    pub step: SequenceStep,
    /// Subject line, of a mail.
    pub subject: Option<String>,
    /// What it says, of a mail.
    pub body: Option<String>,
    /// Whether it holds now, of a condition.
    pub holds: Option<bool>,
    /// What keeps it from being written, and how to mend it.
    pub problem: Option<String>,
}

/// Looks ahead from a moment on.
pub async fn preview(
    db: &mut Db,
    sequence: &Sequence,
    steps: &[SequenceStep],
    (recipient, deal): (&Recipient, Option<&Name>),
    (from, at, said): (usize, DateTime<Utc>, Option<TimeZoneName>),
) -> Result<SequencePreview> {
    let mailbox = mailboxes::store::get(db, sequence.mailbox_id).await?;
    let mailbox = mailbox.ok_or_else(|| Problem::internal("a sequence without its mailbox"))?;
    let time_zone = recipient.zone(said, db.time_zone);
    let mut answers = Vec::with_capacity(steps.len());
    for step in steps {
        let answer = if let SequenceStepContent::Condition { test, .. } = &step.content {
            Some(holds(db, test, recipient).await?)
        } else {
            None
        };
        answers.push(answer);
    }
    let answer = |step: &SequenceStep| {
        let place = steps.iter().position(|one| one.step_id == step.step_id);
        place.and_then(|place| answers.get(place).copied().flatten())
    };
    let planned = plan(steps, from, at, &mailbox.image.window, time_zone, |step| answer(step).unwrap_or(true));
    let values = Values { recipient, sender: mailbox.sender(), deal, quote_link: None, zone: db.time_zone };
    let mut last: Option<String> = None;
    let steps = planned.into_iter().map(|one| {
        let mut shown = PreviewedStep {
            place: one.place,
            at: one.at,
            step: one.step.clone(),
            subject: None,
            body: None,
            holds: answer(one.step),
            problem: None,
        };
        if let SequenceStepContent::Mail { subject, body, continues } = &one.step.content {
            let before = last.as_ref().filter(|_| *continues);
            let subject = match before {
                Some(before) => Ok(in_reply(before)),
                None => variables::fill(subject.as_str(), values),
            };
            match (subject, variables::fill(body.as_str(), values)) {
                (Ok(subject), Ok(body)) => {
                    last = Some(subject.clone());
                    shown.subject = Some(subject);
                    shown.body = Some(mailboxes::model::signed(&body, mailbox.image.signature.as_ref()));
                }
                (Err(error), _) | (_, Err(error)) => shown.problem = Some(error.to_string()),
            }
        }
        shown
    });
    let steps = steps.collect();
    Ok(SequencePreview { time_zone, would_exit: None, steps })
}
