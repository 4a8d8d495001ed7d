//! What an erasure is, what a person is found by, and how texts lose it.

use chrono::{DateTime, Utc};
use contracts::crm::privacy::{self as crm, ErasureFinished, ErasureReason, PersonErased};
use kernel::{ErasureId, Name, Note};
use platform::{Kind, Problem, Refusal};
use serde::{Deserialize, Serialize};

use super::pattern::Pattern;
use crate::persons::Person;

pub use contracts::crm::redaction::GONE;

/// What stands where an address was that has to be one.
pub const NO_ADDRESS: &str = "erased@person.invalid";
/// An erasure with what only this service keeps of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Grows by one with each change.
    pub version: i64,
    /// The erasure as others see it.
    pub image: crm::Erasure,
    /// What is still looked for; empty once it is finished.
    pub needles: Needles,
}

/// Why an erasure is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ErasureError {
    /// A mail server is being told their address.
    #[error("A mail to this person is being sent at this moment. Try again in some minutes.")]
    MailUnderWay,
    /// They are to be kept.
    #[error("This person is kept whatever the rules say. Lift the hold first.")]
    Held,
}

impl Refusal for ErasureError {
    fn kind(&self) -> Kind {
        Kind::Conflict
    }

    fn code(&self) -> &'static str {
        match self {
            Self::MailUnderWay => "mail-under-way",
            Self::Held => "retention-hold",
        }
    }
}

/// The name that stands where a person's was.
///
/// # Errors
/// Never.
pub fn gone() -> Result<Name, Problem> {
    Name::new(GONE).map_err(Problem::internal)
}

impl Erasure {
    /// A person is erased.
    pub fn begin(
        person: Person,
        (reason, note): (ErasureReason, Option<Note>),
        needles: Needles,
        now: DateTime<Utc>,
    ) -> (Self, PersonErased) {
        let image = crm::Erasure {
            erasure_id: ErasureId::new(),
            contact_ids: person.contact_ids,
            lead_ids: person.lead_ids,
            reason,
            note,
            erased_at: now,
            finished_at: None,
        };
        let event = PersonErased { erasure: image.clone() };
        (Self { version: 1, image, needles }, event)
    }

    /// Who was erased.
    pub fn person(&self) -> Person {
        Person { contact_ids: self.image.contact_ids.clone(), lead_ids: self.image.lead_ids.clone() }
    }

    /// Everything was looked through; what was looked for is forgotten, too.
    pub fn finish(&mut self, now: DateTime<Utc>) -> ErasureFinished {
        self.image.finished_at = Some(now);
        self.needles = Needles::default();
        self.version += 1;
        ErasureFinished { erasure: self.image.clone() }
    }
}

/// What a person is found by in texts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Needles {
    /// Their names, as written.
    pub names: Vec<String>,
    /// Their addresses, in small letters.
    pub addresses: Vec<String>,
    /// Their telephone numbers, as written.
    pub phones: Vec<String>,
}

impl Needles {
    /// Adds addresses they had.
    pub fn add_addresses(&mut self, addresses: Vec<String>) {
        self.addresses.extend(addresses.into_iter().map(|address| address.to_lowercase()));
        self.addresses.sort_unstable();
        self.addresses.dedup();
    }

    /// A pattern that finds them where it is known that the person is spoken of: by name, address and number. None when there
    /// is nothing to find.
    pub fn pattern(&self) -> Option<String> {
        self.everything().regex()
    }

    /// A pattern that finds them anywhere: by what nobody else has. Another one may have the same name.
    pub fn certain_pattern(&self) -> Option<String> {
        self.certain().regex()
    }

    /// A pattern that finds single words of their names, which others may be called, too. None when no name has another word than
    /// the whole of it.
    pub fn words_pattern(&self) -> Option<String> {
        self.words().regex()
    }

    /// A single word of their name in a text that says it without the rest, with what stands around it.
    pub fn said_alone(&self, text: &str) -> Option<String> {
        self.words().around(&self.left_of(text))
    }

    fn words(&self) -> Pattern {
        let mut pattern = Pattern::default();
        for name in &self.names {
            pattern.words_of(name);
        }
        pattern
    }

    fn certain(&self) -> Pattern {
        let mut pattern = Pattern::default();
        for address in &self.addresses {
            pattern.address(address);
        }
        for phone in &self.phones {
            pattern.phone(phone);
        }
        pattern
    }

    fn everything(&self) -> Pattern {
        let mut pattern = self.certain();
        for name in &self.names {
            pattern.name(name);
        }
        pattern
    }

    /// A text without them, where it is known that the person is spoken of.
    pub fn left_of(&self, text: &str) -> String {
        self.everything().without(text)
    }

    /// A text without what nobody else has.
    pub fn certainly_left_of(&self, text: &str) -> String {
        self.certain().without(text)
    }

    /// A note that names them no more; none when nothing else is left of it.
    pub fn without(&self, note: &Note) -> Option<Note> {
        Note::new(self.everything().without(note.as_str())).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needles() -> Needles {
        Needles {
            names: vec!["Kis Anna".to_owned(), "Al".to_owned()],
            addresses: vec!["anna+1@b.hu".to_owned()],
            phones: vec!["+36 1 234-567".to_owned(), "12".to_owned()],
        }
    }

    #[test]
    fn by_name_they_are_found_only_where_the_person_is_spoken_of() {
        let text = "Kis Anna, 36 (1) 234567, anna+1@b.hu";
        assert_eq!(needles().certain().without(text), "Kis Anna, …, …");
        assert_eq!(needles().everything().without(text), "…, …, …");
        assert_eq!((Needles::default().pattern(), Needles::default().certain_pattern()), (None, None));
        assert!(needles().certain_pattern().is_some_and(|certain| needles().pattern() != Some(certain)));
    }

    #[test]
    fn a_word_of_a_name_is_found_by_itself_and_shown_with_what_stands_around_it() {
        let alone = |text: &str| needles().said_alone(text);
        assert_eq!(alone("Budget\nAsk ANNÁNAK about it").as_deref(), Some("Ask ANNÁNAK about it"));
        assert_eq!(alone("Kis Anna asked; so did Kis"), None, "the whole name goes, and a short word is any word");
        assert_eq!(alone("Annabella asked"), None, "somebody else");
        let long = format!("{}Anna{}", "a ".repeat(40), " b".repeat(40));
        assert_eq!(alone(&long).unwrap(), format!("…{}Anna{}…", "a ".repeat(20), " b".repeat(20)));
        assert_eq!(Needles::default().words_pattern(), None);
    }

    #[test]
    fn a_note_names_nobody_who_was_erased() {
        let note = |text: &str| needles().without(&Note::new(text).unwrap()).unwrap().into_inner();
        assert_eq!(note("KIS ANNA asked, from Anna+1@B.hu, today"), "… asked, from …, today");
        assert_eq!(note("Al asked"), "Al asked", "too short to be looked for");
        assert_eq!(note("Kis Annamária asked"), "Kis Annamária asked", "somebody else");
        assert_eq!(note("İstanbul"), "İstanbul");
    }
}
