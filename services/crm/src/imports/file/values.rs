//! What stands in cells: numbers, days and moments as people and programs write them, and what a whole column looks like.
//!
//! A single cell is often ambiguous (`1,234`, `03/04/2026`), a column seldom is: the way of writing is the one under which
//! every value of the column can be read.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use kernel::{Currency, Decimal, Name};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::reaches;

/// In which order a day is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportDateOrder")]
pub enum DateOrder {
    /// Year, month, day.
    Ymd,
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
}

/// What stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportDecimalMark")]
pub enum DecimalMark {
    /// `1,234.50`
    Point,
    /// `1.234,50` or `1 234,50`
    Comma,
}

/// What the values of a column look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportLooks")]
pub enum Looks {
    /// Nothing stands in it.
    Empty,
    /// Words.
    Text,
    /// Numbers.
    Number,
    /// Days or moments.
    Date,
    /// Yes and no.
    YesNo,
    /// E-mail addresses.
    Email,
    /// Web addresses.
    Url,
}

/// What a column looks like, from all its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// What its values are.
    pub looks: Looks,
    /// How its days are written.
    pub date_order: Option<DateOrder>,
    /// How its numbers are written.
    pub decimal_mark: Option<DecimalMark>,
    /// Whether its values could be read in another way, too.
    pub ambiguous: bool,
}

/// A moment as it is written: on the clock of the organisation, unless it says its zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// As the organisation's clock shows it.
    Local(NaiveDateTime),
    /// In a zone that was said.
    Exact(DateTime<Utc>),
}

/// What a number is written without: spaces of all kinds and apostrophes between thousands.
fn is_gap(one: char) -> bool {
    one.is_whitespace() || one == '\'' || one == '\u{2019}'
}

/// Digits in groups of three, `mark` between them, or without any.
fn whole(text: &str, mark: char) -> Option<String> {
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(first) {
        return None;
    }
    let mut whole = first.to_owned();
    for group in groups {
        if !digits(group) || group.len() != 3 || first.len() > 3 {
            return None;
        }
        whole.push_str(group);
    }
    Some(whole)
}

/// The currency a sign or code stands for, and whether it may be any kind of dollar.
fn currency(token: &str) -> Option<(Currency, bool)> {
    let code = match token.to_lowercase().as_str() {
        "" => return None,
        "€" => "EUR",
        "$" => return Currency::from_code("USD").ok().map(|dollar| (dollar, true)),
        "£" => "GBP",
        "ft" => "HUF",
        "zł" => "PLN",
        "kč" => "CZK",
        _ => return Currency::from_code(&token.to_uppercase()).ok().map(|currency| (currency, false)),
    };
    Currency::from_code(code).ok().map(|currency| (currency, false))
}

/// Whether a number is below zero, what stands beside it, and its digits. None when something stands on both sides.
fn apart(text: &str) -> Option<(bool, String, String)> {
    let text = text.trim().replace('\u{2212}', "-");
    let (negative, text) = match text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => (true, inner),
        None => text.strip_prefix('-').map_or((false, text.as_str()), |rest| (true, rest)),
    };
    let of_number = |one: char| one.is_ascii_digit() || "+-.,".contains(one);
    let (first, last) = (text.find(of_number)?, text.rfind(of_number)?);
    let (before, after) = (text.get(..first)?.trim(), text.get(last + 1..)?.trim());
    let digits = text.get(first..=last)?;
    let (minus, digits) = digits.strip_prefix('-').map_or((false, digits), |rest| (true, rest));
    if minus && negative || !before.is_empty() && !after.is_empty() {
        return None;
    }
    let digits = digits.strip_prefix('+').unwrap_or(digits).chars().filter(|one| !is_gap(*one)).collect();
    Some((negative || minus, format!("{before}{after}"), digits))
}

/// The currency that stands beside a number, and whether it may be any kind of dollar.
pub fn beside(text: &str) -> Option<(Currency, bool)> {
    apart(text).and_then(|(_, beside, _)| currency(&beside))
}

/// A number written with this mark, perhaps with a currency beside it. With anything else beside it, it is none: `12k` is not
/// twelve.
pub fn number(text: &str, mark: DecimalMark) -> Option<Decimal> {
    let (negative, beside, text) = apart(text)?;
    if !beside.is_empty() && currency(&beside).is_none() {
        return None;
    }
    let (thousands, decimals) = match mark {
        DecimalMark::Point => (',', '.'),
        DecimalMark::Comma => ('.', ','),
    };
    let (before, after) = text.split_once(decimals).map_or((text.as_str(), None), |(one, two)| (one, Some(two)));
    let before = if before.is_empty() && after.is_some() { "0".to_owned() } else { whole(before, thousands)? };
    let number = match after {
        Some(after) if after.is_empty() || !after.bytes().all(|byte| byte.is_ascii_digit()) => return None,
        Some(after) => format!("{before}.{after}"),
        None => before,
    };
    let number = number.parse::<Decimal>().ok()?;
    Some(if negative { -number } else { number })
}

