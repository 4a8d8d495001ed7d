//! Taking the steps that are due.
//!
//! Each enrolment is a transaction of its own: one that cannot go on holds up nobody else. What a step does outside the
//! database, it writes down as a mail that waits to be sent.

use std::pin::Pin;

use chrono::TimeDelta;
use contracts::crm::activities::Subject;
use contracts::crm::sequences::{ExitReason, SequenceStep, SequenceStepContent, SequenceTest};
use kernel::{Name, Note};
use platform::jobs::{RunSteps, Steps};
use platform::{Db, Problem, Result, Tx};

use super::model::Enrolment;
use super::{exit, exits, sequence_of, store};
use crate::follow_ups::model::FollowUp;
use crate::follow_ups::requests::PlanFollowUp;
use crate::mail_templates::variables::{self, Values};
use crate::mailboxes::model::{Mailbox, signed};
use crate::mails::model::{Draft, note, subject_line};
use crate::recipients::{self, Recipient};
use crate::sequences::model::Sequence;
use crate::sequences::window::{after, next_open};
use crate::{deals, follow_ups, mailboxes, mails, members, sequences};

/// Enrolments looked at in one run for one organisation; the rest waits for the next.
const MOST_A_RUN: usize = 500;
/// How long an enrolment waits whose step could not be taken for a reason that is ours.
const AGAIN_AFTER: TimeDelta = TimeDelta::minutes(15);

/// Takes the steps that are due.
#[derive(Debug)]
pub struct TakeSteps;

impl RunSteps for TakeSteps {
    fn run(&self, steps: Steps) -> Pin<Box<dyn Future<Output = Result<()>> + Send>> {
        Box::pin(take_due(steps))
    }
}

async fn take_due(steps: Steps) -> Result<()> {
    for _ in 0..MOST_A_RUN {
        if steps.stopping() {
            break;
        }
        let mut tx = steps.begin().await?;
        let Some(enrolment) = store::lock_due(&mut tx).await? else { break };
        let id = enrolment.image.enrolment_id;
        let taken = match go_on(&mut tx, enrolment).await {
            Ok(()) => tx.commit_now().await,
            Err(problem) => {
                drop(tx);
                Err(problem)
            }
        };
        if let Err(problem) = taken {
            tracing::error!(enrolment.id = %id, %problem, "a step of a sequence could not be taken; it is tried again");
            wait_a_while(&steps, id).await?;
        }
    }
    Ok(())
}

async fn wait_a_while(steps: &Steps, id: kernel::EnrolmentId) -> Result<()> {
    let mut tx = steps.begin().await?;
    if let Some(mut enrolment) = store::lock(&mut tx, id).await?.filter(Enrolment::is_active) {
        let (place, later) = (enrolment.place(), tx.now + AGAIN_AFTER);
        enrolment.go_to(place, later);
        let advanced = enrolment.advanced();
        store::save(&mut tx, &enrolment).await?;
        tx.publish(enrolment.version, &advanced)?;
    }
    tx.commit_now().await
}

/// All that steps of one enrolment need to know.
struct Ground {
    sequence: Sequence,
    mailbox: Mailbox,
    recipient: Recipient,
    deal: Option<Name>,
}

/// What a step leads to.
enum Next {
    /// The step behind it, at once.
    At(usize),
    /// Nothing for now.
    Wait,
    /// The end, before its end.
    Out(ExitReason, Option<Note>),
}

/// Takes one step after another, until time has to pass, a mail has to be sent, or nothing follows.
async fn go_on(tx: &mut Tx, mut enrolment: Enrolment) -> Result<()> {
    let sequence = sequence_of(tx, &enrolment).await?;
    if let Some(reason) = exits::now(tx, &sequence.image, &enrolment).await? {
        return exit(tx, &mut enrolment, reason, None).await;
    }
    let (id, version) = (enrolment.image.sequence_id, enrolment.image.sequence_version);
    let steps = sequences::store::steps_of(tx, id, version).await?;
    let ground = ground(tx, sequence, &enrolment).await?;
    let mut waits = false;
    while !waits && let Some(step) = steps.get(enrolment.place()) {
        match take(tx, &ground, &mut enrolment, step).await? {
            Next::At(place) => {
                let now = tx.now;
                enrolment.go_to(place, now);
            }
            Next::Wait => waits = true,
            Next::Out(reason, detail) => return exit(tx, &mut enrolment, reason, detail).await,
        }
    }
    if waits {
        let advanced = enrolment.advanced();
        store::save(tx, &enrolment).await?;
        tx.publish(enrolment.version, &advanced)?;
    } else {
        let now = tx.now;
        let finished = enrolment.finish(now);
        store::save(tx, &enrolment).await?;
        tx.publish(enrolment.version, &finished)?;
    }
    Ok(())
}

async fn ground(tx: &mut Tx, sequence: Sequence, enrolment: &Enrolment) -> Result<Ground> {
    let mailbox = mailboxes::store::get(tx, sequence.image.mailbox_id).await?;
    let mailbox = mailbox.ok_or_else(|| Problem::internal("a sequence without its mailbox"))?;
    let recipient = recipients::store::now(tx, enrolment.image.person).await?;
    let recipient = recipient.ok_or_else(|| Problem::internal("nobody is enrolled"))?;
    let deal = match enrolment.image.deal_id {
        None => None,
        Some(id) => deals::store::get(tx, id).await?.map(|deal| deal.image.name),
    };
    Ok(Ground { sequence, mailbox, recipient, deal })
}

