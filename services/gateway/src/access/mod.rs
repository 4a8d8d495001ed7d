//! Who is asking at the gateway: a browser with a session cookie, a program with an API key, or either with an access
//! token. The first two are given an access token here, since services trust nothing else.
//!
//! What a session or key stands for is remembered for [`RECHECK`] and then asked again, so a role taken away or a key
//! revoked ends within that time on every replica, and at once on the one that did it.

mod cookie;
mod store;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Extension;
use axum::extract::ConnectInfo;
use contracts::Actor;
use http::{HeaderMap, HeaderValue, Method, header};
use kernel::OrgId;
use platform::Identity;
use platform::db::Mode;
use platform::problem::{Kind, Problem, Result};
use platform::service::State;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::gateway::Gateway;
use crate::signing::AccessToken;

pub use cookie::{SESSION_COOKIE, allow_origin, clear_cookie, session_cookie, session_of};

/// How long the meaning of a session or key is believed before the database is asked again.
pub const RECHECK: Duration = Duration::from_secs(10);
/// A token that ends sooner than this is replaced, in seconds.
const NEARLY_OVER: i64 = 60;
const REMEMBERED: usize = 50_000;
/// What every API key begins with.
pub const KEY_PREFIX: &str = "gk_";

/// The address of the other end of the connection; none for calls in process.
pub type Peer = Option<Extension<ConnectInfo<SocketAddr>>>;

/// SHA-256 of a session's or key's secret; what tables and memory hold instead of it.
pub type Fingerprint = [u8; 32];

/// The fingerprint of a secret.
pub fn fingerprint(secret: &str) -> Fingerprint {
    Sha256::digest(secret).into()
}

/// What proved who the caller is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// A session cookie.
    Session(Fingerprint),
    /// An API key.
    ApiKey(Fingerprint),
    /// An access token of their own.
    Token,
}

/// Somebody who proved who they are.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Who and what they may do.
    pub identity: Identity,
    /// How they proved it.
    pub proof: Proof,
    /// `Authorization` header for a service.
    pub authorization: HeaderValue,
}

#[derive(Debug, Clone)]
struct Remembered {
    identity: Identity,
    token: AccessToken,
    checked: Instant,
}

/// What sessions and keys stood for when they were last asked about.
#[derive(Debug, Default)]
pub struct Memory(Mutex<HashMap<Fingerprint, Remembered>>);

impl Memory {
    fn get(&self, key: &Fingerprint) -> Option<Remembered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    fn put(&self, key: Fingerprint, value: Remembered) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED {
            all.retain(|_, one| one.checked.elapsed() < RECHECK);
        }
        if all.len() < REMEMBERED {
            all.insert(key, value);
        }
    }

    /// Forgets one session or key.
    pub fn forget(&self, key: &Fingerprint) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }

    /// Forgets several sessions or keys.
    pub fn forget_all(&self, keys: Vec<Fingerprint>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for key in keys {
            all.remove(&key);
        }
    }

    /// Forgets everybody of an organisation, because something about them changed.
    pub fn forget_organization(&self, org: OrgId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, one| one.identity.org != org);
    }
}

/// Who sends this request; none when it carries no proof at all. A proof that is no longer good is an error.
pub async fn caller(state: &State, gateway: &Gateway, method: &Method, headers: &HeaderMap) -> Result<Option<Caller>> {
    let now = state.clock.now().timestamp();
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        let bearer = value.to_str().ok().and_then(|text| text.strip_prefix("Bearer "));
        let token = bearer.ok_or_else(|| refused("missing-token", "Send Authorization: Bearer <token or API key>."))?;
        if token.starts_with(KEY_PREFIX) {
            let fingerprint = fingerprint(token);
            return remembered(state, gateway, Proof::ApiKey(fingerprint), fingerprint, Some(token)).await.map(Some);
        }
        let identity = gateway.keyring.verifier().verify(token, now).await?;
        return Ok(Some(Caller { identity, proof: Proof::Token, authorization: value.clone() }));
    }
    let Some(session) = session_of(headers) else { return Ok(None) };
    allow_origin(gateway.public_origin(), method, headers)?;
    let fingerprint = fingerprint(&session);
    remembered(state, gateway, Proof::Session(fingerprint), fingerprint, None).await.map(Some)
}

