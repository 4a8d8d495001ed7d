//! Which key signs, which are published, and when a new one is due.

use chrono::{DateTime, TimeDelta, Utc};
use ed25519_dalek::pkcs8::{EncodePrivateKey, KeypairBytes};
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey};

/// How long a key is published before it signs.
pub const LEAD: TimeDelta = TimeDelta::minutes(5);
/// How long a key stays published after the next one has taken over.
pub const TAIL: TimeDelta = TimeDelta::days(1);
/// Age at which a key is followed by a new one.
pub const LIFE: TimeDelta = TimeDelta::days(30);

/// A private key and its times.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningKey {
    /// Its id: the thumbprint of the public half (RFC 7638).
    pub kid: String,
    /// The private key, PKCS #8 in DER.
    pub pkcs8: Vec<u8>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it begins to sign.
    pub signs_from: DateTime<Utc>,
    /// When its public half is withdrawn; none while there is no newer key.
    pub published_until: Option<DateTime<Utc>>,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SigningKey")
            .field("kid", &self.kid)
            .field("signs_from", &self.signs_from)
            .finish_non_exhaustive()
    }
}

/// A key that could not be made or read.
#[derive(Debug, thiserror::Error)]
#[error("a signing key could not be made: {0}")]
pub struct KeyError(String);

impl SigningKey {
    /// The Ed25519 key of a random seed.
    pub fn from_seed(seed: [u8; 32], now: DateTime<Utc>, signs_from: DateTime<Utc>) -> Result<Self, KeyError> {
        // Without the public half: that is version 1 of PKCS #8, which every library reads.
        let pair = KeypairBytes { secret_key: seed, public_key: None };
        let document = pair.to_pkcs8_der().map_err(|error| KeyError(error.to_string()))?;
        let pkcs8 = document.as_bytes().to_vec();
        let kid =
            public_half(&pkcs8)?.thumbprint(ThumbprintHash::SHA256).map_err(|error| KeyError(error.to_string()))?;
        Ok(Self { kid, pkcs8, created_at: now, signs_from, published_until: None })
    }
}

fn public_half(pkcs8: &[u8]) -> Result<Jwk, KeyError> {
    Jwk::from_encoding_key(&EncodingKey::from_ed_der(pkcs8), Algorithm::EdDSA)
        .map_err(|error| KeyError(error.to_string()))
}

/// The key that signs now: the newest of those that may. When all lie in the future the clock was ahead while they were
/// made, and the first of them signs.
pub fn signer(keys: &[SigningKey], now: DateTime<Utc>) -> Option<&SigningKey> {
    let may_sign = keys.iter().filter(|key| key.signs_from <= now).max_by_key(|key| key.signs_from);
    may_sign.or_else(|| keys.iter().min_by_key(|key| key.signs_from))
}

/// The public halves of all keys that have not been withdrawn.
pub fn published(keys: &[SigningKey], now: DateTime<Utc>) -> JwkSet {
    let public = |key: &SigningKey| {
        let mut jwk = public_half(&key.pkcs8).ok()?;
        jwk.common.key_id = Some(key.kid.clone());
        jwk.common.public_key_use = Some(PublicKeyUse::Signature);
        Some(jwk)
    };
    JwkSet {
        keys: keys.iter().filter(|key| key.published_until.is_none_or(|end| now < end)).filter_map(public).collect(),
    }
}

/// Whether the newest key is old enough to be followed by another.
pub fn is_due(keys: &[SigningKey], now: DateTime<Utc>) -> bool {
    keys.iter().map(|key| key.signs_from).max().is_none_or(|newest| newest + LIFE <= now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000 + minutes * 60, 0).unwrap()
    }

    fn key(seed: u8, signs_from: i64) -> SigningKey {
        SigningKey::from_seed([seed; 32], at(signs_from), at(signs_from)).unwrap()
    }

    #[test]
    fn a_key_is_published_before_it_signs_and_after() {
        let mut keys = vec![key(1, 0), key(2, 5)];
        keys[0].published_until = Some(at(5) + TAIL);
        assert_eq!(signer(&keys, at(4)).unwrap().kid, keys[0].kid);
        assert_eq!(signer(&keys, at(5)).unwrap().kid, keys[1].kid);
        assert_eq!(published(&keys, at(5)).keys.len(), 2);
        assert_eq!(published(&keys, at(6) + TAIL).keys.len(), 1);
        assert_eq!(signer(&keys, at(-1)).unwrap().kid, keys[0].kid, "made while the clock was ahead");
        assert!(signer(&[], at(0)).is_none());
    }

    #[test]
    fn a_new_key_is_due_after_thirty_days() {
        let keys = [key(1, 0)];
        assert!(!is_due(&keys, at(0)));
        assert!(is_due(&keys, at(0) + LIFE));
        assert!(is_due(&[], at(0)));
    }

    #[test]
    fn nothing_private_is_published() {
        let set = serde_json::to_string(&published(&[key(7, 0)], at(0))).unwrap();
        assert!(set.contains("\"crv\":\"Ed25519\""), "{set}");
        assert!(!set.contains("\"d\""), "{set}");
    }

    #[test]
    fn each_key_has_its_own_id() {
        assert_ne!(key(1, 0).kid, key(2, 0).kid);
        assert_eq!(key(1, 0).kid, key(1, 9).kid);
    }
}
