//! What CRM publishes about sequences: mails and tasks that follow one another until somebody answers, and who goes through
//! them.

use chrono::{DateTime, Utc};
use kernel::{
    CountryCode, DealId, EnrolmentId, MailboxId, MemberId, Name, Note, SequenceId, SequenceStepId, TimeZoneName,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::activities::Subject;
use crate::event::{events, facts};
use crate::leads::LeadStatus;

/// Whether a sequence is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SequenceStatus {
    /// It is written; nobody can be enrolled.
    Draft,
    /// People go through it.
    Active,
    /// Nothing happens until it goes on.
    Paused,
    /// It is over; whoever was in it has left.
    Archived,
}

/// What a condition asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "test", rename_all = "snake_case")]
pub enum SequenceTest {
    /// The lead stands there.
    LeadStatus {
        /// Where.
        status: LeadStatus,
    },
    /// The lead has so many points or more.
    LeadScore {
        /// How many.
        at_least: i32,
    },
    /// The person, or their company, is in this country.
    Country {
        /// Which.
        country: CountryCode,
    },
    /// There is an open deal with the person or their company.
    OpenDeal,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SequenceStepContent {
    /// A mail goes out.
    Mail {
        /// Subject line, with `{{variables}}`; not used when it continues the mail before.
        subject: Name,
        /// What it says, with `{{variables}}`.
        body: Note,
        /// Whether it answers the last mail of this enrolment, as `Re:` in the same conversation.
        continues: bool,
    },
    /// Whoever looks after the person has something to do.
    Task {
        /// What.
        title: Name,
        /// More about it.
        note: Option<Note>,
        /// In how many days.
        due_in_days: i32,
    },
    /// Time passes.
    Wait {
        /// Working days: those of the send window.
        days: i32,
        /// Hours.
        hours: i32,
    },
    /// It depends.
    Condition {
        /// On what.
        test: SequenceTest,
        /// Steps left out when it is not so; none when the sequence ends then.
        otherwise_skip: Option<i32>,
    },
}

/// A step of a sequence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SequenceStep {
    /// Its id; the same step in another version has the same.
    pub step_id: SequenceStepId,
    /// What it does.
    pub content: SequenceStepContent,
}

/// Who is enrolled without anybody doing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "when", rename_all = "snake_case", deny_unknown_fields)]
pub enum EnrolmentRule {
    /// Leads of which all that is said is true.
    Lead {
        /// Where they stand; whatever open status when left out.
        #[serde(default)]
        status: Option<LeadStatus>,
        /// Least points.
        #[serde(default)]
        min_score: Option<i32>,
        /// Where they come from, in any case.
        #[serde(default)]
        source: Option<Name>,
    },
    /// The contact of a deal that is lost.
    DealLost,
    /// The contact of a deal that is won.
    DealWon,
}

/// A sequence of mails and tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sequence {
    /// Its id.
    pub sequence_id: SequenceId,
    /// What it is called.
    pub name: Name,
    /// Whether it is used.
    pub status: SequenceStatus,
    /// The address its mails go out from.
    pub mailbox_id: MailboxId,
    /// Whether only those go through it who agreed to be written to.
    pub needs_consent: bool,
    /// Who is enrolled by itself.
    pub rule: Option<EnrolmentRule>,
    /// Since when the rule holds: what became so before does not count.
    pub rule_since: Option<DateTime<Utc>>,
    /// The version that those who are enrolled now go through; 0 while none was published.
    pub current_version: i32,
    /// The steps as they are being written; those of the current version when nothing was changed since.
    pub draft: Vec<SequenceStep>,
}

/// Whether somebody goes through a sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EnrolmentStatus {
    /// They do.
    Active,
    /// They have been through all of it.
    Finished,
    /// They left before its end.
    Exited,
}

