//! How a person is found in a text whatever the spelling: a name with and without accents, in composed or decomposed letters, in
//! another order, with what Hungarian puts behind it; a telephone number by the end that tells it, with any codes before it and
//! anything between its digits; an address in letters of any case.
//!
//! A pattern is written as a regular expression, by which PostgreSQL looks through tables, and works the same here on one text.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;

use super::model::GONE;
use crate::search::model::fold;

/// Digits from which a telephone number is looked for; shorter ones would be found in anything.
const PHONE_DIGITS: usize = 7;
/// Digits at its end that tell a telephone number, as duplicates are found by.
const PHONE_KEY: usize = 9;
/// Letters from which a name is looked for.
const NAME_LETTERS: usize = 3;
/// Words of a name up to which every order of them is looked for.
const ANY_ORDER: usize = 3;
/// Most pairs of letters in a row of which every way to write them is looked for.
const MOST_PAIRS: usize = 6;
/// What stands before a name and is not part of it, as duplicates are found.
const TITLES: [&str; 7] = ["dr", "prof", "ifj", "ozv", "mr", "mrs", "ms"];

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
const MARKS: &[(char, char)] = &[('\u{300}', '\u{36f}')];
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
const HYPHEN: &[(char, char)] = &[('-', '-'), ('\u{2010}', '\u{2011}')];
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

/// Part of what is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// One of these characters.
    One(Vec<(char, char)>),
    /// Some of these characters: at least, and at most when there is a most.
    Some(Vec<(char, char)>, usize, Option<usize>),
    /// One of these.
    Either(Vec<Vec<Piece>>),
}

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
        let words = words(name);
        if words.iter().map(|word| word.chars().count()).sum::<usize>() < NAME_LETTERS {
            return;
        }
        let all = orders(&words).into_iter().map(|order| in_order(&order)).collect();
        self.0.push((Kind::Name, vec![Piece::Either(all), suffix()]));
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

