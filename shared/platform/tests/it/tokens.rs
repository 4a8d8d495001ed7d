//! Only a token that the issuer signed for this audience, and that lives, opens anything.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::pkcs8::spki::EncodePublicKey;
use ed25519_dalek::{SigningKey, VerifyingKey};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::{MemberId, Role};
use platform::Identity;
use platform::auth::{Claims, Verifier};
use serde_json::{Value, json};
use testkit::{App, Keys};

use crate::notes;
use crate::support::{run, until};

struct Forge {
    app: App,
    org: testkit::Organization,
    claims: Value,
    genuine: String,
}

async fn forge() -> Forge {
    let app = App::start(notes::service()).await;
    let org = app.organization().await;
    let identity = org.identity(MemberId::new(), [Role::Sales]);
    let claims = app.environment.keys.claims(&identity, app.running.state().clock.now().timestamp());
    let genuine = app.environment.keys.sign(&claims);
    Forge { claims: serde_json::to_value(&claims).unwrap(), app, org, genuine }
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

impl Forge {
    fn sign(&self, changes: &[(&str, Value)]) -> String {
        let mut claims = self.claims.clone();
        for (name, value) in changes {
            claims[*name] = value.clone();
        }
        let claims: Claims = serde_json::from_value(claims).unwrap();
        self.app.environment.keys.sign(&claims)
    }

    /// The genuine header with changes, the genuine claims, and a signature of the caller's choice.
    fn with_header(&self, changes: &[(&str, Value)], signature: &str) -> String {
        let header = self.genuine.split('.').next().unwrap();
        let mut header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).unwrap()).unwrap();
        for (name, value) in changes {
            header[*name] = value.clone();
        }
        format!("{}.{}.{signature}", part(&header), part(&self.claims))
    }

    async fn refused(&self, what: &str, token: &str) {
        let answer = self.org.with_token(token).get("/v1/notes").await;
        assert_eq!(answer.status, 401, "{what}: {}", answer.text);
        assert_eq!(answer.headers["www-authenticate"], "Bearer", "{what}");
    }
}

#[test]
fn forged_and_expired_tokens_are_refused() {
    run(async {
        let forge = forge().await;
        forge.org.with_token(&forge.genuine).get("/v1/notes").await.expect(200);
        let now = forge.claims["iat"].as_i64().unwrap();
        let signature = forge.genuine.rsplit('.').next().unwrap();
        let cases = [
            ("expired", forge.sign(&[("iat", json!(now - 800)), ("exp", json!(now - 61))])),
            ("lives too long", forge.sign(&[("exp", json!(now + 901))])),
            ("lives for ever", forge.sign(&[("iat", json!(i64::MIN)), ("exp", json!(i64::MAX))])),
            ("begins in the future", forge.sign(&[("iat", json!(now + 3600)), ("exp", json!(now + 4000))])),
            ("another audience", forge.sign(&[("aud", json!("other"))])),
            ("another issuer", forge.sign(&[("iss", json!("other"))])),
            ("another pair of keys", Keys::new().sign(&serde_json::from_value(forge.claims.clone()).unwrap())),
            ("no signature", forge.with_header(&[], "")),
            ("no algorithm", forge.with_header(&[("alg", json!("none"))], "")),
            ("no algorithm, old signature", forge.with_header(&[("alg", json!("None"))], signature)),
            ("an access token of no kind", forge.with_header(&[("typ", json!("JWT"))], signature)),
            ("an unknown key", forge.with_header(&[("kid", json!("other"))], signature)),
            ("no key", forge.with_header(&[("kid", Value::Null)], signature)),
            ("the attacker's key set", forge.with_header(&[("jku", json!("http://127.0.0.1:9/"))], signature)),
            ("cut off", forge.genuine[..forge.genuine.len() - 4].to_owned()),
            ("nothing", String::new()),
            ("no token", "x.y.z".to_owned()),
        ];
        for (what, token) in cases {
            forge.refused(what, &token).await;
        }
        let client = forge.org.with_token(&forge.genuine);
        client.without_header("authorization").get("/v1/notes").await.problem(401, "missing-token");
        client.with_header("authorization", format!("bearer {}", forge.genuine)).get("/v1/notes").await.expect(200);
        client.with_header("authorization", "Basic x").get("/v1/notes").await.expect(401);
        forge.org.as_roles([]).get("/v1/notes").await.problem(403, "forbidden");
    });
}

