//! What rules and holds may be.

use chrono::NaiveDate;
use contracts::crm::activities::Subject;
use contracts::crm::privacy::{
    RetentionHold, RetentionHoldLifted, RetentionHoldPlaced, RetentionRules, RetentionRulesUpdated,
};
use kernel::{Note, OrgId};
use platform::{FieldError, Kind, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Days between the notice and the erasure unless the organisation says otherwise.
const NOTICE_DAYS: i32 = 30;
/// Longest time after which somebody is erased, in months.
const MAX_MONTHS: i32 = 240;
/// Longest notice, in days.
const MAX_NOTICE_DAYS: i32 = 365;

/// Why rules or a hold are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RetentionError {
    /// A number of months cannot be.
    #[error("{0}: must be from 1 to {MAX_MONTHS} months, or nothing")]
    Months(&'static str),
    /// A number of days cannot be.
    #[error("/notice_days: must be from 1 to {MAX_NOTICE_DAYS}")]
    Days,
    /// The day of a hold has passed.
    #[error("/until: must be today or later")]
    Past,
}

impl Refusal for RetentionError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }

    fn code(&self) -> &'static str {
        "invalid-field"
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Months(pointer) => {
                vec![FieldError::new(*pointer, format!("must be from 1 to {MAX_MONTHS} months, or nothing"))]
            }
            Self::Days => vec![FieldError::new("/notice_days", format!("must be from 1 to {MAX_NOTICE_DAYS}"))],
            Self::Past => vec![FieldError::new("/until", "must be today or later")],
        }
    }
}

/// A rule by which people are erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "RetentionRule")]
pub enum Rule {
    /// Leads that were given up.
    DisqualifiedLeads,
    /// Open leads with whom nothing happened.
    QuietLeads,
    /// Contacts with whom nothing happened and who have no deal.
    QuietContacts,
}

/// Rules with their version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Grows by one with each change; 0 while nothing was set.
    pub version: i64,
    /// The rules as others see them.
    pub image: RetentionRules,
}

/// How long people are kept; where a number is missing, for good.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetRetentionRules {
    /// Months after which leads are erased that were given up, 1 to 240.
    pub disqualified_leads_months: Option<i32>,
    /// Months after which open leads are erased with whom nothing happened, 1 to 240.
    pub quiet_leads_months: Option<i32>,
    /// Months after which contacts are erased with whom nothing happened and who have no deal, 1 to 240.
    pub quiet_contacts_months: Option<i32>,
    /// Months after which mails are emptied and their files removed, 1 to 240.
    pub mails_months: Option<i32>,
    /// Days between the notice and the erasure, 1 to 365.
    pub notice_days: i32,
}

impl Rules {
    /// What holds while nothing was set: everybody and everything is kept.
    pub fn none_of(org_id: OrgId) -> Self {
        let image = RetentionRules {
            org_id,
            disqualified_leads_months: None,
            quiet_leads_months: None,
            quiet_contacts_months: None,
            mails_months: None,
            notice_days: NOTICE_DAYS,
        };
        Self { version: 0, image }
    }

    /// Whether anybody is ever erased by them, or any mail emptied.
    pub fn are_on(&self) -> bool {
        let image = &self.image;
        [image.disqualified_leads_months, image.quiet_leads_months, image.quiet_contacts_months, image.mails_months]
            .iter()
            .any(Option::is_some)
    }

    /// Sets them.
    pub fn set(&mut self, asked: SetRetentionRules) -> Result<RetentionRulesUpdated, RetentionError> {
        for (pointer, months) in [
            ("/disqualified_leads_months", asked.disqualified_leads_months),
            ("/quiet_leads_months", asked.quiet_leads_months),
            ("/quiet_contacts_months", asked.quiet_contacts_months),
            ("/mails_months", asked.mails_months),
        ] {
            if months.is_some_and(|months| !(1..=MAX_MONTHS).contains(&months)) {
                return Err(RetentionError::Months(pointer));
            }
        }
        if !(1..=MAX_NOTICE_DAYS).contains(&asked.notice_days) {
            return Err(RetentionError::Days);
        }
        self.image = RetentionRules {
            org_id: self.image.org_id,
            disqualified_leads_months: asked.disqualified_leads_months,
            quiet_leads_months: asked.quiet_leads_months,
            quiet_contacts_months: asked.quiet_contacts_months,
            mails_months: asked.mails_months,
            notice_days: asked.notice_days,
        };
        self.version += 1;
        Ok(RetentionRulesUpdated { retention_rules: self.image.clone() })
    }
}

/// A hold with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Grows by one with each change.
    pub version: i64,
    /// The hold as others see it.
    pub image: RetentionHold,
}

impl Hold {
    /// Keeps somebody, whatever the rules say; `before` is the version of an earlier hold of theirs.
    pub fn place(
        (person, before): (Subject, i64),
        reason: Note,
        until: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<(Self, RetentionHoldPlaced), RetentionError> {
        if until.is_some_and(|until| until < today) {
            return Err(RetentionError::Past);
        }
        let image = RetentionHold { person, reason, until };
        let event = RetentionHoldPlaced { retention_hold: image.clone() };
        Ok((Self { version: before + 1, image }, event))
    }

    /// The rules count for them again.
    pub fn lift(&mut self) -> RetentionHoldLifted {
        self.version += 1;
        RetentionHoldLifted { retention_hold: self.image.clone() }
    }
}

#[cfg(test)]
mod tests {
    use kernel::LeadId;

    use super::*;

    #[test]
    fn rules_are_off_until_they_are_set_to_what_can_be() {
        let mut rules = Rules::none_of(OrgId::new());
        assert!(!rules.are_on());
        let asked = |months: i32, notice_days: i32| SetRetentionRules {
            disqualified_leads_months: None,
            quiet_leads_months: Some(months),
            quiet_contacts_months: None,
            mails_months: None,
            notice_days,
        };
        assert_eq!(rules.set(asked(0, 30)).unwrap_err(), RetentionError::Months("/quiet_leads_months"));
        assert_eq!(rules.set(asked(241, 30)).unwrap_err(), RetentionError::Months("/quiet_leads_months"));
        assert_eq!(rules.set(asked(1, 0)).unwrap_err(), RetentionError::Days);
        rules.set(asked(240, 365)).unwrap();
        assert!(rules.are_on() && rules.version == 1);
    }

    #[test]
    fn a_hold_ends_today_or_later() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let hold = |until: &str| {
            let person = Subject::Lead(LeadId::new());
            Hold::place((person, 2), Note::new("A dispute").unwrap(), Some(day(until)), day("2026-03-02"))
        };
        assert_eq!(hold("2026-03-01").unwrap_err(), RetentionError::Past);
        let (mut placed, _) = hold("2026-03-02").unwrap();
        placed.lift();
        assert_eq!(placed.version, 4);
    }
}
