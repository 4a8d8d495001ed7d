//! What PostgreSQL keeps of the password of a role that this program made.
//!
//! A program proves its password by hashing it as often as the server asks for, thousands of times by default, which makes a
//! password that a person chose harder to guess. One of 192 random bits cannot be guessed however fast that is tried, and
//! the driver lets everything else run after every fifth hash: in a program that is busy, each new connection would wait a
//! thousand times for its turn. Once is enough.
//!
//! Source: RFC 5802, sections 2.2 and 3, with SHA-256 as in RFC 7677; the form is that of `pg_authid.rolpassword`.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// The secret of a password, as PostgreSQL keeps it, under a fresh salt.
pub(crate) fn secret(password: &str) -> String {
    with_salt(password, &rand::random())
}

fn with_salt(password: &str, salt: &[u8; 16]) -> String {
    // `Hi` with one iteration.
    let salted = hmac(password.as_bytes(), &[salt.as_slice(), &1_u32.to_be_bytes()].concat());
    let stored_key: [u8; 32] = Sha256::digest(hmac(&salted, b"Client Key")).into();
    let server_key = hmac(&salted, b"Server Key");
    let [salt, stored_key, server_key] =
        [salt.as_slice(), &stored_key, &server_key].map(|bytes| BASE64_STANDARD.encode(bytes));
    format!("SCRAM-SHA-256$1:{salt}${stored_key}:{server_key}")
}

#[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key).expect("a key of any length");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_what_any_other_implementation_makes_of_the_same() {
        // Password and salt of the example in RFC 7677; the keys as hashlib.pbkdf2_hmac of Python gives them.
        let salt = BASE64_STANDARD.decode("W22ZaJ0SNY7soEsUEjb6gQ==").unwrap();
        assert_eq!(
            with_salt("pencil", &salt.try_into().unwrap()),
            "SCRAM-SHA-256$1:W22ZaJ0SNY7soEsUEjb6gQ==$bzcn5wYzlcMpEXczzDM1iuyLhni5BVbqsm82vjMHWXI=:\
             fg/vS0Y425LcbLGWSqdzrFlRn9451QblzgpwLQYoXCI="
        );
    }

    #[test]
    fn no_two_secrets_are_alike() {
        assert_ne!(secret("the same"), secret("the same"));
    }
}
