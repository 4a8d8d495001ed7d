//! Who is asking: access tokens are verified here, in every service, never only at the gateway.
//!
//! Tokens are JWTs for access (RFC 9068) signed with EdDSA, ES256 or RS256. Keys come from a JWKS (RFC 7517) that is
//! fetched over HTTP and kept: an unknown key leads to one fetch per 30 seconds at most, and known keys go on working
//! for a day while the publisher is away. Headers that would point to other keys (`jku`, `x5u`, `jwk`) are ignored.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use contracts::Actor;
use http::{HeaderMap, header};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use kernel::{Currency, MemberId, OrgId, Permission, RoleSet, TimeZoneName};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::problem::{Kind, Problem, Result};

/// Audience of every access token of the suite.
pub const AUDIENCE: &str = "gerinc";
/// `typ` header of an access token (RFC 9068, section 2.1).
pub const TOKEN_TYPE: &str = "at+jwt";
/// Longest time a token may live, in seconds.
pub const MAX_AGE_SECONDS: i64 = 15 * 60;

const LEEWAY_SECONDS: u64 = 60;
const REFETCH: Duration = Duration::from_secs(30);
/// How often a publisher that never answered is asked.
const FIRST_FETCH: Duration = Duration::from_secs(1);
/// After how long known keys are looked at again, so that one that was withdrawn stops working.
const REFRESH: Duration = Duration::from_mins(5);
const STALE: Duration = Duration::from_hours(24);
const REMEMBERED_TOKENS: usize = 10_000;

/// What an access token says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    /// Issuer.
    pub iss: String,
    /// Audience: [`AUDIENCE`].
    pub aud: String,
    /// Who: `member:<id>` or `api_key:<id>`.
    pub sub: Actor,
    /// Issued at, seconds since 1970.
    pub iat: i64,
    /// Expires at, seconds since 1970.
    pub exp: i64,
    /// Organisation.
    pub org: OrgId,
    /// Roles in that organisation.
    pub roles: RoleSet,
    /// The organisation's zone.
    pub tz: TimeZoneName,
    /// The organisation's base currency.
    pub cur: Currency,
}

/// A verified caller.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The organisation they act for.
    pub org: OrgId,
    /// Who they are.
    pub actor: Actor,
    /// What they may do.
    pub roles: RoleSet,
    /// The organisation's zone.
    pub time_zone: TimeZoneName,
    /// The organisation's base currency.
    pub base_currency: Currency,
}

impl Identity {
    /// The caller's membership, when it is a person.
    pub fn member_id(&self) -> Option<MemberId> {
        match self.actor {
            Actor::Member(id) => Some(MemberId::from_uuid(id)),
            Actor::ApiKey(_) | Actor::System(_) => None,
        }
    }

    /// Whether any of the caller's roles allows it.
    pub fn may(&self, permission: Permission) -> bool {
        self.roles.allows(permission)
    }

    /// Refuses callers whose roles do not allow it.
    pub fn require(&self, permission: Permission) -> Result<()> {
        if self.may(permission) {
            return Ok(());
        }
        Err(Problem::new(
            Kind::Forbidden,
            "forbidden",
            format!(
                "This needs the permission {permission}, which none of your roles has. Ask an administrator of your organisation."
            ),
        ))
    }
}

struct Known {
    keys: HashMap<String, (DecodingKey, Algorithm)>,
    fetched: Option<Instant>,
    tried: Option<Instant>,
}

/// Verifies tokens against a published set of keys.
pub struct Verifier {
    issuer: String,
    jwks_url: Option<String>,
    client: reqwest::Client,
    known: tokio::sync::RwLock<Known>,
    fetching: tokio::sync::Mutex<()>,
    remembered: Mutex<HashMap<[u8; 32], (Identity, i64)>>,
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Verifier")
            .field("issuer", &self.issuer)
            .field("jwks_url", &self.jwks_url)
            .finish_non_exhaustive()
    }
}