/// As [`caller`], for what nobody may do unknown.
pub async fn require_caller(state: &State, gateway: &Gateway, method: &Method, headers: &HeaderMap) -> Result<Caller> {
    caller(state, gateway, method, headers)
        .await?
        .ok_or_else(|| refused("missing-token", "Log in, or send Authorization: Bearer <access token or API key>."))
}

async fn remembered(
    state: &State,
    gateway: &Gateway,
    proof: Proof,
    key: Fingerprint,
    api_key: Option<&str>,
) -> Result<Caller> {
    let now = state.clock.now();
    let known = gateway.memory.get(&key).filter(|known| known.token.expires_at - now.timestamp() > NEARLY_OVER);
    if let Some(known) = known.as_ref().filter(|known| known.checked.elapsed() < RECHECK) {
        return speak_as(known, proof);
    }
    let found = match api_key {
        Some(text) => key_identity(state, text, &key).await?,
        None => session_identity(state, &key).await?,
    };
    let Some(identity) = found else {
        gateway.memory.forget(&key);
        return Err(match proof {
            Proof::Session(_) => refused("session-over", "The session is over; log in again."),
            Proof::ApiKey(_) | Proof::Token => refused("unknown-api-key", "This API key is unknown or was revoked."),
        });
    };
    let token = match known {
        Some(known) if same(&known.identity, &identity) => known.token,
        _ => gateway.keyring.sign(&identity, now)?,
    };
    let known = Remembered { identity, token, checked: Instant::now() };
    let caller = speak_as(&known, proof);
    gateway.memory.put(key, known);
    caller
}

fn speak_as(known: &Remembered, proof: Proof) -> Result<Caller> {
    let authorization = HeaderValue::from_str(&format!("Bearer {}", known.token.token)).map_err(Problem::internal)?;
    Ok(Caller { identity: known.identity.clone(), proof, authorization })
}

fn same(one: &Identity, other: &Identity) -> bool {
    one.org == other.org
        && one.actor == other.actor
        && one.roles == other.roles
        && one.time_zone == other.time_zone
        && one.base_currency == other.base_currency
}

async fn session_identity(state: &State, key: &Fingerprint) -> Result<Option<Identity>> {
    let now = state.clock.now();
    let Some(session) = crate::sessions::store::find(&state.db, key, now).await? else { return Ok(None) };
    let mut tx = state.db.begin(session.organization, Mode::Read).await?;
    store::member_identity(&mut tx, session.organization, session.user).await
}

async fn key_identity(state: &State, key: &str, fingerprint: &Fingerprint) -> Result<Option<Identity>> {
    let Some(org) = organization_in(key, KEY_PREFIX) else { return Ok(None) };
    let mut tx = state.db.begin(org, Mode::Write).await?;
    let identity = store::key_identity(&mut tx, org, fingerprint, state.clock.now()).await?;
    tx.commit().await?;
    Ok(identity)
}

/// The organisation that an API key or the like names: `<prefix><32 hex digits>_<secret>`.
pub fn organization_in(key: &str, prefix: &str) -> Option<OrgId> {
    let (org, _) = key.strip_prefix(prefix)?.split_once('_')?;
    Uuid::try_parse(org).ok().map(OrgId::from_uuid)
}

/// Who a member of an organisation is, when they are one and active.
pub async fn member_identity(state: &State, org: OrgId, user: kernel::UserId) -> Result<Option<Identity>> {
    let mut tx = state.db.begin(org, Mode::Read).await?;
    store::member_identity(&mut tx, org, user).await
}

/// 401 with the challenge HTTP asks for.
pub fn refused(code: &'static str, detail: &str) -> Problem {
    Problem::new(Kind::Unauthenticated, code, detail)
        .with_header(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
}

/// Name under which a caller is counted.
pub fn principal(actor: &Actor) -> String {
    actor.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_api_key_names_its_organisation() {
        let org = OrgId::new();
        assert_eq!(organization_in(&format!("gk_{}_00ff", org.as_uuid().simple()), KEY_PREFIX), Some(org));
        for text in ["gk_", "gk_x_y", "gk_00", "other"] {
            assert_eq!(organization_in(text, KEY_PREFIX), None, "{text}");
        }
    }
}