/// A number of which nobody knows how it is written: only one that is the same whichever way it is read.
pub fn plain_number(text: &str) -> Option<Decimal> {
    match (number(text, DecimalMark::Point), number(text, DecimalMark::Comma)) {
        (Some(one), Some(other)) => (one == other).then_some(one),
        (one, other) => one.or(other),
    }
}

const MONTHS: [(&str, u32); 20] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("már", 3),
    ("apr", 4),
    ("ápr", 4),
    ("may", 5),
    ("máj", 5),
    ("mai", 5),
    ("jun", 6),
    ("jún", 6),
    ("jul", 7),
    ("júl", 7),
    ("aug", 8),
    ("sep", 9),
    ("sze", 9),
    ("oct", 10),
    ("okt", 10),
    ("nov", 11),
    ("dec", 12),
];

fn month(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let begin: String = text.to_lowercase().chars().take(3).collect();
    MONTHS.iter().find(|(name, _)| *name == begin).map(|(_, month)| *month)
}

/// A day in this order. Years may have two digits where they come last.
fn day(text: &str, order: DateOrder) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let &[one, two, three] = parts.as_slice() else { return None };
    let (year, month_text, day) = match order {
        DateOrder::Ymd => (one, two, three),
        DateOrder::Dmy => (three, two, one),
        DateOrder::Mdy => (three, one, two),
    };
    let short = year.len() == 2 && order != DateOrder::Ymd;
    if !(short || year.len() == 4) || !year.bytes().all(|byte| byte.is_ascii_digit()) || day.len() > 2 {
        return None;
    }
    let year: i32 = year.parse().ok()?;
    let year = match year {
        0..=69 if short => 2000 + year,
        _ if short => 1900 + year,
        _ => year,
    };
    NaiveDate::from_ymd_opt(year, month(month_text)?, day.parse().ok()?)
}

fn time(text: &str) -> Option<NaiveTime> {
    let formats = ["%H:%M:%S%.f", "%H:%M", "%I:%M:%S %p", "%I:%M %p"];
    formats.iter().find_map(|format| NaiveTime::parse_from_str(text.trim(), format).ok())
}

/// A day, perhaps with a time of it.
pub fn moment(text: &str, order: DateOrder) -> Option<Moment> {
    let text = text.trim();
    if order == DateOrder::Ymd
        && let Ok(exact) = DateTime::parse_from_rfc3339(&text.replacen(' ', "T", 1))
    {
        return Some(Moment::Exact(exact.with_timezone(&Utc)));
    }
    // A time begins at the last gap before its first colon.
    let cut = text.find(':').and_then(|colon| text.get(..colon)?.rfind([' ', 'T']));
    let (date, clock) = match cut {
        Some(cut) => (text.get(..cut)?, time(text.get(cut + 1..)?)?),
        None => (text, NaiveTime::MIN),
    };
    Some(Moment::Local(day(date, order)?.and_time(clock)))
}

/// Whether it says yes or no, in English, Hungarian or German.
pub fn yes_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "x" | "igen" | "ja" => Some(true),
        "no" | "n" | "false" | "0" | "nem" | "nein" => Some(false),
        _ => None,
    }
}

fn is_email(text: &str) -> bool {
    kernel::Email::new(text).is_ok()
}

fn is_url(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.")
}

/// What a column looks like. `comma` says whether the file separates cells in the manner of those who write decimals with
/// a comma.
pub fn look(values: &[&str], comma: bool) -> Look {
    let none = Look { looks: Looks::Text, date_order: None, decimal_mark: None, ambiguous: false };
    if values.is_empty() {
        return Look { looks: Looks::Empty, ..none };
    }
    let all = |test: &dyn Fn(&str) -> bool| values.iter().all(|value| test(value));
    if all(&|value| yes_no(value).is_some()) && values.iter().any(|value| !["0", "1"].contains(value)) {
        return Look { looks: Looks::YesNo, ..none };
    }
    let orders = [DateOrder::Ymd, DateOrder::Dmy, DateOrder::Mdy];
    let orders: Vec<DateOrder> = orders.into_iter().filter(|order| all(&|value| is_day(value, *order))).collect();
    if let Some(order) = orders.first() {
        return Look { looks: Looks::Date, date_order: Some(*order), ambiguous: orders.len() > 1, ..none };
    }
    let marks = if comma { [DecimalMark::Comma, DecimalMark::Point] } else { [DecimalMark::Point, DecimalMark::Comma] };
    let marks: Vec<DecimalMark> =
        marks.into_iter().filter(|mark| all(&|value| number(value, *mark).is_some())).collect();
    if let Some(mark) = marks.first() {
        let same = all(&|value| {
            let read = |mark| number(value, mark);
            read(DecimalMark::Point) == read(DecimalMark::Comma)
        });
        let ambiguous = marks.len() > 1 && !same;
        return Look { looks: Looks::Number, decimal_mark: Some(*mark), ambiguous, ..none };
    }
    match () {
        () if all(&is_email) => Look { looks: Looks::Email, ..none },
        () if all(&is_url) => Look { looks: Looks::Url, ..none },
        () => none,
    }
}

