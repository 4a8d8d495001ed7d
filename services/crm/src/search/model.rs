//! How what is found is shown: the best first, and of a text the part that has the words.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use contracts::crm::activities::{ActivityKind, Subject};
use schemars::JsonSchema;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use uuid::Uuid;

/// Words shown before the first that was looked for.
const WORDS_BEFORE: usize = 6;
/// Words shown of a text.
const WORDS_SHOWN: usize = 26;

/// What can be found, in the order in which equally good ones take turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FoundKind {
    /// A company.
    Account,
    /// A person.
    Contact,
    /// An opportunity.
    Deal,
    /// Somebody who may become a client.
    Lead,
    /// Something noted, said or written.
    Activity,
    /// A mail that waits for somebody to say what it is about.
    Mail,
}

impl FoundKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Account, Self::Contact, Self::Deal, Self::Lead, Self::Activity, Self::Mail];

    /// Its word in `search_documents`; of mails in a colleague's mailbox `mail/` and their id.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Contact => "contact",
            Self::Deal => "deal",
            Self::Lead => "lead",
            Self::Activity => "activity",
            Self::Mail => "mail",
        }
    }
}

/// How well something fits whose texts have what is looked for.
pub const SAYING: i16 = 2;
/// The same of what is called nearly so.
pub const TITLED_NEARLY: i16 = 3;
/// The same of what has words like those looked for in its texts.
pub const SAYING_NEARLY: i16 = 4;

/// An id that was found, and how well it fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// 0: its title begins with what is looked for; 1: it holds its words; 2: its texts do; 3: it is spelt nearly so; 4: its texts
    /// have words that are.
    pub tier: i16,
    /// Its place among those of its kind that fit equally well.
    pub place: i64,
    /// What it is.
    pub kind: FoundKind,
    /// Its id.
    pub id: Uuid,
}

/// The best of what was found: what fits better comes first, and of what fits equally well the kinds take turns, so that a
/// kind of which there is much does not hide the others.
pub fn best(mut hits: Vec<Hit>, most: usize) -> Vec<Hit> {
    hits.sort_unstable();
    hits.truncate(most);
    hits
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Found {
    /// What it is.
    pub kind: FoundKind,
    /// Its id.
    pub id: Uuid,
    /// Its name; of an activity its subject, or how its text begins.
    pub title: String,
    /// What tells it from others of the same name; of an activity what it is about.
    pub detail: Option<String>,
    /// The part of its texts that has what was looked for, in pieces; empty when its title does.
    pub snippet: Vec<Piece>,
    /// Whether nothing has what was looked for, and this is spelt nearly so.
    pub nearly: bool,
    /// More of an activity.
    pub activity: Option<FoundActivity>,
}

/// More of an activity that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FoundActivity {
    /// What kind it is.
    pub kind: ActivityKind,
    /// When it took place, or will.
    pub happened_at: DateTime<Utc>,
    /// What it is about in the first place.
    pub about: Option<Subject>,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is what was looked for.
    pub hit: bool,
}

/// A word as words are compared: small letters without accents, as `search_key` does it in SQL.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for letter in word.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            'ŧ' => folded.push('t'),
            'ŋ' => folded.push('n'),
            'ς' => folded.push('σ'),
            other => folded.push(other),
        }
    }
    folded
}

/// A run of letters and digits, or of what lies between.
struct Run<'a> {
    text: &'a str,
    word: bool,
}

fn runs(text: &str) -> Vec<Run<'_>> {
    // Marks that belong to the letter before them do not end a word.
    let of_word = |letter: char| letter.is_alphanumeric() || is_combining_mark(letter);
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut begins = 0;
    let mut before: Option<bool> = None;
    for (at, letter) in text.char_indices() {
        let word = of_word(letter);
        if before.is_some_and(|before| before != word) {
            runs.extend(text.get(begins..at).map(|text| Run { text, word: !word }));
            begins = at;
        }
        before = Some(word);
    }
    runs.extend(text.get(begins..).zip(before).map(|(text, word)| Run { text, word }));
    runs
}

