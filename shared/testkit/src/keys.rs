//! Signing access tokens as the gateway would.

use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::EncodePrivateKey;
use jsonwebtoken::jwk::{
    AlgorithmParameters, CommonParameters, EllipticCurve, Jwk, JwkSet, KeyAlgorithm, OctetKeyPairParameters,
    OctetKeyPairType, PublicKeyUse,
};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use platform::auth::{AUDIENCE, Claims, TOKEN_TYPE, Verifier};

/// A key pair and what is signed with it.
pub struct Keys {
    key: SigningKey,
    kid: String,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("kid", &self.kid).finish_non_exhaustive()
    }
}

impl Default for Keys {
    fn default() -> Self {
        Self::new()
    }
}

impl Keys {
    /// Issuer of the tokens.
    pub const ISSUER: &'static str = "gerinc-test";

    /// A new pair.
    pub fn new() -> Self {
        let key = SigningKey::from_bytes(&rand::random());
        let kid = format!("test-{:x}", rand::random::<u64>());
        Self { key, kid }
    }

    /// The public half as a key set.
    pub fn jwks(&self) -> JwkSet {
        let x = base64_url(self.key.verifying_key().as_bytes());
        let common = CommonParameters {
            public_key_use: Some(PublicKeyUse::Signature),
            key_algorithm: Some(KeyAlgorithm::EdDSA),
            key_id: Some(self.kid.clone()),
            ..CommonParameters::default()
        };
        let algorithm = AlgorithmParameters::OctetKeyPair(OctetKeyPairParameters {
            key_type: OctetKeyPairType::OctetKeyPair,
            curve: EllipticCurve::Ed25519,
            x,
        });
        JwkSet { keys: vec![Jwk { common, algorithm }] }
    }

    /// Trusts this pair and nothing else.
    pub fn verifier(&self) -> Verifier {
        Verifier::fixed(Self::ISSUER, &self.jwks())
    }

    /// Signs claims as they are, right or wrong.
    ///
    /// # Panics
    /// Never with a key of this kind.
    pub fn sign(&self, claims: &Claims) -> String {
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(TOKEN_TYPE.to_owned());
        header.kid = Some(self.kid.clone());
        let der = self.key.to_pkcs8_der().expect("an Ed25519 key can be encoded");
        jsonwebtoken::encode(&header, claims, &EncodingKey::from_ed_der(der.as_bytes())).expect("claims can be signed")
    }

    /// Claims of a caller that are right in every respect.
    pub fn claims(&self, identity: &platform::Identity, now: i64) -> Claims {
        Claims {
            iss: Self::ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: identity.actor.clone(),
            iat: now,
            exp: now + 600,
            org: identity.org,
            roles: identity.roles,
            tz: identity.time_zone,
            cur: identity.base_currency,
        }
    }
}

fn base64_url(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}
