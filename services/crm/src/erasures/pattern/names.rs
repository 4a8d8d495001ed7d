//! The spellings of a name.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::pieces::{Piece, is_of, sorted, spelt};
use super::{HYPHEN, WORD};
use crate::search::model::fold;

/// Letters from which a name is looked for.
const NAME_LETTERS: usize = 3;
/// Words of a name up to which every order of them is looked for.
const ANY_ORDER: usize = 3;
/// Most pairs of letters in a row of which every way to write them is looked for.
const MOST_PAIRS: usize = 6;
/// What stands before a name and is not part of it, as duplicates are found.
pub(super) const TITLES: [&str; 7] = ["dr", "prof", "ifj", "ozv", "mr", "mrs", "ms"];

/// What stands between the words of a name, also in what a file is called.
const BETWEEN_WORDS: &[(char, char)] = &[
    ('\t', '\r'),
    (' ', ' '),
    ('"', '"'),
    ('\'', ')'),
    ('+', '.'),
    (';', ';'),
    ('_', '_'),
    ('\u{a0}', '\u{a0}'),
    ('\u{2000}', '\u{200b}'),
    ('\u{2010}', '\u{201e}'),
    ('\u{202f}', '\u{202f}'),
];
/// What Hungarian puts behind a name, without accents.
const SUFFIXES: [&str; 44] = [
    "nak", "nek", "val", "vel", "kal", "kel", "ban", "ben", "ba", "be", "bol", "ra", "re", "rol", "tol", "hoz", "hez",
    "nal", "nel", "ig", "ert", "kent", "t", "at", "et", "ot", "n", "on", "en", "ul", "stul", "stol", "kor", "va", "ve",
    "e", "ei", "eit", "eert", "enak", "enek", "eval", "evel", "s",
];
/// Letters Hungarian writes with two signs, of which it doubles only the first.
const DOUBLE: [&str; 7] = ["sz", "zs", "cs", "gy", "ny", "ty", "ly"];

/// Letters by what they are without accents and case: some are two letters then.
static SPELLINGS: LazyLock<BTreeMap<String, Vec<char>>> = LazyLock::new(|| {
    let mut spellings: BTreeMap<String, Vec<char>> = BTreeMap::new();
    let ranges = ['A'..='Z', 'a'..='z', 'À'..='ɏ', 'Ά'..='ԯ', 'Ḁ'..='ỹ'];
    for letter in ranges.into_iter().flatten().filter(|letter| letter.is_alphabetic()) {
        let folded = fold(letter.encode_utf8(&mut [0; 4]));
        if !folded.is_empty() {
            spellings.entry(folded).or_default().push(letter);
        }
    }
    spellings
});

/// Every spelling of a name; nothing when it is too short to be looked for.
pub(super) fn of_name(name: &str) -> Option<Vec<Piece>> {
    let words = words(name);
    if words.iter().map(|word| word.chars().count()).sum::<usize>() < NAME_LETTERS {
        return None;
    }
    let all = orders(&words).into_iter().map(|order| in_order(&order)).collect();
    Some(vec![Piece::Either(all), suffix()])
}

/// The words of a name as they are compared, without titles.
pub(super) fn words(name: &str) -> Vec<String> {
    let parts = name.split(|letter| !is_of(letter, WORD) && !letter.is_alphanumeric());
    let all: Vec<String> = parts.map(fold).filter(|word| !word.is_empty()).collect();
    let bare: Vec<String> = all.iter().filter(|word| !TITLES.contains(&word.as_str())).cloned().collect();
    if bare.is_empty() { all } else { bare }
}

/// The orders in which words of a name may stand: all of a few; of many as written, and with the first or the last moved.
fn orders(words: &[String]) -> Vec<Vec<String>> {
    let mut orders = vec![words.to_vec()];
    if words.len() <= ANY_ORDER {
        orders = vec![Vec::new()];
        for word in words {
            orders = orders
                .into_iter()
                .flat_map(|order| {
                    (0..=order.len()).map(move |at| {
                        let mut longer = order.clone();
                        longer.insert(at, word.clone());
                        longer
                    })
                })
                .collect();
        }
    } else {
        let (mut first_last, mut last_first) = (words.to_vec(), words.to_vec());
        first_last.rotate_left(1);
        last_first.rotate_right(1);
        orders.extend([first_last, last_first, words.iter().rev().cloned().collect()]);
    }
    orders.sort_unstable();
    orders.dedup();
    orders
}

