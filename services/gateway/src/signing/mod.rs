//! Keys that sign access tokens.
//!
//! A key is published before it signs ([`model::LEAD`]), so that every service has had time to fetch it, and stays
//! published for a day after a newer one has taken over, so that no token dies before its time. All replicas of the
//! gateway read the same table; each looks again every minute.

pub mod model;
pub mod store;

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use platform::Identity;
use platform::auth::{AUDIENCE, Claims, TOKEN_TYPE, Verifier};
use platform::clock::Clock;
use platform::db::Database;
use platform::problem::{Problem, Result};

use model::SigningKey;

/// How long an access token lives, in seconds.
pub const TOKEN_SECONDS: i64 = 10 * 60;

/// A signed token and when it ends.
#[derive(Debug, Clone)]
pub struct AccessToken {
    /// The JWT.
    pub token: Arc<str>,
    /// When it expires, seconds since 1970.
    pub expires_at: i64,
}

/// The keys of this installation, as last read.
#[derive(Debug)]
pub struct Keyring {
    issuer: String,
    verifier: Arc<Verifier>,
    keys: RwLock<Vec<SigningKey>>,
}

impl Keyring {
    /// Reads the keys, making the first one when there is none.
    pub async fn open(db: &Database, issuer: &str, now: DateTime<Utc>) -> Result<Self> {
        let keys = store::load_or_create(db.pool(), now).await?;
        let verifier = Arc::new(Verifier::fixed(issuer, &model::published(&keys, now)));
        Ok(Self { issuer: issuer.to_owned(), verifier, keys: RwLock::new(keys) })
    }

    /// What verifies the tokens signed here; it follows every change of the keys.
    pub fn verifier(&self) -> &Arc<Verifier> {
        &self.verifier
    }

    /// Reads the keys again, adding a new one when the newest has become old.
    pub async fn refresh(&self, db: &Database, now: DateTime<Utc>) -> Result<()> {
        let mut keys = store::list(db.pool()).await?;
        if model::is_due(&keys, now) {
            store::rotate_if_due(db.pool(), now).await?;
            keys = store::list(db.pool()).await?;
        }
        let changed = keys != *self.keys.read().unwrap_or_else(PoisonError::into_inner);
        if changed {
            self.verifier.replace(&model::published(&keys, now)).await;
            *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
        }
        Ok(())
    }

    /// The public halves (RFC 7517).
    pub fn published(&self, now: DateTime<Utc>) -> JwkSet {
        model::published(&self.keys.read().unwrap_or_else(PoisonError::into_inner), now)
    }

    /// A token that says who somebody is and what they may do.
    pub fn sign(&self, identity: &Identity, now: DateTime<Utc>) -> Result<AccessToken> {
        let expires_at = now.timestamp() + TOKEN_SECONDS;
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            sub: identity.actor.clone(),
            iat: now.timestamp(),
            exp: expires_at,
            org: identity.org,
            roles: identity.roles,
            tz: identity.time_zone,
            cur: identity.base_currency,
        };
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        let key = model::signer(&keys, now).ok_or_else(|| Problem::internal("there is no signing key"))?;
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(TOKEN_TYPE.to_owned());
        header.kid = Some(key.kid.clone());
        let token =
            jsonwebtoken::encode(&header, &claims, &EncodingKey::from_ed_der(&key.pkcs8)).map_err(Problem::internal)?;
        Ok(AccessToken { token: token.into(), expires_at })
    }
}

/// Adds a signing key at once, whatever the age of the newest; for operators. It signs from five minutes later on, and
/// running gateways notice it within a minute. Answers the new key's id.
pub async fn rotate_keys(db: &Database) -> Result<String> {
    let key = store::rotate(db.pool(), Clock::default().now()).await?;
    Ok(key.kid)
}