/// The words of a name as they are compared, without titles.
fn words(name: &str) -> Vec<String> {
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

/// One of some signs, with marks behind it.
fn spelt(signs: &[char]) -> [Piece; 2] {
    [Piece::One(sorted(signs)), Piece::Some(MARKS.to_vec(), 0, None)]
}

fn sorted(signs: &[char]) -> Vec<(char, char)> {
    let mut signs = signs.to_vec();
    signs.sort_unstable();
    signs.dedup();
    let mut ranges: Vec<(char, char)> = Vec::new();
    for sign in signs {
        match ranges.last_mut() {
            Some((_, last)) if u32::from(*last) + 1 == u32::from(sign) => *last = sign,
            _ => ranges.push((sign, sign)),
        }
    }
    ranges
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

fn is_of(letter: char, ranges: &[(char, char)]) -> bool {
    ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter))
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

/// Tells every place at which these pieces may end when they begin here.
fn follow(pieces: &[Piece], text: &[char], at: usize, then: &mut dyn FnMut(usize)) {
    let Some((piece, rest)) = pieces.split_first() else { return then(at) };
    match piece {
        Piece::One(ranges) => {
            if text.get(at).is_some_and(|letter| is_of(*letter, ranges)) {
                follow(rest, text, at + 1, then);
            }
        }
        Piece::Some(ranges, least, most) => {
            let many = text.iter().skip(at).take_while(|letter| is_of(**letter, ranges)).count();
            let many = most.map_or(many, |most| many.min(most));
            for many in (*least..=many).rev() {
                follow(rest, text, at + many, then);
            }
        }
        Piece::Either(all) => {
            for one in all {
                follow(one, text, at, &mut |end| follow(rest, text, end, then));
            }
        }
    }
}

fn write_all(pieces: &[Piece], regex: &mut String) {
    for piece in pieces {
        match piece {
            Piece::One(ranges) => regex.push_str(&set(ranges)),
            Piece::Some(ranges, 0, None) => {
                let _ = write!(regex, "{}*", set(ranges));
            }
            Piece::Some(ranges, least, most) => {
                let most = most.map(|most| most.to_string()).unwrap_or_default();
                let _ = write!(regex, "{}{{{least},{most}}}", set(ranges));
            }
            Piece::Either(all) => {
                regex.push_str("(?:");
                for (at, one) in all.iter().enumerate() {
                    regex.push_str(if at > 0 { "|" } else { "" });
                    write_all(one, regex);
                }
                regex.push(')');
            }
        }
    }
}

/// One of some characters, as a regular expression.
fn set(ranges: &[(char, char)]) -> String {
    let sign = |sign: char| match u32::from(sign) {
        _ if sign.is_ascii_alphanumeric() => sign.to_string(),
        code @ ..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    };
    if let [(first, last)] = ranges
        && first == last
    {
        return sign(*first);
    }
    let mut set = String::from("[");
    for (first, last) in ranges {
        set.push_str(&sign(*first));
        if first != last {
            let _ = write!(set, "-{}", sign(*last));
        }
    }
    set.push(']');
    set
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn without(name: &str, text: &str) -> String {
        let mut pattern = Pattern::default();
        pattern.name(name);
        pattern.without(text)
    }

    fn without_phone(phone: &str, text: &str) -> String {
        let mut pattern = Pattern::default();
        pattern.phone(phone);
        pattern.without(text)
    }

    #[test]
    fn a_name_is_found_whatever_its_spelling() {
        for spelt in [
            "Vadrózsa Hajnalka",
            "VADRÓZSA HAJNALKA",
            "vadrozsa hajnalka",
            "Hajnalka Vadrózsa",
            "Vadrózsa,  Hajnalka",
            "vadrozsa_hajnalka",
            "Vadro\u{301}zsa Hajnalka",
            "Vadrózsa Hajnalkának",
            "Vadrózsa Hajnalkával",
            "Vadrózsa Hajnalka-nak",
            "Vadrózsa Hajnalkáéknál",
            "Vadro\u{301}zsa Hajnalka\u{301}nak",
            "Vadrózsa\nHajnalkáról",
        ] {
            assert_eq!(without("Dr. Vadrózsa Hajnalka", &format!("({spelt}) pays")), "(…) pays", "{spelt}");
        }
        assert_eq!(without("Kis Péter", "Kis Péterrel és Péter Kissel"), "… és …");
        assert_eq!(without("Nagy Balázs", "Nagy Balázzsal"), "…");
        assert_eq!(without("Kovács György", "Kovács Györggyel, György Kováccsal"), "…, …");
        assert_eq!(without("Jens Strauß", "Jens STRAUSS"), "…");
        assert_eq!(without("Jens Strauss", "Strauß, Jens"), "…");
        assert_eq!(without("Fehér Kis Anna", "Anna Kis Fehér; Anna Fehér Kis"), "…; …");
    }

    #[test]
    fn somebody_else_is_left_alone() {
        for other in [
            "Kis Annamária",
            "Kiss Anna",
            "Vas Kis Annabella",
            "Kis Annáné",
            "Pókis Anna",
            "a\u{301}Kis Anna",
            "Kis és Anna",
        ] {
            assert_eq!(without("Kis Anna", other), other);
        }
        assert_eq!(without("Al", "Al asked"), "Al asked", "too short to be looked for");
    }

    #[test]
    fn a_number_is_found_whatever_its_spelling() {
        let spellings = [
            "+36 30 917 9786",
            "06 30 917 9786",
            "0630/917-9786",
            "(06-30) 917.97.86",
            "0036 30 917 9786",
            "+36 (0)30 917 9786",
            "+36(30)9179786",
            "36309179786",
            "30 917 9786",
            "(30) 917–9786",
            "30\u{a0}917\u{a0}9786",
        ];
        for stored in spellings.iter().filter(|one| !one.starts_with(['3', '('])) {
            for written in spellings {
                assert_eq!(
                    without_phone(stored, &format!("tel {written}, please")),
                    "tel …, please",
                    "{stored}: {written}"
                );
            }
        }
        assert_eq!(without_phone("+44 20 7946 0958", "020 7946 0958 or +44 (0)20 7946 0958"), "… or …");
        assert_eq!(without_phone("+1 415 555 2671", "(415) 555-2671"), "…");
        assert_eq!(
            without_phone("+36 1 234 5678", "06 1 234 5678; (06-1) 234-5678; +36-1-234-5678; 1/234-5678"),
            "…; …; …; …"
        );
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in ["4309179786", "309179786123", "995309179786", "4-309179786", "06 30 917 978", "X309179786"] {
            assert_eq!(without_phone("+36 30 917 9786", text), text);
        }
        assert_eq!(without_phone("234 5678", "30 234 5678"), "30 234 5678", "of a short one another may be the end");
        assert_eq!(without_phone("234 5678", "call 2345678"), "call …");
        assert_eq!(without_phone("12 34", "12 34"), "12 34", "so few digits are no number");
    }

    #[test]
    fn an_address_is_found_in_any_case_and_not_within_another() {
        let mut pattern = Pattern::default();
        pattern.address("anna+1@b.hu");
        assert_eq!(pattern.without("<Anna+1@B.hu>, anna+1%40b.hu"), "<…>, …");
        for other in ["joanna+1@b.hu", "kis.anna+1@b.hu", "anna1@b.hu", "anna+1@bxhu"] {
            assert_eq!(pattern.without(other), other);
        }
    }

    #[test]
    fn nothing_is_looked_for_by_nothing() {
        let mut pattern = Pattern::default();
        pattern.name("Al");
        pattern.phone("1");
        pattern.address("");
        assert_eq!((pattern.regex(), pattern.without("anything")), (None, "anything".to_owned()));
    }

    proptest! {
        #[test]
        fn a_name_goes_in_every_form_and_what_is_around_it_stays(
            words in proptest::collection::vec("[A-Z][a-záéíóöőúüűš]{2,4}[ßæé]?[a-zű]{0,3}", 1..=3),
            turn in 0..3_usize, form in 0..5, end in proptest::sample::select(vec!["", "nak", "ról", "-hez", "ék", "ért"]),
        ) {
            let name = words.join(" ");
            let mut turned = words.clone();
            turned.rotate_left(turn % words.len());
            let spelt = turned.join(" ");
            let spelt = match form {
                0 => spelt,
                1 => spelt.to_uppercase(),
                2 => fold(&spelt),
                3 => spelt.nfd().collect(),
                _ => spelt.to_lowercase(),
            };
            prop_assume!(!words.iter().any(|word| TITLES.contains(&fold(word).as_str())));
            prop_assert_eq!(without(&name, &format!("12 {spelt}{end}. 34")), "12 …. 34");
        }

        #[test]
        fn a_number_goes_however_its_digits_are_apart(
            key in "[1-9][0-9]{8}", code in "[1-9][0-9]", gaps in proptest::collection::vec(
                proptest::sample::select(vec!["", " ", "-", "/", ".", " (", ") ", "\u{a0}"]), 8),
            start in proptest::sample::select(vec!["+", "00", "", "0", "06 "]),
        ) {
            let mut spelt = match start { "+" | "00" => format!("{start}{code} "), "" => String::new(), other => other.to_owned() };
            for (at, digit) in key.chars().enumerate() {
                spelt.push(digit);
                spelt.push_str(gaps.get(at).copied().unwrap_or_default());
            }
            prop_assert_eq!(without_phone(&format!("+{code}{key}"), &format!("[{spelt}]")), "[…]");
            let longer = format!("{key}{key}");
            prop_assert_eq!(without_phone(&key, &longer), longer);
        }

        #[test]
        fn texts_without_the_person_stay_as_they_are(text in "[b-z .,0-6-]{0,80}") {
            let mut pattern = Pattern::default();
            pattern.name("Kása Anna");
            pattern.phone("+36 70 777 8889");
            pattern.address("anna@x.hu");
            prop_assert_eq!(pattern.without(&text), text);
        }
    }
}
