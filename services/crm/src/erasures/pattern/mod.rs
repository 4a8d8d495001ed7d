//! How a person is found in a text whatever the spelling: a name with and without accents, in composed or decomposed letters, in
//! another order, with what Hungarian puts behind it; a telephone number by the end that tells it, with any codes before it and
//! anything between its digits; an address in letters of any case.
//!
//! A pattern is written as a regular expression, by which PostgreSQL looks through tables, and works the same here on one text.

mod names;
mod pieces;
#[cfg(test)]
mod tests;

use self::pieces::{Piece, follow, is_of, set, sorted, write_all};
use super::model::GONE;

/// Digits from which a telephone number is looked for; shorter ones would be found in anything.
const PHONE_DIGITS: usize = 7;
/// Digits at its end that tell a telephone number, as duplicates are found by.
const PHONE_KEY: usize = 9;
/// Letters from which one word of a name is looked for by itself; many shorter ones are words like any other.
const WORD_LETTERS: usize = 4;
/// Letters that are shown on each side of what is found.
const AROUND: usize = 40;
/// Letters and digits, and marks that belong to the letter before them.
const WORD: &[(char, char)] = &[
    ('0', '9'),
    ('A', 'Z'),
    ('a', 'z'),
    ('ª', 'ª'),
    ('µ', 'µ'),
    ('º', 'º'),
    ('À', 'Ö'),
    ('Ø', 'ö'),
    ('ø', 'ʯ'),
    ('\u{300}', '\u{36f}'),
    ('Ͱ', 'ͽ'),
    ('Ά', 'ԯ'),
    ('Ա', 'Ֆ'),
    ('ա', 'և'),
    ('א', 'ת'),
    ('ؠ', 'ي'),
    ('Ḁ', 'ῼ'),
    ('぀', 'ヿ'),
    ('一', '鿿'),
    ('가', '힣'),
    ('Ａ', 'Ｚ'),
    ('ａ', 'ｚ'),
];
const DIGIT: &[(char, char)] = &[('0', '9')];
/// What stands between the digits of a telephone number.
const BETWEEN_DIGITS: &[(char, char)] = &[
    (' ', ' '),
    ('\t', '\t'),
    ('(', ')'),
    ('-', '/'),
    ('\u{a0}', '\u{a0}'),
    ('\u{2009}', '\u{2009}'),
    ('\u{2010}', '\u{2015}'),
    ('\u{202f}', '\u{202f}'),
];
const HYPHEN: &[(char, char)] = &[('-', '-'), ('\u{2010}', '\u{2011}')];
/// What may not stand right before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A letter or digit.
    Name,
    /// Nor more of an address.
    Address,
    /// Nor more of a longer number.
    Phone,
    /// Nor digits at all that may be more of the same number.
    ShortPhone,
}

/// What a person is found by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pattern(Vec<(Kind, Vec<Piece>)>);

impl Pattern {
    /// Also finds a name, in whatever order its words stand.
    pub fn name(&mut self, name: &str) {
        if let Some(pieces) = names::of_name(name) {
            self.0.push((Kind::Name, pieces));
        }
    }

    /// Also finds each word of a name by itself, where it is long enough to be told from other words.
    pub fn words_of(&mut self, name: &str) {
        for word in names::words(name).iter().filter(|word| word.chars().count() >= WORD_LETTERS) {
            self.name(word);
        }
    }

    /// Also finds an address.
    pub fn address(&mut self, address: &str) {
        if !address.is_empty() {
            self.0.push((Kind::Address, address.chars().map(of_address).collect()));
        }
    }

    /// Also finds a telephone number; nothing when there are too few digits of it.
    pub fn phone(&mut self, phone: &str) {
        let digits: Vec<char> = phone.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
        if digits.len() < PHONE_DIGITS {
            return;
        }
        let (codes, key) = digits.split_at(digits.len().saturating_sub(PHONE_KEY));
        self.number(codes, key);
        // Most Hungarian numbers that are no mobile ones have a digit less, and are given without any code.
        let home = ["0036", "36", "06"].into_iter().find(|code| digits.starts_with(&code.chars().collect::<Vec<_>>()));
        let home = home.and_then(|code| digits.get(code.len()..)).filter(|home| home.len() + 1 == PHONE_KEY);
        if let Some(home) = home {
            self.number(&['0', '6'], home);
        }
    }

