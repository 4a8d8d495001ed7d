//! What a reason to lose deals for is.

use contracts::crm::{LossReason, LossReasonCreated, LossReasonUpdated};
use kernel::{Language, LossReasonId, Name, OrgId, TextError};

/// A reason with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Grows by one with each change.
    pub version: i64,
    /// The reason as others see it.
    pub image: LossReason,
}

/// Keys of the reasons an organisation begins with.
const REASONS: [&str; 6] = ["price", "competitor", "budget", "timing", "fit", "silence"];

/// What they are called.
const fn names(language: Language) -> [&'static str; 6] {
    match language {
        Language::En => [
            "Price",
            "A competitor was chosen",
            "No budget",
            "Not now",
            "We were not the right fit",
            "No answer any more",
        ],
        Language::Hu => [
            "Ár",
            "Versenytársat választottak",
            "Nincs rá keret",
            "Most nem aktuális",
            "Nem mi voltunk a megfelelők",
            "Nem jött több válasz",
        ],
    }
}

impl Reason {
    /// The reasons an organisation begins with that has written down none yet; the same whenever they are asked for.
    pub fn defaults_of(org: OrgId) -> Result<Vec<Self>, TextError> {
        Self::first_of(org, Language::default())
    }

    /// The reasons an organisation begins with, in its language.
    pub fn first_of(org: OrgId, language: Language) -> Result<Vec<Self>, TextError> {
        let reasons = REASONS.iter().zip(names(language)).zip(1..).map(|((key, name), position)| {
            let loss_reason_id = LossReasonId::derived(org.as_uuid(), &format!("loss reason {key}"));
            let image = LossReason { loss_reason_id, name: Name::new(name)?, position, archived: false };
            Ok(Self { version: 1, image })
        });
        reasons.collect()
    }

    /// Adds a reason.
    pub fn add(name: Name, position: i16) -> (Self, LossReasonCreated) {
        let image = LossReason { loss_reason_id: LossReasonId::new(), name, position, archived: false };
        let created = LossReasonCreated { loss_reason: image.clone() };
        (Self { version: 1, image }, created)
    }

    /// Changes it to this.
    pub fn update(&mut self, image: LossReason) -> LossReasonUpdated {
        *self = Self { version: self.version + 1, image };
        LossReasonUpdated { loss_reason: self.image.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organisations_begin_with_reasons_of_their_own() {
        let org = OrgId::new();
        let reasons = Reason::defaults_of(org).unwrap();
        assert_eq!(reasons, Reason::defaults_of(org).unwrap());
        let others = Reason::defaults_of(OrgId::new()).unwrap();
        assert!(reasons.iter().zip(others).all(|(one, other)| one.image.loss_reason_id != other.image.loss_reason_id));
    }
}
