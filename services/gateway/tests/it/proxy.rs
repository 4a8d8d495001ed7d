//! What happens to a request on its way to a service and back.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::response::IntoResponse;
use axum::routing::{any, get, post};
use gateway::Settings;
use http::{Method, StatusCode, header};
use serde_json::{Value, json};
use testkit::on_runtime;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::Notify;

use crate::stage::{Person, Stage, answer, gateway, gateway_with};

/// Starts a service that is not ours, and answers its address.
pub async fn upstream(router: Router) -> SocketAddr {
    on_runtime(async move {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        address
    })
    .await
}

/// Shows a request as JSON.
async fn echo(request: Request) -> axum::Json<Value> {
    let (parts, body) = request.into_parts();
    let headers: serde_json::Map<String, Value> = parts
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), Value::from(String::from_utf8_lossy(value.as_bytes()))))
        .collect();
    let length = axum::body::to_bytes(body, usize::MAX).await.map_or(0, |bytes| bytes.len());
    axum::Json(json!({
        "method": parts.method.as_str(), "path": parts.uri.to_string(), "headers": headers, "length": length,
    }))
}

/// The shared gateway with an echo behind the name, and somebody logged in.
async fn behind(name: &str, router: Router) -> (Stage, Person) {
    let stage = gateway().await;
    stage.upstreams.set(name, &format!("http://{}", upstream(router).await)).unwrap();
    let anna = stage.owner().await;
    (stage, anna)
}

fn echoes() -> Router {
    Router::new().route("/v1/{*rest}", any(echo))
}

#[tokio::test]
async fn a_request_arrives_with_a_token_and_without_the_cookie() {
    let (_, anna) = behind("echo-session", echoes()).await;
    let forged = [
        ("x-forwarded-for", "10.0.0.1"),
        ("x-forwarded-host", "evil.example"),
        ("forwarded", "for=10.0.0.1"),
        ("connection", "x-private"),
        ("x-private", "hop by hop"),
        ("idempotency-key", "one"),
    ];
    let path = "/api/echo-session/v1/things/7?sort=name&limit=5";
    let seen = anna.call(Method::POST, path, &forged, Some(&json!({ "a": 1 }))).await.expect(200);
    assert_eq!(
        (seen["method"].as_str(), seen["path"].as_str()),
        (Some("POST"), Some("/v1/things/7?sort=name&limit=5"))
    );
    let headers = &seen["headers"];
    let bearer = headers["authorization"].as_str().unwrap().strip_prefix("Bearer ").unwrap();
    assert_eq!(jsonwebtoken::decode_header(bearer).unwrap().typ.as_deref(), Some("at+jwt"));
    assert!(headers["cookie"].is_null());
    assert!(headers["x-private"].is_null());
    assert_eq!(headers["x-forwarded-for"], "127.0.0.1");
    assert_ne!(headers["x-forwarded-host"], "evil.example");
    assert!(!headers["forwarded"].as_str().unwrap().contains("10.0.0.1"), "{headers}");
    assert_eq!(headers["idempotency-key"], "one");
    assert_eq!(headers["x-request-id"].as_str().unwrap().len(), 32);
    assert_eq!(headers["traceparent"].as_str().unwrap().len(), 55);
    assert_eq!(seen["length"], 7);
    assert!(seen.headers["ratelimit"].to_str().unwrap().starts_with("\"organization\";r="));
}

#[tokio::test]
async fn a_token_passes_and_a_key_becomes_one() {
    let (stage, anna) = behind("echo-token", echoes()).await;
    let bearer = format!("Bearer {}", anna.token);
    let path = "/api/echo-token/v1/x";
    let seen = stage.call(Method::GET, path, &[("authorization", &bearer)], None).await.expect(200);
    assert_eq!(seen["headers"]["authorization"], Value::from(bearer));
    let made = anna.post("/api/identity/v1/api-keys", &json!({ "name": "x", "roles": ["sales"] })).await.expect(201);
    let key = format!("Bearer {}", made["key"].as_str().unwrap());
    let first = stage.call(Method::GET, path, &[("authorization", &key)], None).await.expect(200);
    let second = stage.call(Method::GET, path, &[("authorization", &key)], None).await.expect(200);
    assert!(first["headers"]["authorization"].as_str().unwrap().starts_with("Bearer ey"));
    assert_eq!(first["headers"]["authorization"], second["headers"]["authorization"], "the token is kept");
    stage.call(Method::GET, path, &[], None).await.problem(401, "missing-token");
    stage.call(Method::GET, path, &[("cookie", "gerinc_session=00")], None).await.problem(401, "session-over");
}