    fn number(&mut self, codes: &[char], key: &[char]) {
        let mut pieces = vec![Piece::Either(with_codes(codes))];
        pieces.extend(spaced(key));
        // What is between the last digit and what follows is not part of it.
        pieces.truncate(pieces.len().saturating_sub(2));
        self.0.push((if key.len() < PHONE_KEY { Kind::ShortPhone } else { Kind::Phone }, pieces));
    }

    /// The pattern as PostgreSQL reads it; none when nothing is looked for. What stands before is part of it, in one of four groups,
    /// since looking back at each letter would take many times as long.
    pub fn regex(&self) -> Option<String> {
        let mut regex = String::new();
        for kind in [Kind::Name, Kind::Address, Kind::Phone, Kind::ShortPhone] {
            let of_kind = self.0.iter().filter(|(one, _)| *one == kind);
            for (at, (_, pieces)) in of_kind.enumerate() {
                let begin = if at > 0 { "|".to_owned() } else { format!("{}(?:", before(kind)) };
                regex.push_str(if at == 0 && !regex.is_empty() { "|" } else { "" });
                regex.push_str(&begin);
                write_all(pieces, &mut regex);
            }
            regex.push_str(if self.0.iter().any(|(one, _)| *one == kind) { ")" } else { "" });
        }
        (!regex.is_empty()).then(|| format!("(?:{regex})(?!{})", set(WORD)))
    }

    /// A text without what is found in it.
    pub fn without(&self, text: &str) -> String {
        let text: Vec<char> = text.chars().collect();
        let mut left = String::new();
        let mut at = 0;
        while let Some(letter) = text.get(at) {
            if let Some(end) = self.end(&text, at) {
                left.push_str(GONE);
                at = end;
            } else {
                left.push(*letter);
                at += 1;
            }
        }
        left
    }

    /// What is first found in a text, with what stands around it in the same line; none when nothing is found.
    pub fn around(&self, text: &str) -> Option<String> {
        text.lines().find_map(|line| {
            let line: Vec<char> = line.chars().collect();
            let (from, to) = (0..line.len()).find_map(|at| self.end(&line, at).map(|end| (at, end)))?;
            let (begin, end) = (from.saturating_sub(AROUND), to.saturating_add(AROUND).min(line.len()));
            let shown: String = line.get(begin..end)?.iter().collect();
            let cut = |cut: bool| if cut { GONE } else { "" };
            Some(format!("{}{}{}", cut(begin > 0), shown.trim(), cut(end < line.len())))
        })
    }

    /// Where the longest ends that begins here.
    fn end(&self, text: &[char], at: usize) -> Option<usize> {
        let mut longest = None;
        for (_, pieces) in self.0.iter().filter(|(kind, _)| begins(*kind, text, at)) {
            follow(pieces, text, at, &mut |end| {
                let stands_alone = !text.get(end).is_some_and(|next| is_of(*next, WORD));
                if end > at && stands_alone && longest.is_none_or(|longest| end > longest) {
                    longest = Some(end);
                }
            });
        }
        longest
    }
}

fn of_address(letter: char) -> Piece {
    let signs: Vec<char> = letter.to_lowercase().chain(letter.to_uppercase()).chain([letter]).collect();
    if letter == '@' {
        let in_a_link = ['%', '4', '0'].map(|one| Piece::One(vec![(one, one)])).to_vec();
        return Piece::Either(vec![vec![Piece::One(vec![('@', '@')])], in_a_link]);
    }
    Piece::One(sorted(&signs))
}