async fn take(tx: &mut Tx, ground: &Ground, enrolment: &mut Enrolment, step: &SequenceStep) -> Result<Next> {
    let place = enrolment.place();
    let zone = ground.recipient.zone(enrolment.image.time_zone, tx.time_zone);
    match &step.content {
        SequenceStepContent::Wait { days, hours } => {
            let until = after(&ground.mailbox.image.window, tx.now, *days, *hours, zone);
            enrolment.go_to(place + 1, until);
            Ok(Next::Wait)
        }
        SequenceStepContent::Condition { test, otherwise_skip } => {
            if holds(tx, test, &ground.recipient).await? {
                return Ok(Next::At(place + 1));
            }
            Ok(match otherwise_skip.and_then(|skip| usize::try_from(skip).ok()) {
                Some(skip) => Next::At(place + 1 + skip),
                None => Next::Out(ExitReason::Condition, None),
            })
        }
        SequenceStepContent::Task { title, note, due_in_days } => {
            let days = chrono::Days::new(u64::try_from(*due_in_days).unwrap_or_default());
            if set_task(tx, ground, enrolment, title.clone(), note.clone(), days).await? {
                return Ok(Next::At(place + 1));
            }
            let why = "Nobody looks after them, so there is nobody to do what comes next.";
            Ok(Next::Out(ExitReason::Failed, mails::model::note(why)))
        }
        SequenceStepContent::Mail { .. } if !ground.mailbox.image.active => {
            let why = "The mailbox of the sequence is not used any more.";
            Ok(Next::Out(ExitReason::Failed, note(why)))
        }
        SequenceStepContent::Mail { subject, body, continues } => {
            let open = next_open(&ground.mailbox.image.window, tx.now, zone);
            if open > tx.now {
                enrolment.go_to(place, open);
                return Ok(Next::Wait);
            }
            write(tx, ground, enrolment, step, (subject.as_str(), body.as_str(), *continues)).await
        }
    }
}

/// Whether a condition holds for somebody now.
pub async fn holds(tx: &mut Db, test: &SequenceTest, recipient: &Recipient) -> Result<bool> {
    match test {
        SequenceTest::LeadStatus { status } => Ok(recipient.lead.is_some_and(|(stands, _)| stands == *status)),
        SequenceTest::LeadScore { at_least } => Ok(recipient.lead.is_some_and(|(_, score)| score >= *at_least)),
        SequenceTest::Country { country } => Ok(recipient.country == Some(*country)),
        SequenceTest::OpenDeal => recipients::store::has_open_deal(tx, recipient).await,
    }
}

/// What a mail and a task of an enrolment are about.
fn about(enrolment: &Enrolment) -> Vec<Subject> {
    std::iter::once(enrolment.image.person).chain(enrolment.image.deal_id.map(Subject::Deal)).collect()
}

/// Gives whoever looks after somebody something to do; false when nobody does who is still there.
async fn set_task(
    tx: &mut Tx,
    ground: &Ground,
    enrolment: &Enrolment,
    title: Name,
    note: Option<Note>,
    days: chrono::Days,
) -> Result<bool> {
    let mut owner = None;
    let all = [enrolment.image.owner_id, ground.recipient.owner_id, ground.mailbox.image.owner_id];
    for candidate in all.into_iter().flatten() {
        if members::store::is_active(tx, candidate).await? {
            owner = Some(candidate);
            break;
        }
    }
    let Some(owner) = owner else { return Ok(false) };
    let today = tx.today();
    let request = PlanFollowUp {
        title,
        note,
        due_on: today.checked_add_days(days).unwrap_or(today),
        due_time: None,
        remind_minutes_before: Some(0),
        owner_id: Some(owner),
        priority: contracts::crm::activities::Priority::Normal,
        about: about(enrolment),
        recurrence: None,
    };
    let (follow_up, created) = FollowUp::plan(request, None)?;
    follow_ups::store::insert(tx, &follow_up).await?;
    tx.publish(follow_up.version, &created)?;
    Ok(true)
}

async fn write(
    tx: &mut Tx,
    ground: &Ground,
    enrolment: &mut Enrolment,
    step: &SequenceStep,
    (subject, body, continues): (&str, &str, bool),
) -> Result<Next> {
    let Ground { mailbox, recipient, deal, .. } = ground;
    let Some(to) = recipient.email.clone() else { return Ok(Next::Out(ExitReason::Gone, None)) };
    let (sender, deal, zone) = (mailbox.sender(), deal.as_ref(), tx.time_zone);
    let values = Values { recipient, sender, deal, quote_link: None, zone };
    let (subject, body) = match (variables::fill(subject, values), variables::fill(body, values)) {
        (Ok(subject), Ok(body)) => (subject, body),
        (Err(error), _) | (_, Err(error)) => return Ok(Next::Out(ExitReason::Failed, note(&error.to_string()))),
    };
    let before = match enrolment.last_mail_id.filter(|_| continues) {
        None => None,
        Some(id) => mails::store::get(tx, id).await?,
    };
    let subject = before.as_ref().map_or(subject, |mail| in_reply(mail.image.subject.as_str()));
    let draft = Draft {
        mailbox_id: ground.sequence.image.mailbox_id,
        from: mailbox.image.address.clone(),
        from_name: mailbox.sender().clone(),
        to: vec![to],
        cc: Vec::new(),
        subject: subject_line(&subject).ok_or_else(|| Problem::internal("a mail without a subject"))?,
        body: signed(&body, mailbox.image.signature.as_ref()),
        about: about(enrolment),
        answers: before.as_ref().map(Into::into),
        author_id: None,
        step: Some((enrolment.image.enrolment_id, step.step_id)),
        send_at: tx.now,
    };
    let mail = mails::queue(tx, draft).await?;
    enrolment.wait_for(mail.image.mail_id);
    Ok(Next::Wait)
}

/// The subject of an answer.
pub fn in_reply(subject: &str) -> String {
    if subject.to_lowercase().starts_with("re:") { subject.to_owned() } else { format!("Re: {subject}") }
}
