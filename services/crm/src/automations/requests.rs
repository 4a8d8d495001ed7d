//! What callers say about rules.

use contracts::crm::automations::{AutomationAction, AutomationStatus};
use kernel::{AutomationId, Name, Note};
use schemars::JsonSchema;
use serde::Deserialize;

use super::model::Content;
use crate::patch::{Change, given};

/// A new rule.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateAutomation {
    /// What it is called.
    pub name: Name,
    /// Why there is such a rule.
    pub note: Option<Note>,
    /// When: the name of a trigger, such as `deal_won`; `GET /v1/automation-triggers` lists them.
    pub trigger: String,
    /// If: a condition such as `deal.value >= 1000 && deal.currency == "EUR"`, of at most 2,000 characters; always when left
    /// out.
    pub condition: Option<Note>,
    /// Then: 1 to 10 actions, one after the other.
    pub actions: Vec<AutomationAction>,
    /// Whether it does all this from now on, or waits until it is activated.
    #[serde(default)]
    pub active: bool,
}

impl CreateAutomation {
    /// What the rule says.
    pub fn content(self) -> (Content, AutomationStatus) {
        let status = if self.active { AutomationStatus::Active } else { AutomationStatus::Paused };
        let Self { name, note, trigger, condition, actions, .. } = self;
        (Content { name, note, trigger, condition, actions }, status)
    }
}

/// Changes of a rule: what is left out stays, `null` empties.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateAutomation {
    /// What it is called.
    #[serde(default, deserialize_with = "given")]
    pub name: Option<Name>,
    /// Why there is such a rule.
    #[serde(default)]
    pub note: Change<Note>,
    /// When.
    #[serde(default, deserialize_with = "given")]
    pub trigger: Option<String>,
    /// If; `null` for always.
    #[serde(default)]
    pub condition: Change<Note>,
    /// Then, all of it.
    #[serde(default, deserialize_with = "given")]
    pub actions: Option<Vec<AutomationAction>>,
}

impl UpdateAutomation {
    /// What the rule says once this is changed.
    pub fn applied(self, mut content: Content) -> Content {
        content.name = self.name.unwrap_or(content.name);
        content.trigger = self.trigger.unwrap_or(content.trigger);
        content.actions = self.actions.unwrap_or(content.actions);
        self.note.apply(&mut content.note);
        self.condition.apply(&mut content.condition);
        content
    }
}

/// Where a rule shall stand.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StandAutomation {
    /// `active`, `paused` or `archived`.
    pub status: AutomationStatus,
}

/// The order in which rules run.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderAutomations {
    /// All rules that are not archived, the first one first.
    pub automation_ids: Vec<AutomationId>,
}

/// A condition to be checked.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckCondition {
    /// The trigger it is for.
    pub trigger: String,
    /// The condition.
    pub condition: String,
}

/// A rule to be tried on the past, saved or not.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TryAutomation {
    /// When.
    pub trigger: String,
    /// If; always when left out.
    pub condition: Option<Note>,
    /// Then.
    #[serde(default)]
    pub actions: Vec<AutomationAction>,
    /// How many days back, 1 to 90; 90 when left out.
    pub days: Option<i64>,
}

/// How far back a saved rule is tried.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrySaved {
    /// How many days back, 1 to 90; 90 when left out.
    pub days: Option<i64>,
}
