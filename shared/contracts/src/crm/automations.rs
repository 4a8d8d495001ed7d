//! What CRM publishes about automation: rules that do something when something happens, what they did, and the addresses of
//! other programs they call.
//!
//! What a condition saw is not in these events, since it may be about a person; CRM keeps it beside the run for a while.

use kernel::{
    AutomationId, AutomationRunId, EventId, MemberId, Name, Note, SequenceId, StageId, WebhookDeliveryId, WebhookId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::activities::{Priority, Subject};
use crate::event::{events, facts};

/// Whether a rule is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AutomationStatus {
    /// It does what it says.
    Active,
    /// It does nothing until it goes on.
    Paused,
    /// It is over.
    Archived,
}

/// Somebody an action concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "who", rename_all = "snake_case", deny_unknown_fields)]
pub enum AutomationPerson {
    /// Whoever looks after the record then.
    RecordOwner,
    /// This colleague.
    Member {
        /// Who.
        member_id: MemberId,
    },
}

/// Who a record is given to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "who", rename_all = "snake_case", deny_unknown_fields)]
pub enum AutomationOwner {
    /// Whoever the organisation's rules about leads choose.
    AssignmentRules,
    /// This colleague.
    Member {
        /// Who.
        member_id: MemberId,
    },
}

/// Something a rule does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum AutomationAction {
    /// Somebody has a follow-up.
    CreateTask {
        /// What is to be done, with `{{fields}}`.
        title: Name,
        /// More about it, with `{{fields}}`.
        #[serde(default)]
        note: Option<Note>,
        /// Who does it.
        person: AutomationPerson,
        /// In how many days, from 0.
        due_in_days: i32,
        /// How urgent it is.
        #[serde(default)]
        priority: Priority,
    },
    /// The deal moves to an open stage.
    MoveStage {
        /// Where to.
        stage_id: StageId,
    },
    /// The lead or the deal is given to somebody.
    AssignOwner {
        /// To whom.
        owner: AutomationOwner,
    },
    /// The lead, or the contact, goes through a sequence.
    Enrol {
        /// Which.
        sequence_id: SequenceId,
    },
    /// Somebody is told.
    Notify {
        /// Who.
        person: AutomationPerson,
        /// What, with `{{fields}}`.
        text: Name,
    },
    /// Another program is told.
    CallWebhook {
        /// Which.
        webhook_id: WebhookId,
    },
}

/// A rule: when something happens, if something is so, then something is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Automation {
    /// Its id.
    pub automation_id: AutomationId,
    /// What it is called.
    pub name: Name,
    /// Why there is such a rule.
    pub note: Option<Note>,
    /// Whether it is used.
    pub status: AutomationStatus,
    /// Its place among the rules: of those that apply to an event, the ones before it run first.
    pub position: i32,
    /// When: the name of a trigger, such as `deal_won`.
    pub trigger: String,
    /// If: a condition in the Common Expression Language; always when there is none.
    pub condition: Option<Note>,
    /// Then: what is done, one after the other.
    pub actions: Vec<AutomationAction>,
    /// Counts what it says, from 1: grows when trigger, condition or actions change.
    pub rule_version: i32,
}

/// How an action ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActionOutcome {
    /// It was done.
    Done,
    /// There was nothing to do: it was so already.
    Unchanged,
    /// A rule of the CRM refused it, as it would have refused a person.
    Refused,
    /// It could not be done for a reason inside the program; the log says more.
    Failed,
}

/// What became of an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActionResult {
    /// What kind of action it was, e.g. `create_task`.
    pub kind: String,
    /// How it ended.
    pub outcome: ActionOutcome,
    /// Why it was refused: the code a person would have been answered with.
    pub code: Option<String>,
    /// The same in a sentence.
    pub detail: Option<String>,
    /// What it made or changed: `/v1/follow-ups/<id>`.
    pub made: Option<String>,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RunOutcome {
    /// Everything was done.
    Done,
    /// At least one action was refused.
    Refused,
    /// Nothing was done, so that rules do not set each other off without end.
    Stopped,
    /// It could not be done for a reason inside the program.
    Failed,
}