/// Digits with anything between and behind them that may stand in a number: two pieces more for each.
fn spaced(digits: &[char]) -> Vec<Piece> {
    digits.iter().flat_map(|digit| std::iter::once(Piece::One(vec![(*digit, *digit)])).chain(gap())).collect()
}

fn gap() -> [Piece; 2] {
    let mut trunk: Vec<Piece> = ['(', '0', ')'].map(|one| Piece::One(vec![(one, one)])).to_vec();
    trunk.push(Piece::Some(BETWEEN_DIGITS.to_vec(), 0, Some(2)));
    [Piece::Some(BETWEEN_DIGITS.to_vec(), 0, Some(3)), Piece::Either(vec![Vec::new(), trunk])]
}

/// What may stand before the end that tells a number: nothing, codes as they are written there, or codes as anybody writes them.
fn with_codes(codes: &[char]) -> Vec<Vec<Piece>> {
    let one = |sign: char| Piece::One(vec![(sign, sign)]);
    let some = |signs: &[char], most: usize| Piece::Some(sorted(signs), 0, Some(most));
    let any_code = || std::iter::once(Piece::Some(DIGIT.to_vec(), 1, Some(3))).chain(gap());
    let mut all = vec![vec![some(&['('], 1)]];
    all.push([one('+'), some(&['(', ' '], 2)].into_iter().chain(any_code()).collect());
    all.push([some(&['('], 1), one('0'), one('0')].into_iter().chain(gap()).chain(any_code()).collect());
    all.push([some(&['('], 1), one('0')].into_iter().chain([some(&['0', '6'], 1)]).chain(gap()).collect());
    let mut known: Vec<Vec<char>> =
        (0..codes.len()).filter_map(|from| codes.get(from..).map(<[char]>::to_vec)).collect();
    if codes == ['0', '6'] {
        known.push(vec!['3', '6']);
    }
    for known in known {
        let trunk = [one('0'), some(&['0'], 1)].into_iter().chain(gap()).collect();
        let before = [some(&['(', '+'], 2), Piece::Either(vec![Vec::new(), trunk])].into_iter();
        all.push(before.chain(spaced(&known)).collect());
    }
    all
}

/// What of an address may stand right before another part of it.
const OF_ADDRESS: &[(char, char)] = &[('%', '%'), ('+', '+'), ('-', '.'), ('_', '_')];

fn begins(kind: Kind, text: &[char], at: usize) -> bool {
    let back = |by: usize, ranges: &[(char, char)]| {
        at.checked_sub(by).and_then(|at| text.get(at)).is_some_and(|letter| is_of(*letter, ranges))
    };
    !back(1, WORD)
        && match kind {
            Kind::Name => true,
            Kind::Address => !(back(1, OF_ADDRESS) && back(2, WORD)),
            Kind::Phone => !(back(1, HYPHEN) && back(2, DIGIT)),
            Kind::ShortPhone => {
                !(back(1, BETWEEN_DIGITS) && (back(2, DIGIT) || back(2, BETWEEN_DIGITS) && back(3, DIGIT)))
            }
        }
}

/// What stands right before it: the beginning, or what `begins` allows.
fn before(kind: Kind) -> String {
    let not = |ranges: &[&[(char, char)]]| set(&ranges.concat()).replacen('[', "[^", 1);
    match kind {
        Kind::Name => format!("(^|{})", not(&[WORD])),
        Kind::Address => {
            format!("(^|{}|(?:^|{}){})", not(&[WORD, OF_ADDRESS]), not(&[WORD]), set(OF_ADDRESS))
        }
        Kind::Phone => format!("(^|{}|(?:^|{}){})", not(&[WORD, HYPHEN]), not(&[DIGIT]), set(HYPHEN)),
        Kind::ShortPhone => format!(
            "(^|{}|(?:^|{}){between}|(?:^|{}){between}{between})",
            not(&[WORD, BETWEEN_DIGITS]),
            not(&[DIGIT, BETWEEN_DIGITS]),
            not(&[DIGIT]),
            between = set(BETWEEN_DIGITS),
        ),
    }
}
