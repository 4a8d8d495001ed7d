//! Where somebody is reached: e-mail addresses, telephone numbers and web addresses, what they may be, and how several of them
//! stand beside one another.
//!
//! People write numbers and web addresses in many ways, all of which are kept as they are; what nobody can call or open is none.
//! Of several the first is the main one, which mails go to and lists show. Whatever changes, the others are never alone: without
//! a main one the first of them takes its place.

use contracts::crm;
use contracts::leads::Lead;
use kernel::{Email, Name};

use crate::patch::Change;

/// Most addresses or numbers of a kind that a request may name besides the main one.
pub const MOST: usize = 20;

/// Fewest digits of a telephone number: those of an emergency.
const FEWEST_DIGITS: usize = 3;

/// Refuses what is no telephone number: one has digits, however they are parted, and may say more, such as an extension.
///
/// # Errors
/// How to mend it.
pub fn check_phone(phone: Option<&Name>) -> Result<(), &'static str> {
    let digits = |phone: &Name| phone.as_str().chars().filter(|one| one.is_numeric()).count();
    if phone.is_none_or(|phone| digits(phone) >= FEWEST_DIGITS) {
        return Ok(());
    }
    Err("must be a telephone number, with at least 3 digits: +36 30 123 4567")
}

/// Refuses what is no web address: one begins with https:// or http://, or with the name of a server, such as `example.com`.
///
/// # Errors
/// How to mend it.
pub fn check_website(website: Option<&Name>) -> Result<(), &'static str> {
    if website.is_none_or(|website| is_website(website.as_str())) {
        return Ok(());
    }
    Err("must be a web address that begins with https:// or http://, or with the name of a server: example.com")
}

fn is_website(text: &str) -> bool {
    if text.contains(|one: char| one.is_whitespace() || one.is_control()) {
        return false;
    }
    let lower = text.to_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let host = |rest: &str| rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned();
    if let Some(rest) = rest {
        return host(rest).chars().any(char::is_alphanumeric);
    }
    let host = host(&lower);
    let (name, port) = host.split_once(':').unwrap_or((&host, "80"));
    let parts: Vec<&str> = name.split('.').collect();
    let is_part = |part: &&str| !part.is_empty() && part.chars().all(|one| one.is_alphanumeric() || one == '-');
    parts.len() > 1 && parts.iter().all(is_part) && port.parse::<u16>().is_ok()
}

