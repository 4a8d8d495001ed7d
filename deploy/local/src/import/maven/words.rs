//! What the words of the files mean here.

use kernel::{CountryCode, Email, ShortCode, TextError};
use uuid::Uuid;

/// Country names of the files that are written as elsewhere, or nearly, with what is odd about them.
const COUNTRIES: [(&str, &str, Option<&str>); 16] = [
    ("Belgium", "BE", None),
    ("Brazil", "BR", None),
    ("China", "CN", None),
    ("Germany", "DE", None),
    ("Hungary", "HU", None),
    ("Italy", "IT", None),
    ("Japan", "JP", None),
    ("Jordan", "JO", None),
    ("Kenya", "KE", None),
    ("Korea", "KR", Some("Korea was taken for South Korea (KR)")),
    ("Norway", "NO", None),
    ("Panama", "PA", None),
    ("Philipines", "PH", Some("Philipines was taken for the Philippines (PH)")),
    ("Poland", "PL", None),
    ("Romania", "RO", None),
    ("United States", "US", None),
];

/// The country of a name, and a note when the name had to be understood kindly. Codes are names too.
pub fn country(name: &str) -> Option<(CountryCode, Option<&'static str>)> {
    match COUNTRIES.iter().find(|(known, ..)| *known == name) {
        Some((_, code, note)) => Some((CountryCode::new(code).ok()?, *note)),
        None => Some((CountryCode::new(name).ok()?, None)),
    }
}

/// The key of an account: its name in small letters, digits and hyphens; a digest of the name where that says too little.
pub fn key(name: &str) -> Result<ShortCode, TextError> {
    let slug = slug(name);
    if slug.len() <= ShortCode::MAX_CHARS && name.is_ascii() { ShortCode::new(slug) } else { digest(name) }
}

/// The key of an account whose [`key`] another one has.
pub fn digest(name: &str) -> Result<ShortCode, TextError> {
    ShortCode::new(Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).simple().to_string())
}

/// The address of a sales agent, who has none in the files.
pub fn email(name: &str) -> Result<Email, TextError> {
    let words: Vec<String> = name.split_whitespace().map(slug).collect();
    Email::new(format!("{}@maven.example", words.join(".")))
}

/// The same for agents of one organisation, since a log-in is the same person everywhere: another organisation that imports
/// the same files has agents of its own.
pub fn email_in(org: Uuid, email: &Email) -> Result<Email, TextError> {
    let own = org.simple().to_string();
    let (agent, domain) = email.as_str().split_once('@').unwrap_or((email.as_str(), "maven.example"));
    Email::new(format!("{agent}@{}.{domain}", &own[own.len() - 12..]))
}

fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_become_keys_and_addresses() {
        assert_eq!(key("Gekko & Co").unwrap().as_str(), "gekko-co");
        assert_eq!(key("Genco Pura Olive Oil Company").unwrap().as_str(), "genco-pura-olive-oil-company");
        assert_eq!(key("Ő").unwrap().as_str().len(), 32);
        assert!(key("&").is_err());
        assert_eq!(email("Mei-Mei Johns").unwrap().as_str(), "mei-mei.johns@maven.example");
        assert!(email("Ő").is_err());
        let org = Uuid::from_u128(0x0198_0000_0000_7000_8000_00ab_cdef_0123);
        let own = email_in(org, &email("Mei-Mei Johns").unwrap()).unwrap();
        assert_eq!(own.as_str(), "mei-mei.johns@00abcdef0123.maven.example");
    }

    #[test]
    fn countries_are_understood() {
        for (name, code, note) in COUNTRIES {
            assert_eq!(country(name).unwrap(), (CountryCode::new(code).unwrap(), note));
        }
        assert_eq!(country("NZ").unwrap().0.as_str(), "NZ");
        assert_eq!(country("Atlantis"), None);
    }

    proptest! {
        #[test]
        fn every_key_is_a_code(name in "\\PC{1,60}") {
            if let Ok(key) = key(&name) {
                prop_assert_eq!(ShortCode::new(key.as_str()), Ok(key));
            }
        }
    }
}
