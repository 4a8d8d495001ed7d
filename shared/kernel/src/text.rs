//! Text that people type: trimmed, bounded in length, free of control characters.
//!
//! Lengths count characters, not bytes. Text read back from the database is taken as it is, because it was checked
//! when it was written and a rule that has become stricter since must not make old rows unreadable.

/// Why a text was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TextError {
    /// Nothing is left after trimming.
    #[error("must not be empty")]
    Empty,
    /// Too many characters.
    #[error("must be at most {max} characters, got {got}")]
    TooLong {
        /// The most characters allowed.
        max: usize,
        /// The characters of the text.
        got: usize,
    },
    /// A control character, such as NUL or (where text is one line) a line break.
    #[error("must not contain control characters such as line breaks or NUL; remove the one at position {position}")]
    Control {
        /// The character's position, counted from 1.
        position: usize,
    },
    /// A character outside the alphabet of codes.
    #[error("must consist of the letters A-Z and a-z, digits and the characters . _ / - only")]
    NotACode,
    /// Not the form of an e-mail address.
    #[error("must be an e-mail address such as anna@example.com")]
    NotAnEmail,
}

/// Trims and checks; `allowed` are the control characters that may stay.
fn bounded(text: String, max: usize, allowed: &[char]) -> Result<String, TextError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(TextError::Empty);
    }
    let got = trimmed.chars().count();
    if got > max {
        return Err(TextError::TooLong { max, got });
    }
    let refused = |character: char| character.is_control() && !allowed.contains(&character);
    if let Some(index) = trimmed.chars().position(refused) {
        return Err(TextError::Control { position: index + 1 });
    }
    Ok(if trimmed.len() == text.len() { text } else { trimmed.to_owned() })
}

fn code(text: String, max: usize) -> Result<String, TextError> {
    let text = bounded(text, max, &[])?;
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._/-".contains(&byte);
    if text.bytes().all(allowed) { Ok(text) } else { Err(TextError::NotACode) }
}

