//! Access tokens as a service sees them: it fetches the gateway's keys and trusts nothing else.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::EncodePrivateKey;
use http::Method;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use platform::Running;
use serde_json::{Value, json};
use testkit::{Answer, environment, on_runtime};

use crate::stage::{Person, Stage, answer, gateway, http};

/// A service of its own process that knows the gateway by its address only.
async fn service_behind(stage: &Stage) -> Arc<Running> {
    let environment = Box::pin(environment()).await;
    let jwks_url = stage.url("/.well-known/jwks.json");
    on_runtime(Box::pin(async move {
        let access = environment.database("gateway", &gateway::service()).await;
        let config = platform::config::Config { jwks_url, ..environment.config(&access) };
        Arc::new(gateway::service().start(config).await.expect("the service starts"))
    }))
    .await
}

async fn ask(service: &Running, token: &str) -> Answer {
    let url = format!("http://{}/v1/members", service.address());
    answer(http().get(url).bearer_auth(token).send().await.unwrap()).await
}

fn part(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

fn encode(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

/// A token like this person's, with another header, other claims and another key.
fn forge(person: &Person, key: &SigningKey, change: impl Fn(&mut Header, &mut Value)) -> String {
    let mut header = jsonwebtoken::decode_header(&person.token).unwrap();
    let mut claims = part(&person.token, 1);
    change(&mut header, &mut claims);
    let der = key.to_pkcs8_der().unwrap();
    jsonwebtoken::encode(&header, &claims, &EncodingKey::from_ed_der(der.as_bytes())).unwrap()
}

#[tokio::test]
async fn a_token_is_what_the_standard_says() {
    let anna = gateway().await.owner().await;
    let (header, claims) = (part(&anna.token, 0), part(&anna.token, 1));
    assert_eq!((header["alg"].as_str(), header["typ"].as_str()), (Some("EdDSA"), Some("at+jwt")));
    assert_eq!(claims["sub"], format!("member:{}", anna.member_id));
    assert_eq!(claims["aud"], "gerinc");
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 600);
    let jwks = anna.stage.call(Method::GET, "/.well-known/jwks.json", &[], None).await.expect(200);
    let keys = jwks["keys"].as_array().unwrap();
    assert!(keys.iter().any(|key| key["kid"] == header["kid"]), "{jwks:?}");
    assert!(keys.iter().all(|key| key.get("d").is_none() && key["crv"] == "Ed25519"));
}

#[tokio::test]
async fn forged_tokens_are_refused_by_services() {
    let stage = gateway().await;
    let anna = stage.owner().await;
    let service = service_behind(&stage).await;
    ask(&service, &anna.token).await.expect(200);

    let stranger = SigningKey::from_bytes(&[7; 32]);
    let jwks = stage.call(Method::GET, "/.well-known/jwks.json", &[], None).await.expect(200);
    let public = URL_SAFE_NO_PAD.decode(jwks["keys"][0]["x"].as_str().unwrap()).unwrap();
    let mut with_public_key = jsonwebtoken::decode_header(&anna.token).unwrap();
    with_public_key.alg = Algorithm::HS256;
    let claims = part(&anna.token, 1);
    let symmetric = jsonwebtoken::encode(&with_public_key, &claims, &EncodingKey::from_secret(&public)).unwrap();
    let none = json!({ "alg": "none", "typ": "at+jwt", "kid": part(&anna.token, 0)["kid"] });
    let (head, signature) = anna.token.rsplit_once('.').unwrap();
    let mut claims_changed = claims.clone();
    claims_changed["roles"] = json!(["owner", "admin"]);
    let forged = [
        ("another key under a known kid", forge(&anna, &stranger, |_, _| ())),
        ("an unknown kid", forge(&anna, &stranger, |header, _| header.kid = Some("other".to_owned()))),
        ("no kid", forge(&anna, &stranger, |header, _| header.kid = None)),
        ("a key of its own", forge(&anna, &stranger, |header, _| header.jku = Some("http://evil.example".to_owned()))),
        ("HS256 with the public key", symmetric),
        ("alg none", format!("{}.{}.", encode(&none), encode(&claims))),
        ("no signature", format!("{head}.")),
        ("claims changed", format!("{}.{}.{signature}", encode(&part(&anna.token, 0)), encode(&claims_changed))),
        ("no token", "x.y.z".to_owned()),
    ];
    for (what, token) in forged {
        assert_eq!(ask(&service, &token).await.status, 401, "{what}");
        let bearer = format!("Bearer {token}");
        let at_the_door =
            stage.call(Method::GET, "/api/identity/v1/members", &[("authorization", &bearer)], None).await;
        assert_eq!(at_the_door.status, 401, "{what}, at the gateway");
    }
    ask(&service, &anna.token).await.expect(200);
}

#[tokio::test]
async fn tokens_of_another_time_purpose_or_issuer_are_refused() {
    // Signed with a key that the verifier does know, so that only the claims are wrong.
    let environment = Box::pin(environment()).await;
    let app = Box::pin(testkit::App::start(gateway::service())).await;
    let identity = auditor();
    let now = app.running.state().clock.now().timestamp();
    let right = environment.keys.claims(&identity, now);
    let refused = |claims: platform::auth::Claims| {
        let (running, token) = (Arc::clone(&app.running), environment.keys.sign(&claims));
        async move { ask(&running, &token).await.status }
    };
    assert_eq!(refused(right.clone()).await, 200);
    let mut expired = right.clone();
    (expired.iat, expired.exp) = (now - 900, now - 300);
    assert_eq!(refused(expired).await, 401, "expired");
    let mut long = right.clone();
    long.exp = now + 86_400;
    assert_eq!(refused(long).await, 401, "lives for a day");
    let mut early = right.clone();
    (early.iat, early.exp) = (now + 600, now + 1_200);
    assert_eq!(refused(early).await, 401, "begins in the future");
    let mut elsewhere = right.clone();
    elsewhere.aud = "other".to_owned();
    assert_eq!(refused(elsewhere).await, 401, "another audience");
    let mut stranger = right;
    stranger.iss = "https://evil.example".to_owned();
    assert_eq!(refused(stranger).await, 401, "another issuer");
}

fn auditor() -> platform::Identity {
    platform::Identity {
        org: kernel::OrgId::new(),
        actor: contracts::Actor::Member(kernel::MemberId::new().as_uuid()),
        roles: kernel::RoleSet::new([kernel::Role::Auditor]),
        time_zone: "Europe/Budapest".parse().unwrap(),
        base_currency: kernel::Currency::EUR,
    }
}

#[tokio::test]
async fn keys_are_followed_by_new_ones() {
    let stage = gateway().await;
    let anna = stage.owner().await;
    let service = service_behind(&stage).await;
    ask(&service, &anna.token).await.expect(200);

    let running = Arc::clone(&stage.running);
    let kid = on_runtime(async move { gateway::rotate_keys(&running.state().db).await.unwrap() }).await;
    let jwks = stage.call(Method::GET, "/.well-known/jwks.json", &[], None).await.expect(200);
    let published = |jwks: &Answer| jwks["keys"].as_array().unwrap().iter().any(|key| key["kid"] == kid.as_str());
    assert!(published(&jwks), "a new key is published before it signs");
    assert_ne!(part(&fresh(&anna).await, 0)["kid"], kid.as_str(), "a new key signs only later");

    let (running, new) = (Arc::clone(&stage.running), kid.clone());
    on_runtime(async move {
        sqlx::query("update signing_keys set signs_from = now() - interval '1 second' where kid = $1")
            .bind(new)
            .execute(running.state().db.pool())
            .await
            .unwrap();
    })
    .await;
    stage.call(Method::GET, "/.well-known/jwks.json", &[], None).await.expect(200);
    let token = fresh(&anna).await;
    assert_eq!(part(&token, 0)["kid"], kid.as_str());
    anna.get("/api/identity/v1/members").await.expect(200);
    let bearer = format!("Bearer {}", anna.token);
    let old = stage.call(Method::GET, "/api/identity/v1/members", &[("authorization", &bearer)], None).await;
    old.expect(200);
    // A service that starts now knows both.
    let another = service_behind(&stage).await;
    ask(&another, &token).await.expect(200);
    ask(&another, &anna.token).await.expect(200);
}

async fn fresh(person: &Person) -> String {
    let answer = person.call(Method::POST, "/api/identity/v1/token", &[], None).await.expect(200);
    answer["access_token"].as_str().unwrap().to_owned()
}