#[tokio::test]
async fn only_services_of_this_installation_are_reached() {
    let (_, anna) = behind("echo-known", echoes()).await;
    anna.get("/api/unheard-of/v1/x").await.problem(404, "unknown-service");
    for path in ["/api/echo-known/metrics", "/api/echo-known/v1", "/api/echo-known/openapi.json"] {
        anna.get(path).await.problem(404, "not-found");
    }
}

#[tokio::test]
async fn an_answer_is_streamed() {
    let release = Arc::new(Notify::new());
    let released = Arc::clone(&release);
    let slowly = move || {
        let released = Arc::clone(&released);
        async move {
            let rest = futures::stream::once(async move {
                released.notified().await;
                Ok::<_, Infallible>(Bytes::from_static(b"second"))
            });
            let first = futures::stream::once(async { Ok(Bytes::from_static(b"first")) });
            Body::from_stream(futures::StreamExt::chain(first, rest))
        }
    };
    let (stage, anna) = behind("slowly", Router::new().route("/v1/report", get(slowly))).await;
    let request = anna.http.get(stage.url("/api/slowly/v1/report")).header("cookie", &anna.cookie);
    let mut response = request.send().await.unwrap();
    assert_eq!(response.chunk().await.unwrap().unwrap().as_ref(), b"first");
    release.notify_one();
    assert_eq!(response.chunk().await.unwrap().unwrap().as_ref(), b"second");
    assert!(response.chunk().await.unwrap().is_none());
}

#[tokio::test]
async fn large_bodies_pass_when_they_are_files() {
    let (stage, anna) = behind("files", echoes()).await;
    let send = |kind: &'static str, bytes: usize| {
        let chunks = std::iter::repeat_n(Bytes::from(vec![b'x'; 64 * 1024]), bytes / (64 * 1024));
        let body = reqwest::Body::wrap_stream(futures::stream::iter(chunks.map(Ok::<_, Infallible>)));
        let request = anna.http.post(stage.url("/api/files/v1/receipts")).header("cookie", &anna.cookie);
        let request = request.header("x-requested-with", "gerinc").header(header::CONTENT_TYPE, kind).body(body);
        async move { answer(request.send().await.unwrap()).await }
    };
    assert_eq!(send("application/pdf", 8 * MEBIBYTE).await.expect(200)["length"], 8 * MEBIBYTE);
    assert_eq!(send("application/json", MEBIBYTE).await.expect(200)["length"], MEBIBYTE);
}

const MEBIBYTE: usize = 1024 * 1024;

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_before_it_is_sent_and_while_it_is() {
    let (stage, anna) = behind("too-large", echoes()).await;
    let declared = |kind: &str, bytes: usize| format!("content-type: {kind}\r\ncontent-length: {bytes}");
    for head in [declared("application/json", MEBIBYTE + 1), declared("application/pdf", 25 * MEBIBYTE + 1)] {
        let answer = send_raw(&stage, &anna, &head, b"").await;
        assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    }
    let mut chunk = format!("{:x}\r\n", MEBIBYTE + 1).into_bytes();
    chunk.resize(chunk.len() + MEBIBYTE + 1, b'x');
    let head = "content-type: application/json\r\ntransfer-encoding: chunked";
    let answer = send_raw(&stage, &anna, head, &chunk).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}

