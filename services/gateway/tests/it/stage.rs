//! A running gateway, and people who have signed up at it.

use std::sync::Arc;

use gateway::{Settings, Upstreams};
use http::{HeaderMap, Method};
use kernel::OrgId;
use platform::Running;
use platform::db::Mode;
use serde_json::{Value, json};
use testkit::{Answer, Environment, environment, on_runtime};
use tokio::sync::OnceCell;

static SHARED: OnceCell<Stage> = OnceCell::const_new();

/// A gateway that listens.
#[derive(Clone)]
pub struct Stage {
    pub running: Arc<Running>,
    pub upstreams: Upstreams,
}

/// Somebody with a session.
#[derive(Clone)]
pub struct Person {
    pub stage: Stage,
    pub http: reqwest::Client,
    pub email: String,
    pub cookie: String,
    pub token: String,
    pub org_id: String,
    pub member_id: String,
}

pub const PASSWORD: &str = "correct horse battery";

/// The gateway most tests share.
pub async fn gateway() -> Stage {
    SHARED.get_or_init(|| async { gateway_with(Settings::default()).await }).await.clone()
}

/// A gateway of one's own, on the same database.
pub async fn gateway_with(settings: Settings) -> Stage {
    gateway_on(Box::pin(environment()).await, settings).await
}

/// A gateway of one's own on these servers.
pub async fn gateway_on(environment: Arc<Environment>, settings: Settings) -> Stage {
    on_runtime(Box::pin(async move {
        let access = environment.database("gateway", &gateway::service()).await;
        let upstreams = settings.upstreams.clone();
        let running = gateway::start(environment.config(&access), settings).await.expect("the gateway starts");
        Stage { running: Arc::new(running), upstreams }
    }))
    .await
}

/// A client of this test's own; its connections end with the test.
pub fn http() -> reqwest::Client {
    platform::telemetry::install_crypto();
    // Before the server closes what is idle: a request that meets that moment on a busy machine is lost.
    let idle = std::time::Duration::from_secs(2);
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).pool_idle_timeout(idle).build().unwrap()
}

pub fn new_email() -> String {
    format!("{}@example.com", OrgId::new())
}

/// A request for signing up.
pub fn sign_up(email: &str) -> Value {
    json!({
        "organization": { "name": "Kovács Kft.", "country": "HU", "base_currency": "EUR", "time_zone": "Europe/Budapest" },
        "user": { "name": "Anna", "email": email, "password": PASSWORD },
    })
}

/// The session cookie an answer sets, as a `Cookie` header.
pub fn cookie_of(headers: &HeaderMap) -> String {
    let set = headers[http::header::SET_COOKIE].to_str().unwrap();
    set.split(';').next().unwrap().to_owned()
}

impl Stage {
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.running.address())
    }

    /// One request without any proof of who sends it.
    pub async fn call(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<&Value>) -> Answer {
        call(&http(), &self.url(path), method, headers, body).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::POST, path, &[], Some(body)).await
    }

    /// A fresh organisation and its owner.
    pub async fn owner(&self) -> Person {
        let email = new_email();
        let answer = self.post("/api/identity/v1/signup", &sign_up(&email)).await.expect(201);
        self.person(&email, &answer)
    }

    /// Somebody logged in.
    pub async fn log_in(&self, email: &str, password: &str) -> Person {
        let body = json!({ "email": email, "password": password });
        let answer = self.post("/api/identity/v1/login", &body).await.expect(200);
        self.person(email, &answer)
    }

    fn person(&self, email: &str, answer: &Answer) -> Person {
        let text = |field: &str| answer[field].as_str().unwrap().to_owned();
        Person {
            stage: self.clone(),
            http: http(),
            email: email.to_owned(),
            cookie: cookie_of(&answer.headers),
            token: text("access_token"),
            org_id: text("org_id"),
            member_id: text("member_id"),
        }
    }

    /// Types and sequence numbers of what was published for an organisation.
    pub async fn published(&self, org: &str) -> Vec<(String, i64, Value)> {
        let (running, org) = (Arc::clone(&self.running), org.parse::<OrgId>().unwrap());
        on_runtime(async move {
            let mut tx = running.state().db.begin(org, Mode::Read).await.unwrap();
            sqlx::query_as("select type, aggregate_seq, payload from journal where org_id = $1 order by position")
                .bind(org.as_uuid())
                .fetch_all(&mut *tx)
                .await
                .unwrap()
        })
        .await
    }
}

impl Person {
    /// A request with the session cookie, as our own pages send it.
    pub async fn call(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<&Value>) -> Answer {
        let mut all = vec![("cookie", self.cookie.as_str()), ("x-requested-with", "gerinc")];
        all.extend_from_slice(headers);
        call(&self.http, &self.stage.url(path), method, &all, body).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, &[], None).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::POST, path, &[], Some(body)).await
    }

    pub async fn patch(&self, path: &str, version: &str, body: &Value) -> Answer {
        self.call(Method::PATCH, path, &[("if-match", version)], Some(body)).await
    }

    /// Invites somebody who has a log-in; answers the code.
    pub async fn invite(&self, email: &str, roles: &[&str]) -> String {
        let body = json!({ "name": "Somebody", "email": email, "roles": roles });
        let invited = self.post("/api/identity/v1/members", &body).await.expect(201);
        invited["code"].as_str().unwrap().to_owned()
    }

    /// Joins an organisation, with the password this person has.
    pub async fn accept(&self, code: &str, password: &str) -> Answer {
        let body = json!({ "code": code, "email": self.email, "password": password });
        self.post("/api/identity/v1/invitations/accept", &body).await
    }

    /// Adds a member with these roles; answers them, logged in.
    pub async fn hire(&self, roles: &[&str]) -> Person {
        let email = new_email();
        let body = json!({ "name": "Béla", "email": email, "roles": roles, "password": PASSWORD });
        self.post("/api/identity/v1/members", &body).await.expect(201);
        self.stage.log_in(&email, PASSWORD).await
    }
}

/// One request of a client that is there already.
pub async fn call(
    http: &reqwest::Client,
    url: &str,
    method: Method,
    headers: &[(&str, &str)],
    body: Option<&Value>,
) -> Answer {
    let mut request = http.request(method, url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    if let Some(body) = body {
        request = request.json(body);
    }
    answer(request.send().await.unwrap()).await
}

pub async fn answer(response: reqwest::Response) -> Answer {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let bytes = response.bytes().await.unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let json = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    Answer { status, headers, json, text, bytes }
}