/// Checks the form that mail servers in practice accept (a dotted local part of ASCII, a domain of at least two
/// labels) and writes the domain in lower case. Quoted local parts and address literals are refused.
fn email(text: String, max: usize) -> Result<String, TextError> {
    let text = bounded(text, max, &[])?;
    let (local, domain) = text.rsplit_once('@').ok_or(TextError::NotAnEmail)?;
    let atom = |part: &str| {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&byte);
        !part.is_empty() && part.bytes().all(allowed)
    };
    let label = |part: &str| {
        let inner = part.chars().all(|character| character.is_alphanumeric() || character == '-');
        inner && (1..=63).contains(&part.len()) && !part.starts_with('-') && !part.ends_with('-')
    };
    let fits = local.len() <= 64 && local.split('.').all(atom) && domain.contains('.') && domain.split('.').all(label);
    if fits { Ok(format!("{local}@{}", domain.to_lowercase())) } else { Err(TextError::NotAnEmail) }
}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, max: $max:literal, |$text:ident, $limit:ident| $check:expr, schema: $schema:tt) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The most characters.
            pub const MAX_CHARS: usize = $max;

            /// Trims the text and checks it.
            ///
            /// # Errors
            /// [`TextError`], whose message tells what to change.
            pub fn new(text: impl Into<String>) -> Result<Self, TextError> {
                let ($text, $limit) = (text.into(), Self::MAX_CHARS);
                $check.map(Self)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, owned.
            pub fn into_inner(self) -> String {
                self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = TextError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::new(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        wire_string!($name, expecting: "text in a JSON string", schema: $schema);
        column!($name as String, |value| value.0.as_str(), |stored| Ok::<_, std::convert::Infallible>(Self(stored)));
    };
}

text! {
    /// The name of something: one line of 1 to 200 characters.
    Name, max: 200, |text, max| bounded(text, max, &[]),
    schema: { "type": "string", "title": "Name", "minLength": 1, "maxLength": 200 }
}

text! {
    /// A code people give to things (a project code, a cost centre): 1 to 40 ASCII letters, digits and `. _ / -`.
    ShortCode, max: 40, |text, max| code(text, max),
    schema: { "type": "string", "title": "ShortCode", "pattern": "^[A-Za-z0-9._/-]{1,40}$", "minLength": 1,
              "maxLength": 40 }
}

text! {
    /// Free text of 1 to 10 000 characters, line breaks and tabs allowed. Line ends are written as a single `\n`.
    Note, max: 10_000, |text, max| bounded(text.replace("\r\n", "\n"), max, &['\n', '\t']),
    schema: { "type": "string", "title": "Note", "minLength": 1, "maxLength": 10_000 }
}

text! {
    /// An e-mail address of at most 254 characters. The domain is kept in lower case, the part before the `@` as it
    /// was typed.
    Email, max: 254, |text, max| email(text, max),
    schema: { "type": "string", "title": "Email", "format": "email", "maxLength": 254 }
}

text! {
    /// A tax number as its country writes it, 1 to 40 characters. Whether it exists is for its country's authority
    /// to say.
    TaxNumber, max: 40, |text, max| bounded(text, max, &[]),
    schema: { "type": "string", "title": "TaxNumber", "minLength": 1, "maxLength": 40, "examples": ["HU12345676"] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn accepted_names_keep_their_rules_and_round_trip(text in "\\PC{0,210}|[ a-z\u{0}\n]{0,20}") {
            match Name::new(text.as_str()) {
                Ok(name) => {
                    prop_assert_eq!(name.as_str(), text.trim());
                    prop_assert!((1..=200).contains(&name.as_str().chars().count()));
                    prop_assert!(!name.as_str().contains(char::is_control));
                    let json = serde_json::to_string(&name).unwrap();
                    prop_assert_eq!(serde_json::from_str::<Name>(&json).unwrap(), name);
                }
                Err(TextError::Empty) => prop_assert_eq!(text.trim(), ""),
                Err(TextError::TooLong { got, .. }) => prop_assert!(got > 200),
                Err(error) => {
                    let control = matches!(error, TextError::Control { .. });
                    prop_assert!(control && text.contains(char::is_control));
                }
            }
        }
    }

    #[test]
    fn refusals_tell_what_to_change() {
        let refusal = |json: String| serde_json::from_str::<Name>(&json).unwrap_err().to_string();
        let long = refusal(format!("\"{}\"", "é".repeat(243)));
        assert!(long.starts_with("must be at most 200 characters, got 243"), "{long}");
        assert!(refusal("\"   \"".into()).starts_with("must not be empty"));
        let control = refusal(r#""a\u0000b""#.into());
        assert!(control.contains("NUL; remove the one at position 2"), "{control}");
        assert!(refusal("7".into()).contains("text in a JSON string"));
    }

    #[test]
    fn limits_count_characters_after_trimming() {
        assert!(Name::new(format!("  {}  ", "ő".repeat(200))).is_ok());
        assert_eq!(Name::new("x".repeat(201)), Err(TextError::TooLong { max: 200, got: 201 }));
        assert_eq!(Name::new("two\nlines"), Err(TextError::Control { position: 4 }));
    }

    #[test]
    fn notes_keep_lines_and_tabs() {
        assert_eq!(Note::new(" one\r\n\ttwo\n").unwrap().as_str(), "one\n\ttwo");
        assert_eq!(Note::new("bell\u{7}"), Err(TextError::Control { position: 5 }));
        assert!(Note::new("x".repeat(10_000)).is_ok() && Note::new("x".repeat(10_001)).is_err());
    }

    #[test]
    fn codes_have_their_alphabet() {
        assert!(ShortCode::new("PRJ-2026/04.a_b").is_ok());
        for text in ["two words", "ő", "a,b", "a\\b"] {
            assert_eq!(ShortCode::new(text), Err(TextError::NotACode), "{text}");
        }
        assert_eq!(ShortCode::new("x".repeat(41)), Err(TextError::TooLong { max: 40, got: 41 }));
    }

    #[test]
    fn email_addresses_have_a_form() {
        assert_eq!(Email::new(" Anna.Kis+crm@EXAMPLE.Com ").unwrap().as_str(), "Anna.Kis+crm@example.com");
        assert!(Email::new("info@bükk.hu").is_ok());
        let bad =
            ["anna", "@example.com", "anna@", "anna@example", "a b@example.com", "a@b@example.com", "a..b@example.com"];
        for text in bad.into_iter().chain([".a@example.com", "a@-example.com", "a@example..com", "<a@example.com>"]) {
            assert_eq!(Email::new(text), Err(TextError::NotAnEmail), "{text}");
        }
        assert!(matches!(Email::new(format!("a@{}.com", "b.".repeat(130))), Err(TextError::TooLong { max: 254, .. })));
    }
}