fn is_day(text: &str, order: DateOrder) -> bool {
    let year = match moment(text, order) {
        Some(Moment::Local(at)) => at.year(),
        Some(Moment::Exact(at)) => at.year(),
        None => return false,
    };
    (1900..2200).contains(&year)
}

/// What may be the e-mail addresses of a cell.
pub fn addresses(text: &str) -> impl Iterator<Item = &str> {
    text.split(|one: char| one.is_whitespace() || ";,".contains(one)).filter(|part| !part.is_empty())
}

/// The telephone numbers of a cell: one, or several when each part between commas, semicolons or ends of lines is long enough
/// to be one.
pub fn phones(text: &str) -> Vec<&str> {
    parts(text, |one| ";,\n".contains(one), |part| part.chars().filter(char::is_ascii_digit).count() >= 6)
}

/// The web addresses of a cell: one, or several when each part between spaces, commas or semicolons is one.
pub fn websites(text: &str) -> Vec<&str> {
    let is_one = |part: &str| Name::new(part).is_ok_and(|part| reaches::check_website(Some(&part)).is_ok());
    parts(text, |one| one.is_whitespace() || ";,".contains(one), is_one)
}

fn parts(text: &str, is_mark: fn(char) -> bool, is_one: impl Fn(&str) -> bool) -> Vec<&str> {
    let parts: Vec<&str> = text.split(is_mark).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 && parts.iter().all(|part| is_one(part)) { parts } else { vec![text] }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn several_of_a_cell_are_told_apart() {
        assert_eq!(phones("570-809-7197, +1 555 0100"), ["570-809-7197", "+1 555 0100"]);
        assert_eq!(phones("+36 1 234 5678, mellék 12"), ["+36 1 234 5678, mellék 12"], "an extension is no number");
        assert_eq!(phones(""), [""]);
        assert_eq!(websites("acme.hu; https://acme.at/a,b"), ["acme.hu; https://acme.at/a,b"]);
        assert_eq!(websites("acme.hu, acme.at"), ["acme.hu", "acme.at"]);
        assert_eq!(websites("acme hu.com"), ["acme hu.com"]);
        assert_eq!(addresses("a@b.hu; c@d.hu,").collect::<Vec<_>>(), ["a@b.hu", "c@d.hu"]);
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, mark, read) in [
            ("1,234.50", DecimalMark::Point, Some("1234.50")),
            ("1.234,50", DecimalMark::Comma, Some("1234.50")),
            ("1 234,5", DecimalMark::Comma, Some("1234.5")),
            ("1\u{a0}234\u{a0}567 Ft", DecimalMark::Comma, Some("1234567")),
            ("€ 12", DecimalMark::Point, Some("12")),
            ("-€5.20", DecimalMark::Point, Some("-5.20")),
            ("(7)", DecimalMark::Point, Some("-7")),
            ("1'000.5", DecimalMark::Point, Some("1000.5")),
            (",5", DecimalMark::Comma, Some("0.5")),
            ("12,34,567", DecimalMark::Point, None),
            ("1,23", DecimalMark::Point, None),
            ("12.", DecimalMark::Point, None),
            ("about 5 or 6", DecimalMark::Point, None),
            ("12k", DecimalMark::Point, None),
            ("1.2M", DecimalMark::Point, None),
            ("EUR 5 EUR", DecimalMark::Point, None),
            ("5 EUR", DecimalMark::Point, Some("5")),
            ("", DecimalMark::Point, None),
        ] {
            assert_eq!(number(text, mark), read.map(|read| read.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn days_and_moments_are_read_in_their_order() {
        let at = |text: &str| Some(Moment::Local(text.parse().unwrap()));
        for (text, order, read) in [
            ("2026-03-02", DateOrder::Ymd, at("2026-03-02T00:00:00")),
            ("2026. 03. 02.", DateOrder::Ymd, at("2026-03-02T00:00:00")),
            ("2024-04-01 09:12", DateOrder::Ymd, at("2024-04-01T09:12:00")),
            ("2/3/2026", DateOrder::Dmy, at("2026-03-02T00:00:00")),
            ("3/2/2026 10:00:00 AM", DateOrder::Mdy, at("2026-03-02T10:00:00")),
            ("02-Mar-26", DateOrder::Dmy, at("2026-03-02T00:00:00")),
            ("2026. márc. 2.", DateOrder::Ymd, at("2026-03-02T00:00:00")),
            ("30/02/2026", DateOrder::Dmy, None),
            ("2026-03-02", DateOrder::Dmy, None),
            ("soon", DateOrder::Ymd, None),
        ] {
            assert_eq!(moment(text, order), read, "{text}");
        }
        let exact = moment("2026-03-02T10:00:00+02:00", DateOrder::Ymd);
        assert_eq!(exact, Some(Moment::Exact("2026-03-02T08:00:00Z".parse().unwrap())));
    }

    #[test]
    fn a_column_is_read_in_the_one_way_that_fits_all_of_it() {
        let look = |values: &[&str]| look(values, false);
        let dates = look(&["03/04/2026", "13/04/2026"]);
        assert_eq!((dates.looks, dates.date_order, dates.ambiguous), (Looks::Date, Some(DateOrder::Dmy), false));
        let dates = look(&["03/04/2026", "03/14/2026"]);
        assert_eq!((dates.date_order, dates.ambiguous), (Some(DateOrder::Mdy), false));
        assert!(look(&["03/04/2026"]).ambiguous);
        let numbers = look(&["1.234", "2,5"]);
        assert_eq!((numbers.decimal_mark, numbers.ambiguous), (Some(DecimalMark::Comma), false));
        assert!(look(&["1.234"]).ambiguous);
        assert!(!look(&["12", "7"]).ambiguous);
        assert_eq!(look(&["2,500 €", "1,5 €"]).decimal_mark, Some(DecimalMark::Comma), "also with a sign beside");
        assert_eq!(
            (plain_number("2.500"), plain_number("7"), plain_number("2.5")),
            (None, Some(7.into()), "2.5".parse().ok())
        );
        assert_eq!(beside("5 €").map(|(currency, _)| currency), Some(Currency::EUR));
        assert_eq!(look(&["Yes", "no"]).looks, Looks::YesNo);
        assert_eq!(look(&["1", "0"]).looks, Looks::Number);
        assert_eq!(look(&["a@b.hu", "c@d.com"]).looks, Looks::Email);
        assert_eq!(look(&["https://a.hu"]).looks, Looks::Url);
        assert_eq!(look(&["12", "some"]).looks, Looks::Text);
        assert_eq!(look(&[]).looks, Looks::Empty);
    }

    proptest! {
        #[test]
        fn a_number_is_the_same_however_it_is_written(units in -999_999_999_i64..999_999_999, scale in 0_u32..4) {
            let number = Decimal::new(units, scale);
            let plain = number.abs().to_string();
            let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), ""), |parts| parts);
            let grouped = |mark: &str| {
                let digits: Vec<char> = whole.chars().collect();
                let groups: Vec<String> = digits.rchunks(3).rev().map(|group| group.iter().collect()).collect();
                groups.join(mark)
            };
            let sign = if number.is_sign_negative() && !number.is_zero() { "-" } else { "" };
            for (mark, thousands, point) in [
                (DecimalMark::Point, ",", "."), (DecimalMark::Point, "", "."), (DecimalMark::Comma, ".", ","),
                (DecimalMark::Comma, "\u{a0}", ","),
            ] {
                let tail = if rest.is_empty() { String::new() } else { format!("{point}{rest}") };
                let written = format!("{sign}{}{tail}", grouped(thousands));
                prop_assert_eq!(super::number(&written, mark), Some(number), "{}", written);
            }
        }

        #[test]
        fn a_day_is_the_same_in_every_order(days in 0_i64..36_500) {
            let day = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + chrono::TimeDelta::days(days);
            let midnight = Some(Moment::Local(day.and_time(NaiveTime::MIN)));
            for (order, format) in
                [(DateOrder::Ymd, "%Y-%m-%d"), (DateOrder::Dmy, "%d.%m.%Y"), (DateOrder::Mdy, "%m/%d/%Y")]
            {
                prop_assert_eq!(moment(&day.format(format).to_string(), order), midnight);
            }
        }

        #[test]
        fn whatever_stands_in_a_cell_is_read_or_not_but_never_ends_the_program(text in "\\PC{0,24}") {
            for mark in [DecimalMark::Point, DecimalMark::Comma] {
                let _ = number(&text, mark);
            }
            for order in [DateOrder::Ymd, DateOrder::Dmy, DateOrder::Mdy] {
                let _ = moment(&text, order);
            }
            let _ = look(&[text.as_str()], true);
        }
    }
}