/// Why somebody left a sequence before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExitReason {
    /// They answered.
    Replied,
    /// A meeting with them was written down.
    Meeting,
    /// A mail to them did not arrive.
    Bounced,
    /// They do not want mails.
    Unsubscribed,
    /// Their deal was won.
    DealWon,
    /// Their deal was lost.
    DealLost,
    /// The lead became a client.
    LeadConverted,
    /// The lead was given up.
    LeadDisqualified,
    /// They were merged into somebody else, or have no address any more.
    Gone,
    /// They have not agreed to be written to.
    NoConsent,
    /// A condition said so.
    Condition,
    /// A colleague took them out.
    Removed,
    /// The sequence is over.
    SequenceArchived,
    /// A mail could not be written or sent; the detail says why.
    Failed,
}

/// A person's way through a sequence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Enrolment {
    /// Its id.
    pub enrolment_id: EnrolmentId,
    /// Which sequence.
    pub sequence_id: SequenceId,
    /// Which version of it.
    pub sequence_version: i32,
    /// Who: a contact or a lead.
    pub person: Subject,
    /// The deal it is about.
    pub deal_id: Option<DealId>,
    /// Who gets the tasks and is told of answers.
    pub owner_id: Option<MemberId>,
    /// Zone of the person, when somebody said it.
    pub time_zone: Option<TimeZoneName>,
    /// Whether they still go through it.
    pub status: EnrolmentStatus,
    /// Steps behind them.
    pub steps_done: i32,
    /// When the next step is taken at the earliest; none when nothing follows.
    pub due_at: Option<DateTime<Utc>>,
    /// Since when.
    pub enrolled_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why it ended before its end.
    pub exit_reason: Option<ExitReason>,
    /// More about that.
    pub exit_detail: Option<Note>,
}

facts! {
    /// There is a new sequence.
    SequenceCreated { /// The sequence as it now is.
        sequence: Sequence }
    /// A sequence changed.
    SequenceUpdated { /// The sequence as it now is.
        sequence: Sequence }
    /// What was written became the version that people go through.
    SequencePublished { /// The sequence as it now is.
        sequence: Sequence }
    /// Somebody was enrolled.
    EnrolmentStarted { /// The enrolment as it now is.
        enrolment: Enrolment }
    /// Steps were taken, or put off.
    EnrolmentAdvanced { /// The enrolment as it now is.
        enrolment: Enrolment }
    /// Somebody goes through another version from now on.
    EnrolmentMoved { /// The enrolment as it now is.
        enrolment: Enrolment }
    /// Somebody has been through all of it.
    EnrolmentFinished { /// The enrolment as it now is.
        enrolment: Enrolment }
    /// Somebody left before the end.
    EnrolmentExited { /// The enrolment as it now is.
        enrolment: Enrolment }
}

/// What may be personal in a sequence: whoever wrote it may have written it to, or of, somebody.
const SEQUENCE: &[&str] = &[
    "sequence.name",
    "sequence.rule.source",
    "sequence.draft.content.subject",
    "sequence.draft.content.body",
    "sequence.draft.content.title",
    "sequence.draft.content.note",
];
/// What may be personal in an enrolment.
const ENROLMENT: &[&str] = &["enrolment.exit_detail"];

events! {
    SequenceCreated = "crm.sequence.created.v1" of "sequence" by |e| e.sequence.sequence_id, veils SEQUENCE;
    SequenceUpdated = "crm.sequence.updated.v1" of "sequence" by |e| e.sequence.sequence_id, veils SEQUENCE;
    SequencePublished = "crm.sequence.published.v1" of "sequence" by |e| e.sequence.sequence_id, veils SEQUENCE;
    EnrolmentStarted = "crm.enrolment.started.v1" of "enrolment" by |e| e.enrolment.enrolment_id, veils ENROLMENT;
    EnrolmentAdvanced = "crm.enrolment.advanced.v1" of "enrolment" by |e| e.enrolment.enrolment_id, veils ENROLMENT;
    EnrolmentMoved = "crm.enrolment.moved.v1" of "enrolment" by |e| e.enrolment.enrolment_id, veils ENROLMENT;
    EnrolmentFinished = "crm.enrolment.finished.v1" of "enrolment" by |e| e.enrolment.enrolment_id, veils ENROLMENT;
    EnrolmentExited = "crm.enrolment.exited.v1" of "enrolment" by |e| e.enrolment.enrolment_id, veils ENROLMENT;
}