impl Verifier {
    /// Trusts the keys published at a URL.
    pub fn remote(issuer: impl Into<String>, jwks_url: impl Into<String>) -> Self {
        Self::with(issuer.into(), Some(jwks_url.into()), Known { keys: HashMap::new(), fetched: None, tried: None })
    }

    /// Trusts these keys and no others; for the issuer itself and for tests.
    pub fn fixed(issuer: impl Into<String>, keys: &JwkSet) -> Self {
        let known = Known { keys: usable(keys), fetched: Some(Instant::now()), tried: None };
        Self::with(issuer.into(), None, known)
    }

    fn with(issuer: String, jwks_url: Option<String>, known: Known) -> Self {
        crate::telemetry::install_crypto();
        let client = reqwest::Client::builder().timeout(Duration::from_secs(3)).build().unwrap_or_default();
        Self {
            issuer,
            jwks_url,
            client,
            known: tokio::sync::RwLock::new(known),
            fetching: tokio::sync::Mutex::new(()),
            remembered: Mutex::new(HashMap::new()),
        }
    }

    /// Trusts another set of keys from now on: the issuer rotated its keys.
    pub async fn replace(&self, keys: &JwkSet) {
        let mut known = self.known.write().await;
        known.keys = usable(keys);
        known.fetched = Some(Instant::now());
        drop(known);
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The caller whose token stands in the `Authorization` header; `now` in seconds since 1970.
    pub async fn identify(&self, headers: &HeaderMap, now: i64) -> Result<Identity> {
        let token = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim())
            .ok_or_else(|| unauthenticated("missing-token", "Send an access token: Authorization: Bearer <token>."))?;
        self.verify(token, now).await
    }

