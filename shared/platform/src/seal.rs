//! Keeping secrets that people entrust to the suite, such as the password of a mailbox, and signing addresses that are
//! given to strangers.
//!
//! Both work with one key of the installation, from which a key for each purpose is made. What is sealed can be opened
//! only under the same context (say, the row it belongs to), so a sealed value that was copied elsewhere opens nothing.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::config::Secret;
use crate::problem::{Kind, Problem, Result};

/// Bytes of a key.
const KEY_BYTES: usize = 32;
/// Bytes of a nonce; long enough to be chosen at random for ever.
const NONCE_BYTES: usize = 24;
/// What a sealed value begins with, should there ever be another way.
const FIRST: u8 = 1;

/// A key.
pub(crate) type Key = [u8; KEY_BYTES];

/// Seals and signs with the key of the installation.
#[derive(Clone, Default)]
pub struct Sealer(Option<(Key, Key)>);

/// A key that is none.
#[derive(Debug, thiserror::Error)]
#[error("--secret-key must be 64 hexadecimal digits, such as `openssl rand -hex 32` prints")]
pub struct SealerError;

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Sealer").field(&self.0.is_some()).finish()
    }
}

/// What only somebody with the key can work out of these parts.
pub(crate) fn code(key: &Key, parts: &[&[u8]]) -> Key {
    // HMAC takes a key of any length, so this cannot fail; should it, nothing would match.
    let Ok(mut mac) = <Hmac<Sha256> as Mac>::new_from_slice(key) else { return [0; KEY_BYTES] };
    for part in parts {
        // The length of each part stands before it, so that no two lists of parts read alike.
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Whether two are equal, in a time that does not tell where they differ.
fn equal(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

impl Sealer {
    /// Works with this key; without one, nothing can be sealed or signed.
    ///
    /// # Errors
    /// When it is no key.
    pub fn new(key: Option<&Secret>) -> Result<Self, SealerError> {
        let Some(key) = key else { return Ok(Self(None)) };
        let bytes = hex::decode(key.expose()).map_err(|_no_hex| SealerError)?;
        let key: Key = bytes.try_into().map_err(|_length| SealerError)?;
        Ok(Self(Some((code(&key, &[b"seal"]), code(&key, &[b"sign"])))))
    }

    fn keys(&self) -> Result<&(Key, Key)> {
        self.0.as_ref().ok_or_else(|| {
            let detail = "This installation has no key to keep secrets with: start it with --secret-key, or the variable \
                          that --help names.";
            Problem::new(Kind::Unavailable, "no-secret-key", detail)
        })
    }

    /// Makes a secret unreadable.
    ///
    /// # Errors
    /// 503 `no-secret-key`.
    pub fn seal(&self, context: &str, secret: &[u8]) -> Result<Vec<u8>> {
        let cipher = XChaCha20Poly1305::new((&self.keys()?.0).into());
        let nonce: [u8; NONCE_BYTES] = rand::random();
        let payload = Payload { msg: secret, aad: context.as_bytes() };
        let sealed = cipher.encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_opaque| Problem::internal("a secret could not be sealed"))?;
        Ok([&[FIRST][..], &nonce, &sealed].concat())
    }

    /// Makes a sealed secret readable.
    ///
    /// # Errors
    /// 503 `no-secret-key`; an internal problem when it was sealed by another key, for another context, or changed since.
    pub fn unseal(&self, context: &str, sealed: &[u8]) -> Result<Vec<u8>> {
        let cipher = XChaCha20Poly1305::new((&self.keys()?.0).into());
        let broken = || Problem::internal(format!("a secret of {context} was not sealed by this key"));
        let rest = sealed.strip_prefix(&[FIRST]).ok_or_else(broken)?;
        let (nonce, sealed) = rest.split_first_chunk::<NONCE_BYTES>().ok_or_else(broken)?;
        let payload = Payload { msg: sealed, aad: context.as_bytes() };
        cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_opaque| broken())
    }

    /// Signs a text for a purpose.
    ///
    /// # Errors
    /// 503 `no-secret-key`.
    pub fn sign(&self, purpose: &str, text: &str) -> Result<String> {
        Ok(hex::encode(code(&self.keys()?.1, &[purpose.as_bytes(), text.as_bytes()])))
    }

    /// Whether a text was signed for this purpose by this key.
    pub fn signed(&self, purpose: &str, text: &str, signature: &str) -> bool {
        self.sign(purpose, text).is_ok_and(|right| equal(right.as_bytes(), signature.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealer(byte: u8) -> Sealer {
        Sealer::new(Some(&Secret::new(hex::encode([byte; 32])))).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_with_its_key_and_context_only() {
        let one = sealer(1);
        let sealed = one.seal("a", b"secret").unwrap();
        assert!(!sealed.windows(6).any(|part| part == b"secret"));
        assert_ne!(one.seal("a", b"secret").unwrap(), sealed, "no two are alike");
        assert_eq!(one.unseal("a", &sealed).unwrap(), b"secret");
        assert!(one.unseal("b", &sealed).is_err());
        assert!(sealer(2).unseal("a", &sealed).is_err());
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(one.unseal("a", &changed).is_err(), "byte {at}");
            assert!(one.unseal("a", &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_signature_is_for_one_text_and_purpose() {
        let one = sealer(1);
        let signature = one.sign("p", "text").unwrap();
        assert!(one.signed("p", "text", &signature));
        assert!(!one.signed("p", "texts", &signature) && !one.signed("q", "text", &signature));
        assert!(!one.signed("p", "text", &signature[1..]) && !sealer(2).signed("p", "text", &signature));
    }

    #[test]
    fn without_a_key_nothing_is_promised() {
        let none = Sealer::new(None).unwrap();
        assert_eq!(none.seal("a", b"x").unwrap_err().code(), "no-secret-key");
        assert!(!none.signed("p", "text", ""));
        assert!(Sealer::new(Some(&Secret::new("short"))).is_err());
        assert!(!format!("{:?}", sealer(7)).contains('7'));
    }
}
