//! What is found and what is left alone.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::names::TITLES;
use super::*;
use crate::search::model::fold;

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