#[test]
fn the_public_key_is_no_shared_secret() {
    run(async {
        let forge = forge().await;
        let kid = forge.app.environment.keys.jwks().keys[0].common.key_id.clone();
        let jwk = serde_json::to_value(&forge.app.environment.keys.jwks().keys[0]).unwrap();
        let raw = URL_SAFE_NO_PAD.decode(jwk["x"].as_str().unwrap()).unwrap();
        let key = VerifyingKey::from_bytes(&raw.clone().try_into().unwrap()).unwrap();
        let pem = key.to_public_key_pem(ed25519_dalek::pkcs8::spki::der::pem::LineEnding::default()).unwrap();
        for secret in [raw, pem.into_bytes(), key.to_public_key_der().unwrap().as_bytes().to_vec()] {
            let mut header = Header::new(Algorithm::HS256);
            header.typ = Some(platform::auth::TOKEN_TYPE.to_owned());
            header.kid.clone_from(&kid);
            let token = jsonwebtoken::encode(&header, &forge.claims, &EncodingKey::from_secret(&secret)).unwrap();
            forge.refused("HS256 with the public key", &token).await;
        }
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(platform::auth::TOKEN_TYPE.to_owned());
        header.kid = kid;
        let stranger = SigningKey::from_bytes(&rand::random());
        let der = ed25519_dalek::pkcs8::EncodePrivateKey::to_pkcs8_der(&stranger).unwrap();
        let token = jsonwebtoken::encode(&header, &forge.claims, &EncodingKey::from_ed_der(der.as_bytes())).unwrap();
        forge.refused("a known key's name on a stranger's signature", &token).await;
    });
}

#[test]
fn a_remembered_token_expires_too() {
    run(async {
        let keys = Keys::new();
        let verifier = keys.verifier();
        let claims = claims(&keys, 1_000_000);
        let token = keys.sign(&claims);
        verifier.verify(&token, 1_000_000).await.unwrap();
        verifier.verify(&token, claims.exp + 59).await.unwrap();
        assert_eq!(verifier.verify(&token, claims.exp + 60).await.unwrap_err().code(), "expired-token");
        assert_eq!(keys.verifier().verify(&token, claims.exp + 60).await.unwrap_err().code(), "expired-token");
        verifier.replace(&Keys::new().jwks()).await;
        assert_eq!(verifier.verify(&token, 1_000_000).await.unwrap_err().code(), "invalid-token");
    });
}

fn claims(keys: &Keys, now: i64) -> Claims {
    let identity = Identity {
        org: kernel::OrgId::new(),
        actor: contracts::Actor::Member(MemberId::new().as_uuid()),
        roles: [Role::Sales].into_iter().collect(),
        time_zone: kernel::TimeZoneName::UTC,
        base_currency: kernel::Currency::EUR,
    };
    keys.claims(&identity, now)
}

/// Publishes a key set and counts how often it is asked for.
async fn publisher(keys: &Keys) -> (String, Arc<AtomicUsize>, tokio::task::JoinHandle<()>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let (counter, set) = (Arc::clone(&asked), serde_json::to_value(keys.jwks()).unwrap());
    let router = Router::new().route(
        "/jwks",
        get(move || {
            counter.fetch_add(1, Ordering::SeqCst);
            let set = set.clone();
            async move { axum::Json(set) }
        }),
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/jwks", listener.local_addr().unwrap());
    let stop = tokio_util::sync::CancellationToken::new();
    let task = tokio::spawn(platform::server::serve(listener, router, stop));
    (url, asked, task)
}

#[test]
fn a_flood_of_unknown_keys_leads_to_one_fetch_and_known_ones_go_on_without_the_publisher() {
    run(async {
        let keys = Keys::new();
        let (url, asked, task) = publisher(&keys).await;
        let verifier = Verifier::remote(Keys::ISSUER, url.as_str());
        let now = 1_000_000;
        verifier.verify(&keys.sign(&claims(&keys, now)), now).await.unwrap();
        let flood = (0..200).map(|_| {
            let stranger = Keys::new();
            let token = stranger.sign(&claims(&stranger, now));
            let verifier = &verifier;
            async move { verifier.verify(&token, now).await.unwrap_err().code() }
        });
        assert!(futures::future::join_all(flood).await.iter().all(|code| *code == "invalid-token"));
        assert_eq!(asked.load(Ordering::SeqCst), 1);
        task.abort();
        verifier.verify(&keys.sign(&claims(&keys, now)), now).await.unwrap();
    });
}

#[test]
fn a_publisher_that_is_away_means_unavailable_not_unauthenticated() {
    run(async {
        let keys = Keys::new();
        let (url, _, task) = publisher(&keys).await;
        task.abort();
        until("the publisher is gone", || async { task.is_finished() }).await;
        let verifier = Verifier::remote(Keys::ISSUER, url.as_str());
        let token = keys.sign(&claims(&keys, 1_000_000));
        let tries = futures::future::join_all((0..100).map(|_| verifier.verify(&token, 1_000_000)));
        let answers = tokio::time::timeout(Duration::from_secs(8), tries).await.expect("nobody waits in line for it");
        assert!(answers.iter().all(|answer| answer.as_ref().is_err_and(|problem| problem.code() == "unavailable")));
    });
}
