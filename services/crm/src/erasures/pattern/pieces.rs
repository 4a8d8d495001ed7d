//! What a pattern is made of: how it is followed through a text, and written as a regular expression.

use std::fmt::Write;

pub(super) const MARKS: &[(char, char)] = &[('\u{300}', '\u{36f}')];

/// Part of what is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// One of these characters.
    One(Vec<(char, char)>),
    /// Some of these characters: at least, and at most when there is a most.
    Some(Vec<(char, char)>, usize, Option<usize>),
    /// One of these.
    Either(Vec<Vec<Piece>>),
}

/// One of some signs, with marks behind it.
pub(super) fn spelt(signs: &[char]) -> [Piece; 2] {
    [Piece::One(sorted(signs)), Piece::Some(MARKS.to_vec(), 0, None)]
}

pub(super) fn sorted(signs: &[char]) -> Vec<(char, char)> {
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

pub(super) fn is_of(letter: char, ranges: &[(char, char)]) -> bool {
    ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter))
}

/// Tells every place at which these pieces may end when they begin here.
pub(super) fn follow(pieces: &[Piece], text: &[char], at: usize, then: &mut dyn FnMut(usize)) {
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

pub(super) fn write_all(pieces: &[Piece], regex: &mut String) {
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
pub(super) fn set(ranges: &[(char, char)]) -> String {
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