/// Refuses a list of further addresses or numbers that is too long, or of which one is none by a check.
///
/// # Errors
/// How to mend it.
pub fn check_further<T>(several: &[T], check: fn(Option<&T>) -> Result<(), &'static str>) -> Result<(), &'static str> {
    if several.len() > MOST {
        return Err("are at most 20; leave out those nobody uses any more");
    }
    several.iter().try_for_each(|one| check(Some(one)))
}

/// What two e-mail addresses have in common when they are one.
pub fn email_key(email: &Email) -> String {
    email.as_str().to_lowercase()
}

/// What two telephone numbers have in common when they are one: their end, which is the same with and without the codes of
/// country and trunk. Short ones are compared as they are written.
pub fn phone_key(phone: &Name) -> String {
    let digits: Vec<char> = phone.as_str().chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 7 {
        return phone.as_str().to_lowercase();
    }
    digits.iter().skip(digits.len().saturating_sub(9)).collect()
}

/// What two web addresses have in common when they are one page, whatever its case, scheme and `www.`
pub fn website_key(website: &Name) -> String {
    let lower = website.as_str().to_lowercase();
    let bare = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")).unwrap_or(&lower);
    bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/').to_owned()
}

/// The main one of several and the others, in their order.
pub fn all<'a, T>(main: Option<&'a T>, others: &'a [T]) -> impl Iterator<Item = &'a T> {
    main.into_iter().chain(others)
}

/// Adds one to several, unless it is there; answers whether it was added.
pub fn add<T>(main: &mut Option<T>, others: &mut Vec<T>, one: T, key: fn(&T) -> String) -> bool {
    let new = key(&one);
    if all(main.as_ref(), others).any(|own| key(own) == new) {
        return false;
    }
    match main {
        Some(_) => others.push(one),
        None => *main = Some(one),
    }
    true
}

/// What a request says of several: a new main one and new others, each left out to keep what is there. One of the others that
/// becomes the main one while nothing is said of the others changes places with it, so that none is lost.
pub fn change<T: Clone>(
    main: &mut Option<T>,
    others: &mut Vec<T>,
    (new_main, new_others): (Change<T>, Option<Vec<T>>),
    key: fn(&T) -> String,
) {
    let before = main.clone();
    if let Change::Set(value) = new_main {
        *main = value;
    }
    if let Some(new) = new_others {
        *others = new;
    } else {
        let taken = main.as_ref().map(key);
        if let (Some(place), Some(before)) = (others.iter_mut().find(|one| Some(key(one)) == taken), before) {
            *place = before;
        }
    }
    settle(main, others, key);
}

/// Puts several in order: the first of the others takes the place of a main one that is not there, and none is there twice.
fn settle<T>(main: &mut Option<T>, others: &mut Vec<T>, key: fn(&T) -> String) {
    let several: Vec<T> = main.take().into_iter().chain(std::mem::take(others)).collect();
    for one in several {
        add(main, others, one, key);
    }
}

/// Puts the web addresses of an account in order.
pub fn settle_account(account: &mut crm::Account) {
    settle(&mut account.website, &mut account.additional_websites, website_key);
}

/// Puts the addresses and numbers of a contact in order.
pub fn settle_contact(contact: &mut crm::Contact) {
    settle(&mut contact.email, &mut contact.additional_emails, email_key);
    settle(&mut contact.phone, &mut contact.additional_phones, phone_key);
}

/// Puts the addresses and numbers of a lead in order.
pub fn settle_lead(lead: &mut Lead) {
    settle(&mut lead.email, &mut lead.additional_emails, email_key);
    settle(&mut lead.phone, &mut lead.additional_phones, phone_key);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name(text: &str) -> Name {
        Name::new(text).unwrap()
    }

    proptest! {
        /// However several come, they all stay, each once, and a main one is there when any is.
        #[test]
        fn several_are_put_in_order(main in prop::option::of(0..5_u8), others in prop::collection::vec(0..5_u8, 0..8)) {
            let key: fn(&u8) -> String = |one| (one % 4).to_string();
            let (mut first, mut rest) = (main, others.clone());
            settle(&mut first, &mut rest, key);
            let keys: Vec<_> = all(first.as_ref(), &rest).map(key).collect();
            let mut once = keys.clone();
            once.sort();
            once.dedup();
            prop_assert_eq!(keys.len(), once.len());
            prop_assert!(all(main.as_ref(), &others).all(|one| keys.contains(&key(one))));
            prop_assert_eq!(first.is_some(), main.is_some() || !others.is_empty());
            prop_assert!(main.is_none() || first == main);
            let (mut again, mut still) = (first, rest.clone());
            settle(&mut again, &mut still, key);
            prop_assert_eq!((again, still), (first, rest));
        }
    }

    #[test]
    fn one_that_becomes_the_main_one_changes_places() {
        let key: fn(&u8) -> String = u8::to_string;
        let after = |said: (Change<u8>, Option<Vec<u8>>)| {
            let (mut main, mut others) = (Some(1), vec![2, 3]);
            change(&mut main, &mut others, said, key);
            (main, others)
        };
        assert_eq!(after((Change::Set(Some(3)), None)), (Some(3), vec![2, 1]));
        assert_eq!(
            after((Change::Set(Some(9)), None)),
            (Some(9), vec![2, 3]),
            "another one takes the place of the main one"
        );
        assert_eq!(after((Change::Set(None), None)), (Some(2), vec![3]));
        assert_eq!(after((Change::Set(Some(3)), Some(vec![3, 4]))), (Some(3), vec![4]));
        assert_eq!(after((Change::Keep, Some(Vec::new()))), (Some(1), Vec::new()));
        assert_eq!(after((Change::Set(None), Some(Vec::new()))), (None, Vec::new()));
    }

    #[test]
    fn one_in_other_words_is_the_same() {
        assert_eq!(phone_key(&name("+36 30 123-4567")), phone_key(&name("06 (30) 123 4567")));
        assert_ne!(phone_key(&name("112")), phone_key(&name("113")));
        assert_eq!(website_key(&name("https://www.Acme.hu/")), website_key(&name("acme.hu")));
        assert_ne!(website_key(&name("acme.hu/de")), website_key(&name("acme.hu")));
        let (one, other) = (Email::new("Anna@acme.hu").unwrap(), Email::new("anna@ACME.hu").unwrap());
        assert_eq!(email_key(&one), email_key(&other));
    }

    #[test]
    fn further_ones_are_checked_one_by_one() {
        let some = |count: usize| vec![name("+36 1 234 5678"); count];
        assert_eq!(check_further(&some(MOST), check_phone), Ok(()));
        assert!(check_further(&some(MOST + 1), check_phone).is_err());
        assert!(check_further(&[name("acme.hu"), name("acme")], check_website).is_err());
    }

    #[test]
    fn numbers_are_taken_as_people_write_them() {
        for phone in [
            "+36 30 123 4567",
            "06-30/123-4567 (mellék 12)",
            "(1) 234 56 78",
            "1-800-FLOWERS",
            "112",
            "tel.: 061/555.123",
            "٠١٢٣٤٥",
        ] {
            assert_eq!(check_phone(Some(&name(phone))), Ok(()), "{phone}");
        }
        for phone in ["hello", "-", "n/a", "12", "ask Anna"] {
            assert!(check_phone(Some(&name(phone))).is_err(), "{phone}");
        }
        assert_eq!(check_phone(None), Ok(()));
    }

    #[test]
    fn addresses_are_those_a_browser_opens() {
        for website in [
            "https://www.acme.hu",
            "HTTP://Acme.hu/x?y=1#z",
            "acme.hu",
            "www.acme.co.uk/about",
            "facebook.com/acme",
            "árvíztűrő.hu",
            "acme.hu:8080/x",
            "http://localhost:3000",
            "acme.hu/a:b",
        ] {
            assert_eq!(check_website(Some(&name(website))), Ok(()), "{website}");
        }
        for website in [
            "javascript:alert(1)",
            "JavaScript:alert(1)//acme.hu",
            "ftp://acme.hu",
            "mailto:anna@acme.hu",
            "anna@acme.hu",
            "data:text/html,x",
            "https://",
            "https:///x",
            "acme",
            "acme hu.com",
            "file.com:x",
            ".hu",
        ] {
            assert!(check_website(Some(&name(website))).is_err(), "{website}");
        }
        assert_eq!(check_website(None), Ok(()));
    }
}