fn in_order(words: &[String]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            pieces.push(Piece::Some(BETWEEN_WORDS.to_vec(), 1, Some(4)));
        }
        if at + 1 < words.len() { pieces.extend(letters(word)) } else { pieces.extend(last_word(word)) }
    }
    pieces
}

/// The letters of a word that was folded, however they are spelt. Some pairs of letters may be one sign.
fn letters(word: &str) -> Vec<Piece> {
    let letters: Vec<char> = word.chars().collect();
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let pairs = (at..letters.len()).take(MOST_PAIRS).take_while(|at| one_sign(&letters, *at).is_some()).count();
        let run = letters.get(at..=at + pairs).unwrap_or_default();
        match pairs {
            0 => pieces.extend(run.iter().flat_map(|letter| spelt(&of_letter(*letter)))),
            _ => pieces.push(Piece::Either(tilings(run))),
        }
        at += pairs + 1;
    }
    pieces
}

/// The signs that are the two letters that begin here.
fn one_sign(letters: &[char], at: usize) -> Option<&'static Vec<char>> {
    let both: String = letters.get(at..at + 2)?.iter().collect();
    SPELLINGS.get(&both)
}

/// Every way to write letters each pair of which may be one sign.
fn tilings(letters: &[char]) -> Vec<Vec<Piece>> {
    let Some((first, rest)) = letters.split_first() else { return vec![Vec::new()] };
    let begun = |signs: &[char], rest: &[char]| {
        let rest = tilings(rest).into_iter();
        rest.map(|rest| spelt(signs).into_iter().chain(rest).collect()).collect::<Vec<Vec<Piece>>>()
    };
    let mut all = begun(&of_letter(*first), rest);
    if let Some((signs, rest)) = one_sign(letters, 0).zip(letters.get(2..)) {
        all.extend(begun(signs, rest));
    }
    all
}

/// The last word of a name, also with its end doubled before -val and -vel: "Péterrel", "Balázzsal".
fn last_word(word: &str) -> Vec<Piece> {
    let mut pieces = letters(word);
    let end: String = word.chars().skip(word.chars().count().saturating_sub(2)).collect();
    let with = |doubled: &str| {
        let mut pieces: Vec<Piece> = doubled.chars().flat_map(|letter| spelt(&of_letter(letter))).collect();
        pieces.push(Piece::One(sorted(&['a', 'A', 'e', 'E'])));
        pieces.extend(spelt(&['l', 'L']));
        pieces
    };
    if DOUBLE.contains(&end.as_str()) {
        let stem: String = word.chars().take(word.chars().count() - 1).collect();
        let last: String = end.chars().skip(1).collect();
        pieces = letters(&stem);
        pieces.push(Piece::Either(vec![letters(&last), with(&end)]));
    } else if let Some(last) = word.chars().last().filter(|last| last.is_ascii_lowercase() && !"aeiou".contains(*last))
    {
        pieces.push(Piece::Either(vec![Vec::new(), with(&last.to_string())]));
    }
    pieces
}

/// What may stand behind a name: something, after a hyphen or not, or nothing. More than one is meant by -ék.
fn suffix() -> Piece {
    let hungarian = |letter: char| match letter {
        'a' => vec!['a', 'á', 'A', 'Á'],
        'e' => vec!['e', 'é', 'E', 'É'],
        'o' => vec!['o', 'ó', 'ö', 'ő', 'O', 'Ó', 'Ö', 'Ő'],
        'u' => vec!['u', 'ú', 'ü', 'ű', 'U', 'Ú', 'Ü', 'Ű'],
        other => vec![other, other.to_ascii_uppercase()],
    };
    let of = |word: &str| -> Vec<Piece> { word.chars().flat_map(|letter| spelt(&hungarian(letter))).collect() };
    let all: Vec<Vec<Piece>> = SUFFIXES.iter().map(|one| of(one)).collect();
    let mut family = of("ek");
    family.push(Piece::Either(std::iter::once(Vec::new()).chain(all.iter().cloned()).collect()));
    let hyphen = || Piece::Some(HYPHEN.to_vec(), 0, Some(1));
    let some = vec![hyphen(), Piece::Either(std::iter::once(family).chain(all).collect())];
    Piece::Either(vec![Vec::new(), some])
}

/// The signs of a letter that was folded.
fn of_letter(letter: char) -> Vec<char> {
    let other = || letter.to_uppercase().chain(letter.to_lowercase()).chain([letter]).collect();
    SPELLINGS.get(letter.encode_utf8(&mut [0; 4])).cloned().unwrap_or_else(other)
}