    /// The caller a token stands for.
    pub async fn verify(&self, token: &str, now: i64) -> Result<Identity> {
        let digest: [u8; 32] = Sha256::digest(token).into();
        let remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner).get(&digest).cloned();
        if let Some((identity, expires)) = remembered {
            return if now < expires { Ok(identity) } else { Err(expired()) };
        }
        let claims = self.decode(token).await?;
        if claims.exp.saturating_sub(claims.iat) > MAX_AGE_SECONDS || claims.iat > now + 60 {
            return Err(invalid("its life is longer than 15 minutes or begins in the future"));
        }
        let expires = claims.exp.saturating_add(60);
        if expires <= now {
            return Err(expired());
        }
        let identity = Identity {
            org: claims.org,
            actor: claims.sub,
            roles: claims.roles,
            time_zone: claims.tz,
            base_currency: claims.cur,
        };
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if remembered.len() >= REMEMBERED_TOKENS {
            remembered.clear();
        }
        remembered.insert(digest, (identity.clone(), expires));
        Ok(identity)
    }

    async fn decode(&self, token: &str) -> Result<Claims> {
        let header = jsonwebtoken::decode_header(token).map_err(|error| invalid(&error.to_string()))?;
        if header.typ.as_deref() != Some(TOKEN_TYPE) {
            return Err(invalid("its typ is not at+jwt"));
        }
        let kid = header.kid.ok_or_else(|| invalid("it names no key (kid)"))?;
        let (key, algorithm) = self.key(&kid).await?;
        if header.alg != algorithm {
            return Err(invalid("its algorithm is not the one of its key"));
        }
        let mut validation = Validation::new(algorithm);
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[&self.issuer]);
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        validation.validate_nbf = true;
        validation.leeway = LEEWAY_SECONDS;
        // Expiry is checked by the caller against the service's own clock.
        validation.validate_exp = false;
        jsonwebtoken::decode::<Claims>(token, &key, &validation)
            .map(|data| data.claims)
            .map_err(|error| invalid(&error.to_string()))
    }

    async fn key(&self, kid: &str) -> Result<(DecodingKey, Algorithm)> {
        {
            let known = self.known.read().await;
            let age = known.fetched.map(|at| at.elapsed());
            let usable = self.jwks_url.is_none() || age.is_some_and(|age| age < STALE);
            // Whoever comes while somebody else looks for newer keys goes on with the known ones.
            let fresh =
                self.jwks_url.is_none() || age.is_some_and(|age| age < REFRESH) || self.fetching.try_lock().is_err();
            if usable
                && fresh
                && let Some(key) = known.keys.get(kid)
            {
                return Ok(key.clone());
            }
        }
        self.fetch().await?;
        self.known.read().await.keys.get(kid).cloned().ok_or_else(|| invalid("it was signed with an unknown key"))
    }

    /// Fetches the keys anew, at most once per [`REFETCH`] whoever asks, one request at a time.
    async fn fetch(&self) -> Result<()> {
        let Some(url) = &self.jwks_url else { return Ok(()) };
        let _one_at_a_time = self.fetching.lock().await;
        {
            let known = self.known.read().await;
            let since = known.tried.map(|at| at.elapsed());
            let usable = known.fetched.is_some_and(|at| at.elapsed() < STALE);
            if usable && since.is_some_and(|since| since < REFETCH) {
                return Ok(());
            }
            if !usable && since.is_some_and(|since| since < FIRST_FETCH) {
                return Err(Problem::unavailable("signing keys could not be fetched a moment ago"));
            }
        }
        let fetched = async { self.client.get(url).send().await?.error_for_status()?.json::<JwkSet>().await }.await;
        let mut known = self.known.write().await;
        known.tried = Some(Instant::now());
        match fetched {
            Ok(keys) => {
                let keys = usable(&keys);
                if known.keys.keys().any(|kid| !keys.contains_key(kid)) {
                    self.remembered.lock().unwrap_or_else(PoisonError::into_inner).clear();
                }
                known.keys = keys;
                known.fetched = Some(Instant::now());
                Ok(())
            }
            Err(error) if known.fetched.is_some_and(|at| at.elapsed() < STALE) => {
                tracing::warn!(%error, "signing keys could not be fetched, the known ones are kept");
                Ok(())
            }
            Err(error) => Err(Problem::unavailable(format!("signing keys could not be fetched: {error}"))),
        }
    }
}

fn usable(keys: &JwkSet) -> HashMap<String, (DecodingKey, Algorithm)> {
    use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve};
    keys.keys
        .iter()
        .filter_map(|jwk| {
            let algorithm = if let AlgorithmParameters::OctetKeyPair(pair) = &jwk.algorithm
                && pair.curve == EllipticCurve::Ed25519
            {
                Algorithm::EdDSA
            } else if let AlgorithmParameters::EllipticCurve(point) = &jwk.algorithm
                && point.curve == EllipticCurve::P256
            {
                Algorithm::ES256
            } else if let AlgorithmParameters::RSA(_) = &jwk.algorithm {
                Algorithm::RS256
            } else {
                return None;
            };
            let key = DecodingKey::from_jwk(jwk).ok()?;
            Some((jwk.common.key_id.clone()?, (key, algorithm)))
        })
        .collect()
}

fn unauthenticated(code: &'static str, detail: &str) -> Problem {
    Problem::new(Kind::Unauthenticated, code, detail)
        .with_header(header::WWW_AUTHENTICATE, http::HeaderValue::from_static("Bearer"))
}

fn expired() -> Problem {
    unauthenticated("expired-token", "The access token has expired; log in again or fetch a new one.")
}

fn invalid(why: &str) -> Problem {
    unauthenticated("invalid-token", &format!("The access token is not valid: {why}."))
}

/// The id of an API key or member as text, for keys of limits and logs.
pub fn principal(actor: &Actor) -> String {
    actor.to_string()
}

/// The member behind an actor id, when it is one.
pub fn member_uuid(actor: &Actor) -> Option<Uuid> {
    if let Actor::Member(id) = actor { Some(*id) } else { None }
}
