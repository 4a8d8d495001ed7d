//! What a password must be.

use kernel::Email;
use platform::{FieldError, Kind, Refusal};
use schemars::JsonSchema;
use serde::Deserialize;

/// Fewest characters of a password (NIST SP 800-63B-4, 3.1.1.2, asks for 8 at least and recommends more).
pub const SHORTEST: usize = 10;
/// Most bytes of a password: more would only keep the hash busy.
pub const LONGEST_BYTES: usize = 1024;
/// What anybody tries first, in small letters, the longer before what it holds. A password may have it, but must not be made of it
/// (NIST SP 800-63B-4, 3.1.1.2: compare with what is commonly used or expected).
const COMMON: &[&str] = &[
    "password",
    "passw0rd",
    "jelszo",
    "jelszó",
    "qwertzuiop",
    "qwertyuiop",
    "qwertz",
    "qwerty",
    "asdfghjkl",
    "asdfgh",
    "yxcvbnm",
    "zxcvbnm",
    "iloveyou",
    "szeretlek",
    "welcome",
    "letmein",
    "administrator",
    "admin",
    "abcdef",
    "abcd",
    "abc",
    "1q2w3e4r",
    "1q2w3e",
];
/// Fewest characters that a password must have besides those, repetitions and rows of digits.
const OF_ITS_OWN: usize = 4;

/// A password as somebody typed it. It cannot be printed.
#[derive(Clone, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Password(#[schemars(length(max = 1024), extend("format" = "password"))] String);

impl Password {
    /// Takes a text as a password.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The password itself; never log it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Refuses what should not protect the account of `email`. `pointer` names the field of the request.
    pub fn check(&self, email: &Email, pointer: &'static str) -> Result<(), PasswordError> {
        if self.0.chars().count() < SHORTEST {
            return Err(PasswordError::TooShort(pointer));
        }
        if self.0.len() > LONGEST_BYTES {
            return Err(PasswordError::TooLong(pointer));
        }
        if self.0.trim().eq_ignore_ascii_case(email.as_str()) {
            return Err(PasswordError::IsEmail(pointer));
        }
        if self.is_common(email) {
            return Err(PasswordError::Common(pointer));
        }
        Ok(())
    }

    /// Whether next to nothing is left without what anybody would try for the account of `email`.
    fn is_common(&self, email: &Email) -> bool {
        let lower = self.0.to_lowercase();
        let (name, place) = email.as_str().split_once('@').unwrap_or((email.as_str(), ""));
        let personal = name.split(['.', '_', '-', '+']).chain(place.split('.')).map(str::to_lowercase);
        let personal: Vec<String> = personal.filter(|word| word.chars().count() >= OF_ITS_OWN).collect();
        let words = COMMON.iter().copied().chain(personal.iter().map(String::as_str));
        let left: Vec<char> = words.fold(lower, |left, word| left.replace(word, " ")).chars().collect();
        // One that repeats the one before it or follows it in the row of digits adds nothing.
        let own = left.iter().enumerate().filter(|(at, one)| {
            let before = at.checked_sub(1).and_then(|at| left.get(at).copied());
            !one.is_whitespace() && before.is_none_or(|before| before != **one && !follows(before, **one))
        });
        own.count() < OF_ITS_OWN
    }
}

/// Whether two digits are neighbours in the row of digits.
fn follows(before: char, one: char) -> bool {
    let digits = before.to_digit(10).zip(one.to_digit(10));
    digits.is_some_and(|(before, one)| (before + 1) % 10 == one || (one + 1) % 10 == before)
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[password]")
    }
}

/// A password that is not accepted; holds the field it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Guessed too quickly.
    #[error("the password must have at least {SHORTEST} characters; a few words are easy to remember")]
    TooShort(&'static str),
    /// Longer than anybody types.
    #[error("the password may have at most {LONGEST_BYTES} bytes")]
    TooLong(&'static str),
    /// Everybody knows it.
    #[error("the password must not be the e-mail address")]
    IsEmail(&'static str),
    /// Among the first that anybody tries.
    #[error("the password is among the first that anybody tries; take a few words that do not belong together")]
    Common(&'static str),
}

impl Refusal for PasswordError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "weak-password"
    }
    fn fields(&self) -> Vec<FieldError> {
        let (Self::TooShort(pointer) | Self::TooLong(pointer) | Self::IsEmail(pointer) | Self::Common(pointer)) = self;
        vec![FieldError::new(*pointer, self.to_string())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_passwords_are_refused() {
        let email = Email::new("anna@example.com").unwrap();
        let check = |text: &str| Password::new(text).check(&email, "/password");
        assert_eq!(check("123456789"), Err(PasswordError::TooShort("/password")));
        assert_eq!(check("Anna@Example.com"), Err(PasswordError::IsEmail("/password")));
        assert_eq!(check(&"x".repeat(1025)), Err(PasswordError::TooLong("/password")));
        assert_eq!(check("árvíztűrő!"), Ok(()));
        assert_eq!(PasswordError::TooShort("/user/password").fields()[0].pointer, "/user/password");
    }

    #[test]
    fn what_anybody_tries_first_is_refused() {
        let email = Email::new("kovacs.anna@tiszapart.example").unwrap();
        let check = |text: &str| Password::new(text).check(&email, "/password");
        let common = [
            "password12",
            "Password1234!",
            "jelszo123456",
            "1234567890",
            "0987654321",
            "aaaaaaaaaaaa",
            "qwertzuiop",
            "abcd-abcd-abcd",
            "Kovacs.Anna1",
            "TISZAPART-123",
            "password password",
            "!!!!!!!!!!!!",
        ];
        for text in common {
            assert_eq!(check(text), Err(PasswordError::Common("/password")), "{text}");
        }
        for text in [
            "four words are better",
            "gerinc-demo",
            "check-check-check",
            "7391 4826 05",
            "password of the sea",
            "kovacs-virágos-kert",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn a_password_is_not_printed() {
        assert_eq!(format!("{:?}", Password::new("correct horse")), "[password]");
    }
}
