//! What a rule of the organisation may be.

use contracts::crm::CustomField;
use contracts::crm::automations::{
    self as crm, AutomationAction, AutomationCreated, AutomationStatus, AutomationUpdated,
};
use kernel::{AutomationId, Name, Note};
use platform::{FieldError, Kind, Refusal};

use super::rule::{Rule, RuleError};

/// Most rules of an organisation that are not archived.
pub const MOST_RULES: usize = 200;

/// A rule with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Automation {
    /// Grows by one with each change.
    pub version: i64,
    /// The rule as others see it.
    pub image: crm::Automation,
}

/// What a rule says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// What it is called.
    pub name: Name,
    /// Why there is such a rule.
    pub note: Option<Note>,
    /// When.
    pub trigger: String,
    /// If.
    pub condition: Option<Note>,
    /// Then.
    pub actions: Vec<AutomationAction>,
}

/// Why a rule refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AutomationError {
    /// What it says cannot be.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// It is over.
    #[error("The rule is archived; make a new one.")]
    Archived,
    /// It stands there already.
    #[error("The rule is {0} already.")]
    Already(&'static str),
    /// There are too many.
    #[error("There are {MOST_RULES} rules; archive those that are not used.")]
    TooMany,
}

impl Refusal for AutomationError {
    fn kind(&self) -> Kind {
        match self {
            Self::Rule(error) => error.kind(),
            Self::Archived | Self::Already(_) | Self::TooMany => Kind::Conflict,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Rule(error) => error.code(),
            Self::Archived => "automation-archived",
            Self::Already(_) => "automation-stands-there",
            Self::TooMany => "too-many-automations",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Rule(error) => error.fields(),
            Self::Archived | Self::Already(_) | Self::TooMany => Vec::new(),
        }
    }
}

fn read(content: &Content, custom: &[CustomField]) -> Result<Rule, RuleError> {
    Rule::check_count(&content.actions)?;
    Rule::read(&content.trigger, content.condition.as_ref().map(Note::as_str), &content.actions, custom)
}

impl Automation {
    /// Makes a rule.
    pub fn make(
        content: Content,
        status: AutomationStatus,
        position: i32,
        custom: &[CustomField],
    ) -> Result<(Self, AutomationCreated), AutomationError> {
        read(&content, custom)?;
        let Content { name, note, trigger, condition, actions } = content;
        let image = crm::Automation {
            automation_id: AutomationId::new(),
            name,
            note,
            status,
            position,
            trigger,
            condition,
            actions,
            rule_version: 1,
        };
        let created = AutomationCreated { automation: image.clone() };
        Ok((Self { version: 1, image }, created))
    }

    /// What it says.
    pub fn content(&self) -> Content {
        let crm::Automation { name, note, trigger, condition, actions, .. } = self.image.clone();
        Content { name, note, trigger, condition, actions }
    }

    /// Changes what it says. What it does from now on is another version of it.
    pub fn update(&mut self, content: Content, custom: &[CustomField]) -> Result<AutomationUpdated, AutomationError> {
        self.must_be_used()?;
        read(&content, custom)?;
        let Content { name, note, trigger, condition, actions } = content;
        let before = &self.image;
        let other = (&before.trigger, &before.condition, &before.actions) != (&trigger, &condition, &actions);
        let rule_version = before.rule_version + i32::from(other);
        let (automation_id, status, position) = (before.automation_id, before.status, before.position);
        Ok(self.now_is(crm::Automation {
            automation_id,
            name,
            note,
            status,
            position,
            trigger,
            condition,
            actions,
            rule_version,
        }))
    }

    /// Lets it pause, go on, or be over. One that goes on has to fit what there is now.
    pub fn stand(
        &mut self,
        status: AutomationStatus,
        custom: &[CustomField],
    ) -> Result<AutomationUpdated, AutomationError> {
        self.must_be_used()?;
        if self.image.status == status {
            return Err(AutomationError::Already(in_words(status)));
        }
        if status == AutomationStatus::Active {
            read(&self.content(), custom)?;
        }
        Ok(self.now_is(crm::Automation { status, ..self.image.clone() }))
    }

    /// Puts it elsewhere among the rules; none when it is there.
    pub fn put_at(&mut self, position: i32) -> Option<AutomationUpdated> {
        (self.image.position != position).then(|| self.now_is(crm::Automation { position, ..self.image.clone() }))
    }

    fn must_be_used(&self) -> Result<(), AutomationError> {
        if self.image.status == AutomationStatus::Archived { Err(AutomationError::Archived) } else { Ok(()) }
    }

    fn now_is(&mut self, image: crm::Automation) -> AutomationUpdated {
        self.image = image;
        self.version += 1;
        AutomationUpdated { automation: self.image.clone() }
    }
}

const fn in_words(status: AutomationStatus) -> &'static str {
    match status {
        AutomationStatus::Active => "active",
        AutomationStatus::Paused => "paused",
        AutomationStatus::Archived => "archived",
    }
}

#[cfg(test)]
mod tests {
    use contracts::crm::automations::AutomationPerson;

    use super::*;

    fn content(trigger: &str, condition: Option<&str>) -> Content {
        let person = AutomationPerson::RecordOwner;
        Content {
            name: Name::new("Rule").unwrap(),
            note: None,
            trigger: trigger.to_owned(),
            condition: condition.map(|text| Note::new(text).unwrap()),
            actions: vec![AutomationAction::Notify { person, text: Name::new("Look").unwrap() }],
        }
    }

    fn made() -> Automation {
        Automation::make(content("deal_won", Some("deal.value > 10")), AutomationStatus::Active, 1, &[]).unwrap().0
    }

    #[test]
    fn only_what_it_does_makes_another_version() {
        let mut rule = made();
        let renamed = Content { name: Name::new("Other").unwrap(), ..rule.content() };
        rule.update(renamed, &[]).unwrap();
        assert_eq!((rule.version, rule.image.rule_version), (2, 1));
        rule.update(content("deal_won", None), &[]).unwrap();
        assert_eq!((rule.version, rule.image.rule_version), (3, 2));
        assert!(rule.put_at(1).is_none() && rule.put_at(2).is_some());
        assert_eq!((rule.version, rule.image.rule_version), (4, 2));
    }

    #[test]
    fn an_archived_rule_stays_as_it_is() {
        let mut rule = made();
        assert_eq!(rule.stand(AutomationStatus::Active, &[]), Err(AutomationError::Already("active")));
        rule.stand(AutomationStatus::Archived, &[]).unwrap();
        assert_eq!(rule.stand(AutomationStatus::Active, &[]), Err(AutomationError::Archived));
        assert_eq!(rule.update(content("deal_won", None), &[]), Err(AutomationError::Archived));
    }

    #[test]
    fn what_can_never_be_done_is_refused() {
        let refused = |trigger, action| {
            let content = Content { actions: vec![action], ..content(trigger, None) };
            Automation::make(content, AutomationStatus::Active, 1, &[]).unwrap_err().fields()
        };
        let stage = AutomationAction::MoveStage { stage_id: kernel::StageId::new() };
        assert!(refused("lead_created", stage).iter().any(|error| error.pointer == "/actions/0/kind"));
        let enrol = AutomationAction::Enrol { sequence_id: kernel::SequenceId::new() };
        assert!(!refused("payment_received", enrol).is_empty());
        let none = Content { actions: Vec::new(), ..content("deal_won", None) };
        assert!(Automation::make(none, AutomationStatus::Active, 1, &[]).is_err());
        assert!(Automation::make(content("deal_wun", None), AutomationStatus::Active, 1, &[]).is_err());
    }
}
