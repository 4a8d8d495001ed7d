//! What a password must be.

use kernel::Email;
use platform::{FieldError, Kind, Refusal};
use schemars::JsonSchema;
use serde::Deserialize;

/// Fewest characters of a password (NIST SP 800-63B-4, 3.1.1.2, asks for 8 at least and recommends more).
pub const SHORTEST: usize = 10;
/// Most bytes of a password: more would only keep the hash busy.
pub const LONGEST_BYTES: usize = 1024;

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
        Ok(())
    }
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
}

impl Refusal for PasswordError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "weak-password"
    }
    fn fields(&self) -> Vec<FieldError> {
        let (Self::TooShort(pointer) | Self::TooLong(pointer) | Self::IsEmail(pointer)) = self;
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
    fn a_password_is_not_printed() {
        assert_eq!(format!("{:?}", Password::new("correct horse")), "[password]");
    }
}