/// The part of a text that has words which begin with those looked for; empty when none does.
pub fn snippet(text: &str, looked_for: &str) -> Vec<Piece> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = folded(looked_for);
    // Parts of a number that stand somewhere say little: the whole is looked for first.
    let found = number(&line, looked_for);
    if !found.is_empty() && !looked_for.chars().any(char::is_alphabetic) {
        return found;
    }
    around(&line, |word| words.iter().any(|sought| word.starts_with(sought))).unwrap_or(found)
}

/// The part of a text that has words like those looked for; empty when none is.
pub fn snippet_nearly(text: &str, looked_for: &str) -> Vec<Piece> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = folded(looked_for);
    around(&line, |word| words.iter().any(|sought| word.starts_with(sought) || alike(word, sought))).unwrap_or_default()
}

/// The words of a text as they are compared.
fn folded(text: &str) -> Vec<String> {
    runs(text).iter().filter(|run| run.word).map(|run| fold(run.text)).collect()
}

/// Whether two words of some length share two fifths of their groups of three letters, as PostgreSQL's pg_trgm counts them.
fn alike(one: &str, other: &str) -> bool {
    let groups = |word: &str| -> BTreeSet<[char; 3]> {
        let padded: Vec<char> = "  ".chars().chain(word.chars()).chain(" ".chars()).collect();
        padded.windows(3).filter_map(|group| group.try_into().ok()).collect()
    };
    let (one, other) = (groups(one), groups(other));
    let shared = one.intersection(&other).count();
    shared > 3 && 5 * shared >= 2 * one.union(&other).count()
}

/// The part of a line around the first word that is a hit; none when no word is.
fn around(line: &str, hits: impl Fn(&str) -> bool) -> Option<Vec<Piece>> {
    let is_hit = |run: &Run<'_>| run.word && hits(&fold(run.text));
    let runs = runs(line);
    let first = runs.iter().position(is_hit)?;
    // Words and what lies between them take turns.
    let from = first.saturating_sub(2 * WORDS_BEFORE);
    let shown = runs.iter().skip(from).take(2 * WORDS_SHOWN);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut add = |text: &str, hit: bool| match pieces.last_mut() {
        Some(last) if last.hit == hit => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), hit }),
    };
    if from > 0 {
        add("…", false);
    }
    for run in shown {
        add(run.text, is_hit(run));
    }
    if runs.len() > from + 2 * WORDS_SHOWN {
        add("…", false);
    }
    Some(pieces)
}

/// Letters shown before and after a number.
const AROUND: usize = 40;
/// Least digits of a number, and how many of its end tell it.
const DIGITS: (usize, usize) = (6, 9);

