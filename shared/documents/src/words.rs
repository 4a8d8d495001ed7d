//! Amounts, days and numbers as a language writes them.

use chrono::{Datelike, NaiveDate};
use kernel::{Decimal, Language, Money};

/// A space at which no line breaks.
const NO_BREAK: char = '\u{a0}';

/// An amount with its currency: `1,234.50 EUR`, `1 234,50 EUR`.
pub fn money(amount: Money, language: Language) -> String {
    format!("{}{NO_BREAK}{}", bare(amount, language), amount.currency.code())
}

/// An amount without its currency, with at least the decimals of that.
pub fn bare(amount: Money, language: Language) -> String {
    let digits = amount.currency.minor_units().max(amount.amount.normalize().scale());
    let mut value = amount.amount;
    value.rescale(digits);
    number(value, language)
}

/// A number with the decimals it has.
pub fn number(value: Decimal, language: Language) -> String {
    let (group, point) = match language {
        Language::En => (',', '.'),
        Language::Hu => (NO_BREAK, ','),
    };
    let text = value.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut written = String::new();
    if value.is_sign_negative() && !value.is_zero() {
        written.push('\u{2212}');
    }
    for (place, digit) in whole.char_indices() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            written.push(group);
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push(point);
        written.push_str(fraction);
    }
    written
}

/// A part of a hundred, without decimals that say nothing: `27%`, `12,5%`.
pub fn percent(value: Decimal, language: Language) -> String {
    format!("{}%", number(value.normalize(), language))
}

/// A day: `26 November 2026`, `2026. november 26.`
pub fn day(day: NaiveDate, language: Language) -> String {
    let month = month(day.month0(), language);
    match language {
        Language::En => format!("{}{NO_BREAK}{month}{NO_BREAK}{}", day.day(), day.year()),
        Language::Hu => format!("{}.{NO_BREAK}{month}{NO_BREAK}{}.", day.year(), day.day()),
    }
}

fn month(index: u32, language: Language) -> &'static str {
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const HU: [&str; 12] = [
        "január",
        "február",
        "március",
        "április",
        "május",
        "június",
        "július",
        "augusztus",
        "szeptember",
        "október",
        "november",
        "december",
    ];
    let names = match language {
        Language::En => EN,
        Language::Hu => HU,
    };
    let place = usize::try_from(index).unwrap_or_default();
    names.get(place).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use kernel::Currency;

    use super::*;

    #[test]
    fn each_language_writes_amounts_its_own_way() {
        let eur = |text: &str| Money::new(text.parse().unwrap(), Currency::EUR).unwrap();
        let huf = Money::new("1234567".parse().unwrap(), Currency::from_code("HUF").unwrap()).unwrap();
        assert_eq!(money(eur("1234.5"), Language::En), "1,234.50\u{a0}EUR");
        assert_eq!(money(eur("1234.5"), Language::Hu), "1\u{a0}234,50\u{a0}EUR");
        assert_eq!(bare(eur("-0.125"), Language::En), "\u{2212}0.125");
        assert_eq!(bare(eur("0"), Language::Hu), "0,00");
        assert!(money(huf, Language::Hu).starts_with("1\u{a0}234\u{a0}567"));
        assert_eq!(bare(eur("999"), Language::En), "999.00");
    }

    #[test]
    fn days_and_percentages_too() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 6).unwrap();
        assert_eq!(day(date, Language::En), "6\u{a0}November\u{a0}2026");
        assert_eq!(day(date, Language::Hu), "2026.\u{a0}november\u{a0}6.");
        assert_eq!(percent("27.00".parse().unwrap(), Language::Hu), "27%");
        assert_eq!(percent("12.50".parse().unwrap(), Language::Hu), "12,5%");
    }
}
