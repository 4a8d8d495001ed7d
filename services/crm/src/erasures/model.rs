//! What an erasure is, what a person is found by, and how texts lose it.

use chrono::{DateTime, Utc};
use contracts::crm::privacy::{self as crm, ErasureFinished, ErasureReason, PersonErased};
use kernel::{ErasureId, Name, Note};
use platform::{Kind, Problem, Refusal};
use serde::{Deserialize, Serialize};

use crate::persons::Person;

/// What stands where something was.
pub const GONE: &str = "…";
/// What stands where an address was that has to be one.
pub const NO_ADDRESS: &str = "erased@person.invalid";
/// Digits from which a telephone number is looked for; shorter ones would be found in anything.
const PHONE_DIGITS: usize = 7;
/// Letters from which a name is looked for.
const NAME_LETTERS: usize = 3;

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
        let names = self.names.iter().flat_map(|name| of_name(name));
        either(names.chain(self.by_number()))
    }

    /// A pattern that finds them anywhere: by what nobody else has. Another one may have the same name.
    pub fn certain_pattern(&self) -> Option<String> {
        either(self.by_number())
    }

    fn by_number(&self) -> impl Iterator<Item = String> + '_ {
        let addresses = self.addresses.iter().map(|address| escaped(address));
        addresses.chain(self.phones.iter().filter_map(|phone| of_phone(phone)))
    }

    /// A note that names them no more; none when nothing else is left of it.
    pub fn without(&self, note: &Note) -> Option<Note> {
        let mut text = note.as_str().to_owned();
        let names = self.names.iter().filter(|name| name.chars().count() >= NAME_LETTERS);
        let mut needles: Vec<&String> = names.chain(&self.addresses).chain(&self.phones).collect();
        // One may begin like another.
        needles.sort_by_key(|needle| std::cmp::Reverse(needle.len()));
        for needle in needles {
            text = replaced(&text, needle);
        }
        Note::new(text).ok()
    }
}

/// A text with something replaced, whatever its case, where it is a word of its own.
fn replaced(text: &str, needle: &str) -> String {
    let folded = needle.to_lowercase();
    let mut rest = text;
    let mut result = String::with_capacity(text.len());
    let letter = |one: Option<char>| one.is_some_and(char::is_alphanumeric);
    'next: while !rest.is_empty() {
        let inside = letter(result.chars().next_back());
        for (end, _) in rest.char_indices().skip(1).chain(std::iter::once((rest.len(), ' '))) {
            let begin = rest[..end].to_lowercase();
            if begin == folded && !inside && !letter(rest[end..].chars().next()) {
                result.push_str(GONE);
                rest = &rest[end..];
                continue 'next;
            }
            if begin.len() > folded.len() {
                break;
            }
        }
        let first = rest.chars().next().map_or(0, char::len_utf8);
        result.push_str(&rest[..first]);
        rest = &rest[first..];
    }
    result
}

/// A text as a regular expression that finds it and nothing else.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        if !letter.is_alphanumeric() && !letter.is_whitespace() {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// A name, however its words are set apart, and in the other order, too: Hungarian puts the family name first.
fn of_name(name: &str) -> Vec<String> {
    let words: Vec<String> = name.split_whitespace().map(escaped).collect();
    if name.chars().count() < NAME_LETTERS {
        return Vec::new();
    }
    let mut all = vec![words.join("\\s+")];
    if let [one, other] = &words[..] {
        all.push(format!("{other},?\\s+{one}"));
    }
    all
}

/// A telephone number, however its digits are set apart; none when there are too few of them.
fn of_phone(phone: &str) -> Option<String> {
    let digits: Vec<String> = phone.chars().filter(char::is_ascii_digit).map(String::from).collect();
    (digits.len() >= PHONE_DIGITS).then(|| format!("\\+?\\(?{}", digits.join("[ ./()-]*")))
}

/// A pattern that finds one of several, where words begin and end.
fn either(patterns: impl Iterator<Item = String>) -> Option<String> {
    let all: Vec<String> = patterns.collect();
    (!all.is_empty()).then(|| format!("(?<![[:alnum:]])({})(?![[:alnum:]])", all.join("|")))
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
    fn patterns_find_what_is_certain_and_names_only_where_the_person_is_spoken_of() {
        let certain = "anna\\+1\\@b\\.hu|\\+?\\(?3[ ./()-]*6[ ./()-]*1[ ./()-]*2[ ./()-]*3[ ./()-]*4[ ./()-]*5[ ./()-]*6[ ./()-]*7";
        let found = |what: &str| Some(format!("(?<![[:alnum:]])({what})(?![[:alnum:]])"));
        assert_eq!(needles().certain_pattern(), found(certain));
        assert_eq!(needles().pattern(), found(&format!("Kis\\s+Anna|Anna,?\\s+Kis|{certain}")));
        assert_eq!(Needles::default().pattern(), None);
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
