//! What conditions mean, what they refuse, and that none of them takes long.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

fn fields() -> BTreeMap<String, Kind> {
    let fields = [
        ("deal.name", Kind::Text),
        ("deal.stage", Kind::Text),
        ("deal.value", Kind::Number),
        ("deal.lines", Kind::Whole),
        ("deal.odds", Kind::Whole),
        ("deal.tags", Kind::Texts),
        ("deal.has_account", Kind::YesNo),
        ("deal.expected_close_on", Kind::Text),
        ("deal.custom[\"Számla típus\"]", Kind::Text),
        ("deal.custom[\"Keret\"]", Kind::Number),
        ("deal.custom[\"Új\"]", Kind::YesNo),
        ("event.on", Kind::Text),
    ];
    fields.into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect()
}

fn values() -> Values {
    let text = |text: &str| Seen::Text(text.to_owned());
    let values = [
        ("deal.name", text("Ábel Kft website")),
        ("deal.stage", text("Proposal")),
        ("deal.value", Seen::Number("10000.10".parse().unwrap())),
        ("deal.lines", Seen::Whole(3)),
        ("deal.tags", Seen::Texts(vec!["vip".to_owned(), "web".to_owned()])),
        ("deal.has_account", Seen::YesNo(true)),
        ("deal.expected_close_on", text("2026-12-31")),
        ("deal.custom[\"Számla típus\"]", text("éves")),
        ("event.on", text("2026-12-01")),
    ];
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn read(source: &str) -> Result<Condition, ConditionError> {
    Condition::read(source, &fields())
}

fn holds(source: &str) -> Verdict {
    read(source).unwrap_or_else(|error| panic!("{source}: {error}")).holds(&values())
}

#[test]
fn what_is_so_is_so() {
    for source in [
        "true",
        "deal.value > 10000",
        "10000 < deal.value",
        "deal.value >= 10000.1 && deal.value <= 10000.10",
        "deal.value == 10000.1",
        "deal.value - 0.1 == 10000",
        "10000.2 - deal.value == 0.1",
        "deal.value * 2 > 20000 && 2 * deal.value == 20000.2",
        "-deal.value < 0",
        "deal.value > deal.lines && deal.lines < deal.value",
        "deal.lines + deal.value == 10003.1",
        "deal.lines - deal.value == -9997.1",
        "deal.lines == 3 && deal.lines % 2 == 1 && deal.lines / 2 == 1",
        "deal.stage == 'Proposal' ? deal.lines > 2 : false",
        "deal.stage in ['Proposal', \"Won\"]",
        "deal.lines in [1, 2, 3] && !(deal.lines in [4])",
        "deal.value in [10000.1, 5] && deal.lines in [3.0]",
        "'vip' in deal.tags && !('x' in deal.tags)",
        "deal.tags.exists(tag, tag.startsWith('v')) && deal.tags.all(tag, size(tag) == 3)",
        "['a', 'vip'].exists(one, one in deal.tags)",
        "size(deal.tags) == 2 && deal.name.size() == 16",
        "lower(deal.name).contains('ábel') && deal.name.endsWith('site')",
        "deal.has_account && has(deal.name) && !has(deal.odds)",
        "days(event.on, deal.expected_close_on) == 30",
        "deal.expected_close_on > '2026-12-30'",
        "deal.custom['Számla típus'] == 'éves'",
        "has(deal.custom['Számla típus']) && !has(deal.custom[\"Keret\"])",
        "'Számla típus' in deal.custom && !('Keret' in deal.custom) && !('Új' in deal.custom)",
        "!has(deal.custom['Keret']) || deal.custom['Keret'] > 5",
        "!has(deal.odds) || deal.odds > 50",
        "deal.lines > 2 || deal.odds > 50",
    ] {
        assert_eq!(holds(source), Verdict::So, "{source}");
    }
}

#[test]
fn decimals_are_exact() {
    assert_eq!(holds("0.1 + 0.2 == 0.3"), Verdict::So);
    assert_eq!(holds("deal.value == 10000.1000001"), Verdict::NotSo);
    assert_eq!(holds("0.1 * 3 == 0.3 && 1.10 - 1.00 == 0.1 && 100 * 1.1 == 110"), Verdict::So);
    assert!(read("deal.value == 0.1234567890123456789").unwrap_err().detail.contains("15 digits"));
    assert!(matches!(holds("deal.value * 1e15 * 1e14 > 0"), Verdict::Undecided(why) if why.contains("too large")));
}

#[test]
fn what_is_not_known_is_undecided_unless_it_does_not_matter() {
    assert!(matches!(holds("deal.odds > 50"), Verdict::Undecided(why) if why.contains("deal.odds is not known")));
    assert_eq!(holds("deal.odds > 50 && deal.lines > 5"), Verdict::NotSo);
    assert!(matches!(holds("1 / (deal.lines - 3) > 0"), Verdict::Undecided(why) if why.contains("zero")));
    assert!(matches!(holds("days(deal.name, event.on) > 0"), Verdict::Undecided(_)));
    let nothing = Values::new();
    let known = |source| read(source).unwrap().holds(&nothing);
    assert_eq!(known("deal.name == '' && size(deal.tags) == 0 && !deal.has_account && !has(deal.name)"), Verdict::So);
    assert!(matches!(known("deal.value > 0"), Verdict::Undecided(_)));
}

#[test]
fn what_is_wrong_is_shown_where_it_stands() {
    for (source, found, detail) in [
        ("deal.valeu > 3", "deal.valeu", "Is deal.value meant?"),
        ("deal.name == 'é' && deal.valeu > 3", "deal.valeu", "deal.value"),
        ("deal > 3", "deal", "Say which field"),
        ("account.name == 'x'", "account.name", "no field"),
        ("deal.value", "deal.value", "compare it"),
        ("deal.name > 3", "deal.name > 3", "cannot be compared"),
        ("deal.name && true", "deal.name", "yes or no is needed"),
        ("deal.tags == 'x'", "deal.tags == 'x'", "text in list"),
        ("deal.tags.contains('x')", "deal.tags", "text in list"),
        ("deal.value / 3 > 1", "deal.value / 3", "whole numbers"),
        ("deal.name + 'x' == 'y'", "deal.name", "numbers"),
        ("deal.name.matches('a+')", "deal.name.matches('a+'", "There are has, size"),
        ("deal.tags.map(t, t) == []", "", ""),
        ("deal.tags.exists(t, deal.tags.exists(u, u == t))", "", "one at a time"),
        ("deal.odds == null", "null", "has("),
        ("deal.lines == 3u", "3u", "u"),
        ("{'a': 1}", "", ""),
        ("[1, 2]", "", "after `in`"),
        ("deal.lines in ['a']", "'a'", "looked for"),
        ("has(deal.custom['Kerett'])", "deal.custom['Kerett'", "Is deal.custom[\"Keret\"] meant?"),
        ("'Kerett' in deal.custom", "'Kerett'", "Is deal.custom[\"Keret\"] meant?"),
        ("has(deal.valeu)", "deal.valeu", "Is deal.value meant?"),
        ("has(deal.custom)", "deal.custom", "Say which field"),
        ("has(3)", "3", "Only fields"),
        ("has(deal.custom[deal.name])", "", "Only fields"),
        ("deal.name in deal.custom", "deal.custom", ""),
        ("deal.has(deal.name)", "", "cannot be used"),
    ] {
        let error = read(source).expect_err(source);
        assert!(error.found.contains(found), "{source}: found {:?}", error.found);
        assert!(error.detail.contains(detail), "{source}: {}", error.detail);
        let shown: String = source.chars().skip(error.at).take(error.length).collect();
        assert_eq!(shown, error.found, "{source}");
    }
    let error = read("deal.value >").unwrap_err();
    assert!(error.detail.contains("cannot be read"), "{error}");
    let error = read("deal.value = 3").unwrap_err();
    assert!(error.detail.contains("equal is =="), "{error}");
    assert!(read("  ").unwrap_err().detail.contains("Leave the condition out"));
}

/// Texts that are made to take long or to end the program.
fn hostile() -> Vec<String> {
    let nested = |open: &str, close: &str, deep: usize| format!("{}1{} == 1", open.repeat(deep), close.repeat(deep));
    let long = |one: &str| one.repeat(MOST_CHARS / one.len());
    let list = format!("[{}]", vec!["'a'"; 400].join(","));
    vec![
        nested("(", ")", 24),
        nested("(", ")", 900),
        nested("[", "]", 900),
        nested("{1:", "}", 400),
        nested("f(", ")", 600),
        long("!"),
        long("-"),
        long("!("),
        long("a."),
        long("a["),
        long("1+"),
        long("true||"),
        long("true?"),
        format!("{}true", "true?".repeat(300)),
        format!("{}false", "true?true:".repeat(150)),
        format!("{}1 == 1", "1+".repeat(150)),
        format!("{}1 == 1", "1+".repeat(900)),
        format!("{}1 == 1", "1*".repeat(150)),
        format!("{}true", "true&&".repeat(150)),
        format!("{}true", "!".repeat(8)),
        format!("deal{} == 1", ".a".repeat(900)),
        format!("deal{} == 1", "[0]".repeat(500)),
        format!("{list}.exists(a, a == 'b')"),
        format!("'x' in {list}"),
        "'a'.matches('(a+)+$')".to_owned(),
        "['a'].exists(a, ['a'].exists(b, ['a'].exists(c, ['a'].all(d, a == b))))".to_owned(),
        "[1].map(a, [1].map(b, [1].map(c, [1])))".to_owned(),
        "'\\u{1F600}'.contains('\\uD800')".to_owned(),
        "9223372036854775807 + 1 == 0".to_owned(),
        "-9223372036854775808 == -9223372036854775808".to_owned(),
        "1e309 > 1.0".to_owned(),
        "1e-320 < 1.0".to_owned(),
        long("\""),
        long("'''"),
        long("\\"),
        long("\u{0}"),
        long("🙂"),
        long("?:"),
        long(")("),
    ]
}

#[test]
fn nothing_that_is_written_takes_long() {
    let heavy: Values = values()
        .into_iter()
        .map(|(name, value)| match value {
            Seen::Text(_) => (name, Seen::Text("a".repeat(1_000_000))),
            Seen::Texts(_) => (name, Seen::Texts(vec!["a".repeat(100_000); 10_000])),
            Seen::Whole(_) | Seen::Number(_) | Seen::YesNo(_) => (name, value),
        })
        .collect();
    let loops = format!("deal.tags.all(t, {})", vec!["!deal.name.contains('aaaaaaaaaaaaaaab')"; 40].join(" && "));
    for source in hostile().into_iter().chain([loops]) {
        let began = Instant::now();
        let start: String = source.chars().take(40).collect();
        if let Ok(condition) = read(&source) {
            let _ = condition.holds(&heavy);
        }
        assert!(began.elapsed() < Duration::from_secs(5), "{start}: {:?}", began.elapsed());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(source in "[ -~áé\"'()\\[\\]{}.,!&|=<>+*/%?:-]{0,120}") {
        match read(&source) {
            Ok(condition) => drop(condition.holds(&values())),
            Err(error) => prop_assert!(error.at <= source.chars().count()),
        }
    }

    #[test]
    fn amounts_compare_as_decimals_do(left in -1_000_000_i64..1_000_000, right in -1_000_000_i64..1_000_000, scale in 0_u32..6) {
        let (left, right) = (Decimal::new(left, scale), Decimal::new(right, 3));
        let seen: Values = [("deal.value".to_owned(), Seen::Number(left))].into();
        for (operator, expected) in [("<", left < right), ("<=", left <= right), ("==", left == right), (">", left > right)] {
            let source = format!("deal.value {operator} {right}");
            let verdict = read(&source).unwrap().holds(&seen);
            prop_assert_eq!(verdict == Verdict::So, expected, "{} {}", left, source);
        }
    }
}
