//! What telephone numbers and web addresses may be. People write them in many ways, all of which are kept as they are; what
//! nobody can call or open is none.

use kernel::Name;

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

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Name {
        Name::new(text).unwrap()
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