/// The part of a text that has a number, however either of them is spelt; empty when it has not.
fn number(line: &str, looked_for: &str) -> Vec<Piece> {
    let of = |text: &str| -> Vec<(usize, char)> { text.char_indices().filter(|(_, c)| c.is_ascii_digit()).collect() };
    let (here, sought) = (of(line), of(looked_for));
    let end = sought.get(sought.len().saturating_sub(DIGITS.1)..).unwrap_or_default();
    let same = |window: &[(usize, char)]| window.iter().zip(end).all(|((_, one), (_, other))| one == other);
    let place = Some(end).filter(|end| end.len() >= DIGITS.0).and_then(|end| here.windows(end.len()).position(same));
    let bounds = place.and_then(|at| here.get(at).zip(here.get(at + end.len() - 1)));
    let Some(((from, _), (to, _))) = bounds else { return Vec::new() };
    let (before, hit, after) = (line.get(..*from), line.get(*from..=*to), line.get(to + 1..));
    let before: String = before.unwrap_or_default().chars().rev().take(AROUND).collect();
    let before: String = before.chars().rev().collect();
    let after: String = after.unwrap_or_default().chars().take(AROUND).collect();
    let pieces = [(before, false), (hit.unwrap_or_default().to_owned(), true), (after, false)];
    pieces.into_iter().filter(|(text, _)| !text.is_empty()).map(|(text, hit)| Piece { text, hit }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked(text: &str, looked_for: &str) -> String {
        let pieces = snippet(text, looked_for);
        pieces.iter().map(|piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text.clone() }).collect()
    }

    #[test]
    fn words_are_found_whatever_their_accents_and_shown_as_they_are_written() {
        assert_eq!(
            marked("Az Árvíztűrő ajánlat,\n és a TÜKÖR.", "arviz tükör"),
            "Az [Árvíztűrő] ajánlat, és a [TÜKÖR]."
        );
        assert_eq!(marked("Straße", "STRASSE"), "[Straße]");
        assert_eq!(marked("nothing here", "else"), "");
        assert_eq!(marked("", "a"), "");
        assert_eq!(marked("a b", "%"), "");
    }

    #[test]
    fn numbers_are_shown_however_they_are_spelt() {
        assert_eq!(marked("a@b.hu · +36 30 123 4567 · CEO", "+36301234567"), "a@b.hu · +36 [30 123 4567] · CEO");
        assert_eq!(marked("+36 30 123 4567", "06/30 1234567"), "+36 [30 123 4567]");
        assert_eq!(marked("HU10773381", "107 733 81"), "HU[10773381]");
        assert_eq!(marked("+36 30 123 4567", "06/20 1234567"), "");
        assert_eq!(marked("1 2 3", "123"), "", "so few digits are no number");
    }

    #[test]
    fn of_a_long_text_the_part_around_the_first_is_shown() {
        let text = format!("{}needle {}", "hay ".repeat(100), "straw ".repeat(100));
        let shown = marked(&text, "needle");
        assert!(shown.starts_with("…hay ") && shown.ends_with('…') && shown.contains("[needle]"), "{shown}");
        assert!(shown.len() < 200, "{shown}");
    }

    #[test]
    fn a_word_typed_nearly_right_is_shown_where_it_stands() {
        let marked = |text: &str, looked_for: &str| -> String {
            let pieces = snippet_nearly(text, looked_for);
            pieces
                .iter()
                .map(|piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text.clone() })
                .collect()
        };
        assert_eq!(
            marked("The renovation of the Fischereihafen", "fischereihafn"),
            "The renovation of the [Fischereihafen]"
        );
        assert_eq!(marked("The renovation", "renovatoin"), "The [renovation]");
        assert_eq!(marked("Két őszibarack", "osibarack"), "Két [őszibarack]");
        assert_eq!(marked("a bee, a bed", "bes"), "", "short words are like too many");
    }

    #[test]
    fn kinds_take_turns() {
        let hit = |tier, place, kind| Hit { tier, place, kind, id: Uuid::nil() };
        let hits = vec![
            hit(1, 1, FoundKind::Account),
            hit(0, 2, FoundKind::Account),
            hit(0, 1, FoundKind::Deal),
            hit(0, 1, FoundKind::Account),
        ];
        let kinds: Vec<FoundKind> = best(hits, 3).iter().map(|hit| hit.kind).collect();
        assert_eq!(kinds, [FoundKind::Account, FoundKind::Deal, FoundKind::Account]);
    }

    proptest! {
        #[test]
        fn pieces_are_the_text_itself(text in "[a-zA-Zé ,.]{0,300}", looked_for in "[a-z]{1,3}") {
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let pieces = snippet(&text, &looked_for);
            let shown: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
            prop_assert!(line.contains(shown.trim_matches('…')));
            prop_assert!(pieces.is_empty() || pieces.iter().any(|piece| piece.hit));
            for piece in pieces.iter().filter(|piece| piece.hit) {
                prop_assert!(fold(&piece.text).starts_with(&looked_for));
            }
        }
    }
}