/// What a rule did about one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AutomationRun {
    /// Its id.
    pub run_id: AutomationRunId,
    /// The rule.
    pub automation_id: AutomationId,
    /// Which version of it ran.
    pub rule_version: i32,
    /// What happened.
    pub event_id: EventId,
    /// The kind of event, e.g. `crm.deal.won.v1`.
    pub event_type: String,
    /// What it is about.
    pub record: Option<Subject>,
    /// What became of each action, in their order; empty while they are under way.
    pub actions: Vec<ActionResult>,
    /// How it ended; none while it is under way.
    pub outcome: Option<RunOutcome>,
}

/// An address of another program that is told of things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Webhook {
    /// Its id.
    pub webhook_id: WebhookId,
    /// What it is called.
    pub name: Name,
    /// Scheme, host and port it is at. The rest of the address may hold a secret and is not told.
    pub origin: String,
    /// Whether it is called.
    pub active: bool,
}

/// A call of a webhook that nobody took, in the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FailedDelivery {
    /// Its id, which is the `webhook-id` of every attempt.
    pub webhook_delivery_id: WebhookDeliveryId,
    /// Where to.
    pub webhook_id: WebhookId,
    /// The run it belongs to.
    pub run_id: AutomationRunId,
    /// How often it was tried.
    pub attempts: i32,
    /// What went wrong last.
    pub error: String,
}

facts! {
    /// There is a new rule.
    AutomationCreated { /// The rule as it now is.
        automation: Automation }
    /// A rule changed, paused, went on or is over.
    AutomationUpdated { /// The rule as it now is.
        automation: Automation }
    /// A rule applies to something that happened. What its actions do is caused by this event.
    AutomationTriggered { /// The run, before its actions.
        run: AutomationRun }
    /// A rule has done what it does.
    AutomationRan { /// The run, with what became of its actions.
        run: AutomationRun }
    /// There is a new webhook.
    WebhookCreated { /// The webhook as it now is.
        webhook: Webhook }
    /// A webhook changed, or has another secret.
    WebhookUpdated { /// The webhook as it now is.
        webhook: Webhook }
    /// A call of a webhook was given up.
    WebhookDeliveryFailed { /// The call.
        delivery: FailedDelivery }
}

/// What may be personal in a rule: what somebody wrote, and what its condition asks for.
const AUTOMATION: &[&str] = &[
    "automation.name",
    "automation.note",
    "automation.condition",
    "automation.actions.title",
    "automation.actions.note",
    "automation.actions.text",
];
/// What may be personal in a run: why the CRM refused something, in a sentence.
const RUN: &[&str] = &["run.actions.detail"];

events! {
    AutomationCreated = "crm.automation.created.v1" of "automation" by |e| e.automation.automation_id,
        veils AUTOMATION;
    AutomationUpdated = "crm.automation.updated.v1" of "automation" by |e| e.automation.automation_id,
        veils AUTOMATION;
    AutomationTriggered = "crm.automation.triggered.v1" of "automation_run" by |e| e.run.run_id, veils RUN;
    AutomationRan = "crm.automation.ran.v1" of "automation_run" by |e| e.run.run_id, veils RUN;
    WebhookCreated = "crm.webhook.created.v1" of "webhook" by |e| e.webhook.webhook_id, veils &["webhook.name"];
    WebhookUpdated = "crm.webhook.updated.v1" of "webhook" by |e| e.webhook.webhook_id, veils &["webhook.name"];
    WebhookDeliveryFailed = "crm.webhook.delivery_failed.v1" of "webhook_delivery" by |e| e.delivery.webhook_delivery_id,
        veils &["delivery.error"];
}