/// Sends the beginning of a request and reads the head of the answer: a client library would go on sending.
async fn send_raw(stage: &Stage, anna: &Person, head: &str, body: &[u8]) -> String {
    let mut stream = tokio::net::TcpStream::connect(stage.running.address()).await.unwrap();
    let request = format!(
        "POST /api/too-large/v1/receipts HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n{head}\r\n\r\n",
        anna.token
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    stream.write_all(body).await.unwrap();
    let mut answer = vec![0; 1024];
    let read = stream.read(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer[..read]).into_owned()
}

#[tokio::test]
async fn locations_get_their_prefix_back() {
    let created = || async { (StatusCode::CREATED, [(header::LOCATION, "/v1/things/7"), (header::ETAG, "\"1\"")]) };
    let (_, anna) = behind("locations", Router::new().route("/v1/things", post(created))).await;
    let made = anna.post("/api/locations/v1/things", &json!({})).await.expect(201);
    assert_eq!(made.headers[header::LOCATION], "/api/locations/v1/things/7");
    assert_eq!(made.etag(), "\"1\"");
    assert_eq!(made.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
}

#[tokio::test]
async fn problems_of_a_service_stay_what_they_are() {
    let refuse = || async { (StatusCode::BAD_GATEWAY, "of the service itself").into_response() };
    let (_, anna) = behind("refusing", Router::new().route("/v1/x", get(refuse))).await;
    assert_eq!(anna.get("/api/refusing/v1/x").await.expect(502).text, "of the service itself");
}

#[tokio::test]
async fn a_service_that_is_away_or_silent_is_reported() {
    let settings = Settings { upstream_timeout: Duration::from_millis(300), ..Settings::default() };
    let stage = gateway_with(settings).await;
    let silent = || async { std::future::pending::<StatusCode>().await };
    let silent = upstream(Router::new().route("/v1/x", any(silent))).await;
    stage.upstreams.set("silent", &format!("http://{silent}")).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = listener.local_addr().unwrap();
    drop(listener);
    stage.upstreams.set("away", &format!("http://{nobody}")).unwrap();
    let anna = stage.owner().await;
    anna.get("/api/silent/v1/x").await.problem(504, "service-timeout");
    let away = anna.get("/api/away/v1/x").await;
    assert!(away.headers.contains_key(header::RETRY_AFTER));
    assert!(!away.text.contains(&nobody.to_string()), "addresses stay inside");
    away.problem(502, "service-unreachable");
}

#[tokio::test]
async fn an_organisation_has_its_limit_and_others_do_not_feel_it() {
    let stage = gateway_with(Settings { rate_per_second: 2, ..Settings::default() }).await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    let mut refused = None;
    for _ in 0..20 {
        let answer = anna.get("/api/identity/v1/members").await;
        if answer.status == 429 {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("the limit is reached");
    assert_eq!(refused.headers[header::RETRY_AFTER], "1");
    assert!(refused.headers["ratelimit-policy"].to_str().unwrap().ends_with(";q=4;w=2"));
    refused.problem(429, "too-many-requests");
    bela.get("/api/identity/v1/members").await.expect(200);
}

#[tokio::test]
async fn behind_https_the_cookie_is_for_https_only() {
    let settings = Settings { public_url: Some("https://gerinc.example/".to_owned()), ..Settings::default() };
    let stage = gateway_with(settings).await;
    let answer = stage.post("/api/identity/v1/signup", &crate::stage::sign_up(&crate::stage::new_email())).await;
    let cookie = answer.expect(201).headers[header::SET_COOKIE].to_str().unwrap().to_owned();
    assert!(cookie.contains("; Secure"), "{cookie}");
    let anna = stage.owner().await;
    stage.upstreams.set("echo", &format!("http://{}", upstream(echoes()).await)).unwrap();
    let seen = anna.get("/api/echo/v1/x").await.expect(200);
    assert_eq!(seen["headers"]["x-forwarded-proto"], "https");
}

#[tokio::test]
async fn another_organisation_has_another_token() {
    let (stage, anna) = behind("echo-two", echoes()).await;
    let bela = stage.owner().await;
    let org = |seen: &testkit::Answer| {
        use base64::Engine;
        let token = seen["headers"]["authorization"].as_str().unwrap().split('.').nth(1).unwrap().to_owned();
        let claims = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(token).unwrap();
        serde_json::from_slice::<Value>(&claims).unwrap()["org"].as_str().unwrap().to_owned()
    };
    assert_eq!(org(&anna.get("/api/echo-two/v1/x").await), anna.org_id);
    assert_eq!(org(&bela.get("/api/echo-two/v1/x").await), bela.org_id);
}

#[tokio::test]
async fn a_trusted_load_balancer_says_who_asks_and_clients_do_not() {
    // The load balancer of these tests is on this machine.
    let trusted = Settings { trusted_proxies: "127.0.0.0/8".parse().unwrap(), ..Settings::default() };
    let stage = gateway_with(trusted).await;
    stage.upstreams.set("echo", &format!("http://{}", upstream(echoes()).await)).unwrap();
    let anna = stage.owner().await;
    let forwarded = [("x-forwarded-for", "203.0.113.9, 198.51.100.1")];
    let seen = anna.call(Method::GET, "/api/echo/v1/x", &forwarded, None).await.expect(200);
    assert_eq!(seen["headers"]["x-forwarded-for"], "198.51.100.1");

    // Each client has attempts of their own, however many addresses they make up. A password that is too short is
    // refused at once, so this does not take as long as the attempts need to come back.
    // One client for all: to make 130 takes so long that the first connections are closed before their requests come.
    let http = crate::stage::http();
    let attempt = |stage: Stage, forwarded: String| {
        let http = http.clone();
        async move {
            let mut body = crate::stage::sign_up(&crate::stage::new_email());
            body["user"]["password"] = json!("short");
            let (url, headers) = (stage.url("/api/identity/v1/signup"), [("x-forwarded-for", forwarded.as_str())]);
            crate::stage::call(&http, &url, Method::POST, &headers, Some(&body)).await.status
        }
    };
    let attempts =
        (0..130).map(|number| attempt(stage.clone(), format!("203.0.113.{number}, 127.0.0.1, 198.51.100.2")));
    let answers = futures::future::join_all(attempts).await;
    assert!(answers.contains(&429), "made-up addresses were believed: {answers:?}");
    assert_eq!(attempt(stage, "198.51.100.3".to_owned()).await, 422, "another client is not slowed down");
    assert_eq!(
        attempt(gateway().await, "198.51.100.2".to_owned()).await,
        422,
        "without trust the header means nothing"
    );
}

#[tokio::test]
async fn a_form_is_sent_by_anybody_and_nothing_else_is_open() {
    let (stage, anna) = behind("crm", echoes()).await;
    let url = format!("http://{}", stage.running.address());
    let key = "k".repeat(43);
    let form = format!("{url}/api/crm/v1/public/forms/{key}/submissions");
    // Whoever is logged in sends it as anybody else: what they are stays here.
    let known = anna.http.post(&form).header("cookie", &anna.cookie).bearer_auth(&anna.token).body("email=a%40b.hu");
    let seen: Value = known.send().await.unwrap().error_for_status().unwrap().json().await.unwrap();
    assert_eq!(seen["path"], format!("/v1/public/forms/{key}/submissions"));
    assert!(seen["headers"]["authorization"].is_null() && seen["headers"]["cookie"].is_null(), "{seen}");
    for path in [
        "crm/v1/leads".to_owned(),
        format!("crm/v1/public/forms/{key}"),
        format!("crm/v1/public/forms/{key}/submissions/x"),
        "crm/v1/public/forms//submissions".to_owned(),
        format!("billing/v1/public/forms/{key}/submissions"),
    ] {
        let answer = anna.http.post(format!("{url}/api/{path}")).body("{}").send().await.unwrap();
        assert!([401, 404].contains(&answer.status().as_u16()), "{path}: {}", answer.status());
    }
    let read = anna.http.get(&form).send().await.unwrap();
    assert_eq!(read.status(), 401, "only sending is open");
    let mut refused = 0;
    for _ in 0..200 {
        let answer = anna.http.post(&form).body("{}").send().await.unwrap();
        if answer.status() == 429 {
            assert!(answer.headers().contains_key(header::RETRY_AFTER));
            refused += 1;
        }
    }
    assert!(refused > 50, "one form takes only so much: {refused} refused");
}
