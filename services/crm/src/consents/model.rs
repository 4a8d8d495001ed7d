//! What may become of a consent.

use chrono::{DateTime, Datelike, Utc};
use contracts::crm::activities::Subject;
use contracts::crm::privacy::{self as crm, ConsentGiven, ConsentSource, ConsentWithdrawn, LawfulBasis};
use contracts::leads::LeadConsent;
use kernel::{ConsentId, LeadFormId, Name, Note};
use platform::{FieldError, Kind, Refusal};

/// A consent with what only this service keeps of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Grows by one with each change; from 0 when it was told with its lead, before consents were things of their own.
    pub version: i64,
    /// The consent as others see it.
    pub image: crm::Consent,
}

/// A consent that is to be written down.
#[derive(Debug, Clone)]
pub struct Given {
    /// Whose it is: a contact or a lead.
    pub person: Subject,
    /// What it is for.
    pub purpose: Name,
    /// Why their data may be used.
    pub basis: LawfulBasis,
    /// By which way it came here.
    pub source: ConsentSource,
    /// How they said so.
    pub how: Option<Name>,
    /// The words they agreed to.
    pub text: Option<Note>,
    /// The form they sent.
    pub form_id: Option<LeadFormId>,
    /// Since when it counts; now when left out.
    pub given_at: Option<DateTime<Utc>>,
}

/// Why a consent is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConsentError {
    /// The moment cannot be.
    #[error("/given_at: must be a moment from 1900 on, not in the future")]
    Moment,
    /// Nobody could say later what they had agreed to.
    #[error("/text: say which words they agreed to")]
    NoText,
    /// Nobody could say later how.
    #[error("/how: say how they agreed, such as \"by telephone\"")]
    NoHow,
    /// It does not count any more.
    #[error("This was taken back already.")]
    Withdrawn,
}

impl Refusal for ConsentError {
    fn kind(&self) -> Kind {
        match self {
            Self::Moment | Self::NoText | Self::NoHow => Kind::Invalid,
            Self::Withdrawn => Kind::Conflict,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Moment | Self::NoText | Self::NoHow => "invalid-field",
            Self::Withdrawn => "consent-withdrawn",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Moment => vec![FieldError::new("/given_at", "must be a moment from 1900 on, not in the future")],
            Self::NoText => vec![FieldError::new("/text", "say which words they agreed to")],
            Self::NoHow => vec![FieldError::new("/how", "say how they agreed, such as \"by telephone\"")],
            Self::Withdrawn => Vec::new(),
        }
    }
}

impl Consent {
    /// Writes it down. What somebody agreed to needs its words and the way, since it has to be proved.
    pub fn give(given: Given, now: DateTime<Utc>) -> Result<(Self, ConsentGiven), ConsentError> {
        let given_at = given.given_at.unwrap_or(now);
        if given_at > now || given_at.year() < 1900 {
            return Err(ConsentError::Moment);
        }
        if given.basis == LawfulBasis::Consent && given.text.is_none() {
            return Err(ConsentError::NoText);
        }
        if given.basis == LawfulBasis::Consent && given.how.is_none() {
            return Err(ConsentError::NoHow);
        }
        let image = crm::Consent {
            consent_id: ConsentId::new(),
            person: given.person,
            purpose: given.purpose,
            basis: given.basis,
            source: given.source,
            how: given.how,
            text: given.text,
            form_id: given.form_id,
            given_at,
            withdrawn_at: None,
            withdrawn_how: None,
        };
        let event = ConsentGiven { consent: image.clone() };
        Ok((Self { version: 1, image }, event))
    }

    /// They took it back.
    pub fn withdraw(&mut self, how: Option<Note>, now: DateTime<Utc>) -> Result<ConsentWithdrawn, ConsentError> {
        if self.image.withdrawn_at.is_some() {
            return Err(ConsentError::Withdrawn);
        }
        self.image.withdrawn_at = Some(now);
        self.image.withdrawn_how = how;
        self.version += 1;
        Ok(ConsentWithdrawn { consent: self.image.clone() })
    }

    /// As a lead shows it; none when it is no agreement, or was taken back.
    pub fn of_lead(&self) -> Option<LeadConsent> {
        let stands = self.image.basis == LawfulBasis::Consent && self.image.withdrawn_at.is_none();
        let (how, text) = self.image.how.clone().zip(self.image.text.clone()).filter(|_| stands)?;
        Some(LeadConsent { given_at: self.image.given_at, how, text, purpose: Some(self.image.purpose.clone()) })
    }
}

#[cfg(test)]
mod tests {
    use kernel::ContactId;

    use super::*;

    fn given(basis: LawfulBasis) -> Given {
        Given {
            person: Subject::Contact(ContactId::new()),
            purpose: Name::new("newsletter").unwrap(),
            basis,
            source: ConsentSource::Manual,
            how: None,
            text: None,
            form_id: None,
            given_at: None,
        }
    }

    #[test]
    fn what_was_agreed_to_has_to_be_proved() {
        let now = "2026-03-02T10:00:00Z".parse().unwrap();
        assert_eq!(Consent::give(given(LawfulBasis::Consent), now).unwrap_err(), ConsentError::NoText);
        let text = Some(Note::new("Write to me.").unwrap());
        let silent = Given { text: text.clone(), ..given(LawfulBasis::Consent) };
        assert_eq!(Consent::give(silent, now).unwrap_err(), ConsentError::NoHow);
        let later = Given { given_at: "2026-03-02T10:00:01Z".parse().ok(), ..given(LawfulBasis::Contract) };
        assert_eq!(Consent::give(later, now).unwrap_err(), ConsentError::Moment);
        let (contract, _) = Consent::give(given(LawfulBasis::Contract), now).unwrap();
        assert_eq!(contract.of_lead(), None, "a contract is no agreement to be written to");
        let how = Some(Name::new("by telephone").unwrap());
        let (mut consent, _) = Consent::give(Given { how, text, ..given(LawfulBasis::Consent) }, now).unwrap();
        assert_eq!(consent.of_lead().unwrap().given_at, now);
        consent.withdraw(None, now).unwrap();
        assert_eq!((consent.of_lead(), consent.version), (None, 2));
        assert_eq!(consent.withdraw(None, now).unwrap_err(), ConsentError::Withdrawn);
    }
}
