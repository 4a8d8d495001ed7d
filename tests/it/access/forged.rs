//! Tokens that are not what they say: refused at the door, and by every service behind it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gateway::signing::model::SigningKey;
use gateway::signing::store;
use gerinc::api::Api;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use platform::clock::Clock;
use serde_json::{Value, json};
use suite::{World, world};
use testkit::on_runtime;

use crate::raw::Client;

/// What is needed to forge: a true token in parts, the true key, and a stranger's.
struct Forge {
    token: String,
    header: Header,
    claims: Value,
    key: SigningKey,
    stranger: SigningKey,
    now: i64,
}

fn decoded(part: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn sign(key: &SigningKey, header: &Header, claims: &Value) -> String {
    jsonwebtoken::encode(header, claims, &EncodingKey::from_ed_der(&key.pkcs8)).unwrap()
}

impl Forge {
    async fn new(world: &World, api: &Api) -> Self {
        let token = api.access_token().await;
        let header = jsonwebtoken::decode_header(&token).unwrap();
        let claims = decoded(token.split('.').nth(1).unwrap());
        // Where the suite runs: a connection of its pool that this test opened would end with the test.
        let pool = world.suite.lock().await.gateway.state().db.pool().clone();
        let keys = on_runtime(async move { store::list(&pool).await.unwrap() }).await;
        let key = keys.into_iter().find(|key| Some(&key.kid) == header.kid.as_ref()).unwrap();
        let now = Clock::default().now();
        let stranger = SigningKey::from_seed([9; 32], now, now).unwrap();
        Self { token, header, claims, key, stranger, now: now.timestamp() }
    }

    /// Signed with the true key, with one claim changed.
    fn claiming(&self, name: &str, value: Value) -> String {
        let mut claims = self.claims.clone();
        claims[name] = value;
        sign(&self.key, &self.header, &claims)
    }

    fn at_another_time(&self, issued: i64, expires: i64) -> String {
        let mut claims = self.claims.clone();
        (claims["iat"], claims["exp"]) = (json!(self.now + issued), json!(self.now + expires));
        sign(&self.key, &self.header, &claims)
    }

    /// Signed by the stranger, with the header changed.
    fn by_stranger(&self, change: impl Fn(&mut Header)) -> String {
        let mut header = self.header.clone();
        change(&mut header);
        sign(&self.stranger, &header, &self.claims)
    }

    fn all(&self) -> Vec<(&'static str, String)> {
        let (head, signature) = self.token.rsplit_once('.').unwrap();
        let mut owner = self.claims.clone();
        owner["roles"] = json!(["owner", "admin"]);
        owner["org"] = json!(kernel::OrgId::new());
        let jwk =
            jsonwebtoken::jwk::Jwk::from_encoding_key(&EncodingKey::from_ed_der(&self.key.pkcs8), Algorithm::EdDSA);
        let public = serde_json::to_value(jwk.unwrap()).unwrap();
        let public = URL_SAFE_NO_PAD.decode(public["x"].as_str().unwrap()).unwrap();
        let mut hs256 = self.header.clone();
        hs256.alg = Algorithm::HS256;
        let hs256 = jsonwebtoken::encode(&hs256, &self.claims, &EncodingKey::from_secret(&public)).unwrap();
        let none = |alg: &str| encoded(&json!({ "alg": alg, "typ": "at+jwt", "kid": self.key.kid }));
        let mut no_expiry = self.claims.clone();
        no_expiry.as_object_mut().unwrap().remove("exp");
        let mut untyped = self.header.clone();
        untyped.typ = Some("JWT".to_owned());
        let stranger_kid = self.stranger.kid.clone();
        let theirs = EncodingKey::from_ed_der(&self.stranger.pkcs8);
        let theirs = jsonwebtoken::jwk::Jwk::from_encoding_key(&theirs, Algorithm::EdDSA).unwrap();
        vec![
            ("another key under a known kid", self.by_stranger(|_| ())),
            ("an unknown kid", self.by_stranger(|header| header.kid = Some(stranger_kid.clone()))),
            ("no kid", self.by_stranger(|header| header.kid = None)),
            (
                "a key address of its own",
                self.by_stranger(|header| header.jku = Some("http://127.0.0.1:9/keys".to_owned())),
            ),
            ("a key of its own inside", self.by_stranger(|header| header.jwk = Some(theirs.clone()))),
            ("expired", self.at_another_time(-720, -120)),
            ("not yet issued", self.at_another_time(300, 600)),
            ("a life of a day", self.at_another_time(0, 86_400)),
            ("not before an hour from now", self.claiming("nbf", json!(self.now + 3_600))),
            ("another audience", self.claiming("aud", json!("other"))),
            ("another issuer", self.claiming("iss", json!("other"))),
            ("no organisation", self.claiming("org", Value::Null)),
            ("an unknown role", self.claiming("roles", json!(["root"]))),
            ("no expiry", sign(&self.key, &self.header, &no_expiry)),
            ("another type", sign(&self.key, &untyped, &self.claims)),
            ("alg none", format!("{}.{}.", none("none"), encoded(&self.claims))),
            ("alg None", format!("{}.{}.{signature}", none("None"), encoded(&self.claims))),
            ("HS256 with the public key", hs256),
            ("claims changed", format!("{}.{}.{signature}", head.split('.').next().unwrap(), encoded(&owner))),
            ("no signature", format!("{head}.")),
            ("no third part", head.to_owned()),
            ("not a token", "x.y.z".to_owned()),
            ("nothing", String::new()),
        ]
    }
}

/// A token of this member that ended a minute ago.
pub async fn expired(world: &World, api: &Api) -> String {
    Forge::new(world, api).await.at_another_time(-720, -120)
}

#[tokio::test]
async fn forged_tokens_open_no_door() {
    let world = world().await;
    let owner = world.owner().await;
    let forge = Forge::new(&world, &owner).await;
    let lists = [
        "crm/v1/deals",
        "projects/v1/projects",
        "billing/v1/invoices",
        "expenses/v1/claims",
        "reporting/v1/reports/totals",
    ];
    let mut doors = vec![
        (Client::unknown(&world.url), "/api/identity/v1/session".to_owned()),
        (Client::unknown(&world.url), "/api/identity/v1/members".to_owned()),
    ];
    for list in lists {
        let (name, path) = list.split_once('/').unwrap();
        let behind = world.suite.lock().await.services[name].address();
        doors.push((Client::unknown(&world.url), format!("/api/{list}")));
        doors.push((Client::unknown(format!("http://{behind}")), format!("/{path}")));
    }
    for (door, path) in &doors {
        for (what, token) in forge.all() {
            let answer = door.with("authorization", &format!("Bearer {token}")).get(path).await;
            assert_eq!(answer.status, 401, "{path}, {what}: {}", answer.text);
            answer.problem(401);
        }
        let (user, true_token) = (URL_SAFE_NO_PAD.encode("owner:a long password"), &forge.token);
        for (what, value) in [("basic", format!("Basic {user}")), ("no scheme", true_token.clone())] {
            let answer = door.with("authorization", &value).get(path).await;
            assert_eq!(answer.status, 401, "{path}, {what}: {}", answer.text);
        }
        let answer = door.with("authorization", &format!("Bearer {true_token}")).get(path).await;
        assert_eq!(answer.status, 200, "{path}, the true token: {}", answer.text);
    }
}
