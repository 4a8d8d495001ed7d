//! What a rule says, read: its trigger, its condition, and the fields its texts name. Saving, running and trying out all read
//! a rule here, so what is saved can be run.

use contracts::crm::CustomField;
use contracts::crm::automations::{AutomationAction, AutomationOwner};
use platform::{FieldError, Kind as ProblemKind, Refusal};

use super::condition::{Condition, ConditionError, Values, Verdict};
use super::sight::Fields;
use super::text::{self, TextError};
use super::triggers::{self, Noun, Trigger};

/// Most actions of a rule.
pub const MOST_ACTIONS: usize = 10;
/// Latest day a task is due, counted from the run.
const LATEST_DUE: i32 = 365;

/// Why a rule cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// A field that cannot be.
    #[error("{0}: {1}")]
    Field(String, String),
    /// The condition cannot be read, or asks for what there is not.
    #[error(transparent)]
    Condition(#[from] ConditionError),
}

impl Refusal for RuleError {
    fn kind(&self) -> ProblemKind {
        ProblemKind::Invalid
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Field(..) => "invalid-field",
            Self::Condition(_) => "invalid-condition",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Field(pointer, detail) => vec![FieldError::new(pointer.clone(), detail.clone())],
            Self::Condition(error) => vec![FieldError::new("/condition", error.to_string())],
        }
    }
}

fn refuse(pointer: impl Into<String>, detail: impl Into<String>) -> RuleError {
    RuleError::Field(pointer.into(), detail.into())
}

/// A rule that was read.
#[derive(Debug)]
pub struct Rule {
    /// When.
    pub trigger: &'static Trigger,
    /// What can be asked then.
    pub fields: Fields,
    /// The fields its condition asks for.
    pub asks: Vec<String>,
    /// The fields its texts name.
    pub names: Vec<String>,
    condition: Option<Condition>,
}

impl Rule {
    /// Reads the trigger and the condition of a rule, and the texts of its actions.
    ///
    /// # Errors
    /// What is wrong with them, and where.
    pub fn read(
        trigger: &str,
        condition: Option<&str>,
        actions: &[AutomationAction],
        custom: &[CustomField],
    ) -> Result<Self, RuleError> {
        let unknown = || refuse("/trigger", "there is no such trigger; GET /v1/automation-triggers lists them");
        let trigger = triggers::named(trigger).ok_or_else(unknown)?;
        let fields = Fields::of(trigger, custom);
        let condition = condition.map(|source| Condition::read(source, fields.kinds())).transpose()?;
        let mut asks: Vec<String> =
            condition.iter().flat_map(|condition| condition.fields().map(str::to_owned).collect::<Vec<_>>()).collect();
        asks.sort_unstable();
        asks.dedup();
        let mut names = Vec::new();
        for (place, action) in actions.iter().enumerate() {
            check(trigger, place, action)?;
            for (part, text) in texts(action) {
                let wrong = |error: TextError| refuse(format!("/actions/{place}/{part}"), error.to_string());
                names.extend(text::fields(text, fields.kinds()).map_err(wrong)?);
            }
        }
        names.sort_unstable();
        names.dedup();
        Ok(Self { trigger, fields, asks, names, condition })
    }

    /// Refuses a number of actions no rule may have.
    ///
    /// # Errors
    /// When there are none, or too many.
    pub fn check_count(actions: &[AutomationAction]) -> Result<(), RuleError> {
        if (1..=MOST_ACTIONS).contains(&actions.len()) {
            return Ok(());
        }
        Err(refuse("/actions", format!("say what is done: 1 to {MOST_ACTIONS} actions")))
    }

    /// Whether its condition holds for these values; always when it has none.
    pub fn holds(&self, values: &Values) -> Verdict {
        self.condition.as_ref().map_or(Verdict::So, |condition| condition.holds(values))
    }
}

/// The texts of an action that name fields, with where they stand.
fn texts(action: &AutomationAction) -> Vec<(&'static str, &str)> {
    match action {
        AutomationAction::CreateTask { title, note, .. } => {
            let note = note.as_ref().map(|note| ("note", note.as_str()));
            std::iter::once(("title", title.as_str())).chain(note).collect()
        }
        AutomationAction::Notify { text, .. } => vec![("text", text.as_str())],
        AutomationAction::MoveStage { .. }
        | AutomationAction::AssignOwner { .. }
        | AutomationAction::Enrol { .. }
        | AutomationAction::CallWebhook { .. } => Vec::new(),
    }
}

/// Refuses an action that can never be done when this happens.
fn check(trigger: &Trigger, place: usize, action: &AutomationAction) -> Result<(), RuleError> {
    let at = |field: &str| format!("/actions/{place}/{field}");
    let concerns = |nouns: &[Noun]| nouns.iter().any(|noun| trigger.concerns(*noun));
    match action {
        AutomationAction::CreateTask { due_in_days, .. } if !(0..=LATEST_DUE).contains(due_in_days) => {
            Err(refuse(at("due_in_days"), format!("must be 0 to {LATEST_DUE}")))
        }
        AutomationAction::MoveStage { .. } if !concerns(&[Noun::Deal]) => {
            Err(refuse(at("kind"), "this trigger concerns no deal, so none can be moved"))
        }
        AutomationAction::AssignOwner { owner: AutomationOwner::AssignmentRules } if !concerns(&[Noun::Lead]) => {
            Err(refuse(at("owner"), "the rules of leads choose owners of leads, and this trigger concerns none"))
        }
        AutomationAction::AssignOwner { .. } if !concerns(&[Noun::Lead, Noun::Deal]) => {
            Err(refuse(at("kind"), "this trigger concerns no lead or deal that could be given to somebody"))
        }
        AutomationAction::Enrol { .. } if !concerns(&[Noun::Lead, Noun::Contact]) => {
            Err(refuse(at("kind"), "this trigger concerns no lead or contact who could go through a sequence"))
        }
        AutomationAction::CreateTask { .. }
        | AutomationAction::MoveStage { .. }
        | AutomationAction::AssignOwner { .. }
        | AutomationAction::Enrol { .. }
        | AutomationAction::Notify { .. }
        | AutomationAction::CallWebhook { .. } => Ok(()),
    }
}
