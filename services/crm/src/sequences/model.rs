//! What a sequence may be.

use chrono::{DateTime, Utc};
use contracts::crm::sequences::{
    self as crm, EnrolmentRule, SequenceCreated, SequencePublished, SequenceStatus, SequenceStep, SequenceStepContent,
    SequenceUpdated,
};
use contracts::leads::LeadStatus;
use kernel::{MailboxId, Name, SequenceId};
use platform::{FieldError, Kind, Refusal};

use crate::mail_templates::variables;

/// Most steps of a sequence.
pub const MOST_STEPS: usize = 50;

/// A sequence with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// Grows by one with each change.
    pub version: i64,
    /// The sequence as others see it.
    pub image: crm::Sequence,
}

/// Why a sequence was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SequenceError {
    /// A field that cannot be.
    #[error("{0}: {1}")]
    Field(String, String),
    /// Nothing was written.
    #[error("Write at least one step that sends a mail or sets a task, then publish.")]
    NoSteps,
    /// Nothing was changed since the last version.
    #[error("Nothing was changed since the last version.")]
    Unchanged,
    /// It is over.
    #[error("The sequence is archived; make a new one.")]
    Archived,
    /// Nobody can go through it.
    #[error("The sequence is not active; publish and activate it first.")]
    NotActive,
    /// It stands there already.
    #[error("The sequence is {0} already.")]
    Already(&'static str),
    /// No version was published.
    #[error("Publish a version first.")]
    NotPublished,
}

impl Refusal for SequenceError {
    fn kind(&self) -> Kind {
        match self {
            Self::Field(..) => Kind::Invalid,
            Self::NoSteps
            | Self::Unchanged
            | Self::Archived
            | Self::NotActive
            | Self::Already(_)
            | Self::NotPublished => Kind::Conflict,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Field(..) => "invalid-field",
            Self::NoSteps => "sequence-without-steps",
            Self::Unchanged => "sequence-unchanged",
            Self::Archived => "sequence-archived",
            Self::NotActive => "sequence-not-active",
            Self::Already(_) => "sequence-stands-there",
            Self::NotPublished => "sequence-not-published",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Field(pointer, detail) => vec![FieldError::new(pointer.clone(), detail.clone())],
            Self::NoSteps
            | Self::Unchanged
            | Self::Archived
            | Self::NotActive
            | Self::Already(_)
            | Self::NotPublished => Vec::new(),
        }
    }
}

fn refuse<T>(pointer: impl Into<String>, detail: impl Into<String>) -> Result<T, SequenceError> {
    Err(SequenceError::Field(pointer.into(), detail.into()))
}

impl Sequence {
    /// Makes a sequence, as a draft.
    pub fn make(
        name: Name,
        mailbox_id: MailboxId,
        needs_consent: bool,
        draft: Vec<SequenceStep>,
    ) -> Result<(Self, SequenceCreated), SequenceError> {
        check_steps(&draft)?;
        let image = crm::Sequence {
            sequence_id: SequenceId::new(),
            name,
            status: SequenceStatus::Draft,
            mailbox_id,
            needs_consent,
            rule: None,
            rule_since: None,
            current_version: 0,
            draft,
        };
        let created = SequenceCreated { sequence: image.clone() };
        Ok((Self { version: 1, image }, created))
    }

    /// Changes it to this. A rule that is new counts from now on.
    pub fn update(&mut self, mut image: crm::Sequence, now: DateTime<Utc>) -> Result<SequenceUpdated, SequenceError> {
        self.must_not_be_archived()?;
        check_steps(&image.draft)?;
        check_rule(image.rule.as_ref())?;
        if image.rule != self.image.rule {
            image.rule_since = image.rule.is_some().then_some(now);
        }
        Ok(self.become_(image))
    }

    /// Makes a version of what is written.
    pub fn publish(&mut self, current: &[SequenceStep]) -> Result<SequencePublished, SequenceError> {
        self.must_not_be_archived()?;
        let does = |step: &SequenceStep| {
            matches!(step.content, SequenceStepContent::Mail { .. } | SequenceStepContent::Task { .. })
        };
        if !self.image.draft.iter().any(does) {
            return Err(SequenceError::NoSteps);
        }
        if self.image.draft == current {
            return Err(SequenceError::Unchanged);
        }
        self.image.current_version += 1;
        self.version += 1;
        Ok(SequencePublished { sequence: self.image.clone() })
    }

