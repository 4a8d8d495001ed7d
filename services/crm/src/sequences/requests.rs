//! What callers say about sequences.

use contracts::crm::sequences::{EnrolmentRule, SequenceStatus, SequenceStep, SequenceStepContent};
use kernel::{MailboxId, Name, SequenceStepId};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::patch::{Change, given};

/// A new sequence.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateSequence {
    /// What it is called.
    pub name: Name,
    /// The address its mails go out from.
    pub mailbox_id: MailboxId,
    /// Whether only those go through it who agreed to be written to.
    #[serde(default)]
    pub needs_consent: bool,
    /// What it does, one after the other; at most 50.
    #[serde(default)]
    pub steps: Vec<StepRequest>,
}

/// Changes of a sequence: what is left out stays, `null` empties. Steps are what the next version will be.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateSequence {
    /// What it is called.
    #[serde(default, deserialize_with = "given")]
    pub name: Option<Name>,
    /// The address its mails go out from.
    #[serde(default, deserialize_with = "given")]
    pub mailbox_id: Option<MailboxId>,
    /// Whether only those go through it who agreed to be written to.
    #[serde(default, deserialize_with = "given")]
    pub needs_consent: Option<bool>,
    /// Who is enrolled by itself from now on.
    #[serde(default)]
    pub rule: Change<EnrolmentRule>,
    /// What it does, all of it.
    #[serde(default, deserialize_with = "given")]
    pub steps: Option<Vec<StepRequest>>,
}

/// A step.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepRequest {
    /// Its id, when it was there before.
    pub step_id: Option<SequenceStepId>,
    /// What it does.
    pub content: SequenceStepContent,
}

impl StepRequest {
    /// The steps that are asked for; new ones get an id.
    pub fn all(requests: Vec<Self>) -> Vec<SequenceStep> {
        let step =
            |one: Self| SequenceStep { step_id: one.step_id.unwrap_or_else(SequenceStepId::new), content: one.content };
        requests.into_iter().map(step).collect()
    }
}

/// Where a sequence shall stand.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StandSequence {
    /// `active`, `paused` or `archived`.
    pub status: SequenceStatus,
}
