//! Texts others show that speak of a client: why a deal was lost, or taken back. They are told without people, since the journal keeps
//! them for ever: without those around the deal by name, and without whatever is an address or a number, whose ever it is.

use contracts::crm::Deal;
use kernel::Note;
use platform::{Db, Problem, Result};

use super::model::GONE;
use super::scope;

/// Digits from which on a number is one somebody is called by.
const FEWEST_DIGITS: usize = 9;

/// A reason, as it is told.
pub async fn reason(db: &mut Db, deal: &Deal, reason: &Note) -> Result<Note> {
    let people = scope::people_around(db, deal).await?;
    Note::new(without_numbers(&without_addresses(&people.left_of(reason.as_str())))).map_err(Problem::internal)
}

/// A text without what stands around an `@`.
fn without_addresses(text: &str) -> String {
    let inside = |letter: char| letter.is_alphanumeric() || "._%+-@".contains(letter);
    let mut left = String::with_capacity(text.len());
    let mut word = String::new();
    for letter in text.chars().chain(std::iter::once('\n')) {
        if inside(letter) {
            word.push(letter);
            continue;
        }
        left.push_str(&address_gone(&word));
        word.clear();
        left.push(letter);
    }
    left.pop();
    left
}

/// A word, or what stands for it when it is an address; a stop behind it stays.
fn address_gone(word: &str) -> String {
    let bare = word.trim_end_matches(['.', '-', '+', '%', '_']);
    match bare.split_once('@') {
        Some((before, behind)) if !before.is_empty() && !behind.is_empty() => format!("{GONE}{}", &word[bare.len()..]),
        _ => word.to_owned(),
    }
}

/// A text without rows of digits as long as a telephone number, whatever stands between them.
fn without_numbers(text: &str) -> String {
    let between = |letter: char| " -/.()\u{a0}".contains(letter);
    let mut left = String::with_capacity(text.len());
    let mut run = String::new();
    for letter in text.chars().chain(std::iter::once('\n')) {
        let begins = letter.is_ascii_digit() || "+(".contains(letter);
        if letter.is_ascii_digit() || (run.is_empty() && begins) || (!run.is_empty() && between(letter)) {
            run.push(letter);
            continue;
        }
        left.push_str(&number_gone(&run));
        run.clear();
        left.push(letter);
    }
    left.pop();
    left
}

fn number_gone(run: &str) -> String {
    if run.chars().filter(char::is_ascii_digit).count() < FEWEST_DIGITS {
        return run.to_owned();
    }
    let bare = run.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    format!("{GONE}{}", &run[bare.len()..])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(text: &str) -> String {
        without_numbers(&without_addresses(text))
    }

    #[test]
    fn addresses_and_numbers_are_not_told() {
        for (text, left) in [
            ("Write to anna+1@b.hu.", "Write to …."),
            ("<anna@b.hu>, bela@b.hu", "<…>, …"),
            ("Call +36 (70) 555-9182, please", "Call …, please"),
            ("(06-70) 555.91.82", "…"),
            ("06705559182.", "…."),
            ("@home, 100 000 Ft less, on 2026-11-27", "@home, 100 000 Ft less, on 2026-11-27"),
            ("In 2026 (or 2027) for 12.5%", "In 2026 (or 2027) for 12.5%"),
        ] {
            assert_eq!(told(text), left);
        }
    }

    proptest! {
        #[test]
        fn what_has_neither_is_told_as_it_is(text in "[a-záéő ,.!?()\\n-]{0,60}") {
            prop_assert_eq!(told(&text), text);
        }
    }
}