    /// Lets people go through it, or stops all of them where they are, or for good.
    pub fn stand(&mut self, status: SequenceStatus, now: DateTime<Utc>) -> Result<SequenceUpdated, SequenceError> {
        self.must_not_be_archived()?;
        if status == self.image.status {
            return Err(SequenceError::Already(match status {
                SequenceStatus::Draft => "a draft",
                SequenceStatus::Active => "active",
                SequenceStatus::Paused => "paused",
                SequenceStatus::Archived => "archived",
            }));
        }
        if self.image.current_version == 0 && status != SequenceStatus::Archived {
            return Err(SequenceError::NotPublished);
        }
        // What became so while nobody could be enrolled does not count.
        let rule_since = match status {
            SequenceStatus::Active => self.image.rule.is_some().then_some(now),
            SequenceStatus::Draft | SequenceStatus::Paused | SequenceStatus::Archived => self.image.rule_since,
        };
        Ok(self.become_(crm::Sequence { status, rule_since, ..self.image.clone() }))
    }

    /// Refuses to enrol into what nobody goes through.
    pub fn must_be_active(&self) -> Result<(), SequenceError> {
        if self.image.status == SequenceStatus::Active { Ok(()) } else { Err(SequenceError::NotActive) }
    }

    fn must_not_be_archived(&self) -> Result<(), SequenceError> {
        if self.image.status == SequenceStatus::Archived { Err(SequenceError::Archived) } else { Ok(()) }
    }

    fn become_(&mut self, image: crm::Sequence) -> SequenceUpdated {
        *self = Self { version: self.version + 1, image };
        SequenceUpdated { sequence: self.image.clone() }
    }
}

fn check_rule(rule: Option<&EnrolmentRule>) -> Result<(), SequenceError> {
    match rule {
        Some(EnrolmentRule::Lead { status: Some(LeadStatus::Converted | LeadStatus::Disqualified), .. }) => {
            refuse("/rule/status", "must be new, working or nurture: others cannot be enrolled")
        }
        _ => Ok(()),
    }
}

/// Refuses steps that could not be taken, where they stand.
pub fn check_steps(steps: &[SequenceStep]) -> Result<(), SequenceError> {
    if steps.len() > MOST_STEPS {
        return refuse("/steps", "can be at most 50");
    }
    let mut mails = 0;
    for (place, step) in steps.iter().enumerate() {
        let at = |field: &str| format!("/steps/{place}/content/{field}");
        if steps.iter().take(place).any(|before| before.step_id == step.step_id) {
            return refuse(format!("/steps/{place}/step_id"), "is there twice; leave it out of a new step");
        }
        match &step.content {
            SequenceStepContent::Mail { subject, body, continues } => {
                if *continues && mails == 0 {
                    return refuse(at("continues"), "must be false: there is no mail before");
                }
                for (field, text) in [("subject", subject.as_str()), ("body", body.as_str())] {
                    variables::check_for_sequence(text).or_else(|error| refuse(at(field), error.to_string()))?;
                }
                mails += 1;
            }
            SequenceStepContent::Task { due_in_days, .. } if !(0..=365).contains(due_in_days) => {
                return refuse(at("due_in_days"), "must be from 0 to 365");
            }
            SequenceStepContent::Wait { days, hours } => {
                if !(0..=365).contains(days) {
                    return refuse(at("days"), "must be from 0 to 365");
                }
                if !(0..=23).contains(hours) {
                    return refuse(at("hours"), "must be from 0 to 23; longer waits are days");
                }
                if (*days, *hours) == (0, 0) {
                    return refuse(at("days"), "or hours must be more than 0");
                }
            }
            SequenceStepContent::Condition { otherwise_skip: Some(skip), .. } => {
                let behind = steps.len() - place - 1;
                if !usize::try_from(*skip).is_ok_and(|skip| (1..=behind).contains(&skip)) {
                    return refuse(at("otherwise_skip"), format!("must be from 1 to {behind}, the steps that follow"));
                }
            }
            SequenceStepContent::Task { .. } | SequenceStepContent::Condition { .. } => {}
        }
    }
    Ok(())
}

/// Where somebody goes on who has taken so many steps of one version and is moved to another: at the step that would have
/// come, where it is there; otherwise behind the last step of theirs that is.
pub fn place_in(steps: &[SequenceStep], before: &[SequenceStep], done: usize) -> usize {
    let place = |step: &SequenceStep| steps.iter().position(|one| one.step_id == step.step_id);
    if let Some(next) = before.get(done).and_then(place) {
        return next;
    }
    let behind = before.iter().take(done).rev().find_map(place);
    behind.map_or(0, |place| place + 1)
}

#[cfg(test)]
#[path = "model_tests.rs"]
pub mod tests;
