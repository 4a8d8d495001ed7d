//! A client of the public API, as any program would write it: logs in, sends a key with every write so that a repeat is
//! harmless, and tries again when it is told to come back.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use reqwest::{Method, StatusCode, header};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::RwLock;
use uuid::Uuid;

/// How often a request that met a busy or restarting service is repeated.
const TRIES: u32 = 8;

/// Somebody logged in.
#[derive(Debug, Clone)]
pub struct Api {
    http: reqwest::Client,
    base: String,
    login: Option<(String, String)>,
    token: Arc<RwLock<String>>,
    /// The organisation.
    pub org_id: Uuid,
    /// The membership of whoever is logged in; nil for programs.
    pub member_id: Uuid,
}

/// An answer that was a problem document.
#[derive(Debug, thiserror::Error)]
#[error("{status} {code}: {detail}")]
pub struct ApiError {
    /// Status code.
    pub status: u16,
    /// Stable code of the problem.
    pub code: String,
    /// Sentence for people, with the fields to mend.
    pub detail: String,
}

/// What somebody signs up with.
#[derive(Debug, Clone)]
pub struct SignUp<'a> {
    /// Name of the organisation.
    pub organization: &'a str,
    /// ISO 3166-1 code.
    pub country: &'a str,
    /// ISO 4217 code.
    pub currency: &'a str,
    /// IANA zone.
    pub time_zone: &'a str,
    /// Name of the person.
    pub name: &'a str,
    /// Address of the person.
    pub email: &'a str,
    /// Password of the person.
    pub password: &'a str,
}

fn http() -> reqwest::Client {
    platform::telemetry::install_crypto();
    reqwest::Client::builder()
        .timeout(Duration::from_secs(30))
        // Before the gateway closes what is idle.
        .pool_idle_timeout(Duration::from_secs(2))
        .tcp_nodelay(true)
        .build()
        .unwrap_or_default()
}

impl Api {
    /// Signs an organisation up.
    pub async fn sign_up(base: &str, who: &SignUp<'_>) -> Result<Self> {
        let body = json!({
            "organization": { "name": who.organization, "country": who.country, "base_currency": who.currency,
                              "time_zone": who.time_zone },
            "user": { "name": who.name, "email": who.email, "password": who.password },
        });
        Self::enter(base, "signup", &body, who.email, who.password).await
    }

    /// Logs in.
    pub async fn log_in(base: &str, email: &str, password: &str) -> Result<Self> {
        Self::enter(base, "login", &json!({ "email": email, "password": password }), email, password).await
    }

    /// Acts with an access token somebody was given, for as long as it lasts.
    pub async fn with_token(base: &str, token: &str) -> Result<Self> {
        let mut api = Self {
            org_id: Uuid::nil(),
            member_id: Uuid::nil(),
            token: Arc::new(RwLock::new(token.to_owned())),
            login: None,
            base: base.to_owned(),
            http: http(),
        };
        let session = api.get("identity/v1/session").await?;
        let id = |value: &Value| value.as_str().and_then(|id| id.parse().ok());
        api.org_id = id(&session["organization"]["org_id"]).context("no org_id in the answer")?;
        // Programs with an API key have no membership.
        api.member_id = id(&session["member_id"]).unwrap_or_default();
        Ok(api)
    }

    async fn enter(base: &str, how: &str, body: &Value, email: &str, password: &str) -> Result<Self> {
        let http = http();
        let answer = http.post(format!("{base}/api/identity/v1/{how}")).json(body).send().await?;
        let json = read(answer).await?;
        let id = |field: &str| {
            json[field].as_str().and_then(|id| id.parse().ok()).with_context(|| format!("no {field} in the answer"))
        };
        Ok(Self {
            org_id: id("org_id")?,
            member_id: id("member_id")?,
            token: Arc::new(RwLock::new(
                json["access_token"].as_str().context("no access_token in the answer")?.to_owned(),
            )),
            login: Some((email.to_owned(), password.to_owned())),
            base: base.to_owned(),
            http,
        })
    }

    /// The access token in use.
    pub async fn access_token(&self) -> String {
        self.token.read().await.clone()
    }

    /// GET `/api/<path>`.
    pub async fn get(&self, path: &str) -> Result<Value> {
        self.send(Method::GET, path, None::<&()>, None, None).await
    }

    /// POST with a key of its own.
    pub async fn post(&self, path: &str, body: &impl Serialize) -> Result<Value> {
        self.post_once(path, body, &Uuid::new_v5(&Uuid::NAMESPACE_OID, &rand_bytes()).to_string()).await
    }

    /// POST that has one effect however often it is sent with this key.
    pub async fn post_once(&self, path: &str, body: &impl Serialize, key: &str) -> Result<Value> {
        self.send(Method::POST, path, Some(body), Some(key), None).await
    }

    /// PATCH or PUT of the version with this number.
    pub async fn change(&self, method: Method, path: &str, body: &impl Serialize, version: i64) -> Result<Value> {
        self.send(method, path, Some(body), None, Some(version)).await
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&impl Serialize>,
        key: Option<&str>,
        version: Option<i64>,
    ) -> Result<Value> {
        let url = format!("{}/api/{path}", self.base);
        let mut wait = Duration::from_millis(50);
        for attempt in 1.. {
            let mut request = self.http.request(method.clone(), &url).bearer_auth(self.token.read().await);
            if let Some(body) = body {
                request = request.json(body);
            }
            if let Some(key) = key {
                request = request.header("idempotency-key", key);
            }
            if let Some(version) = version {
                request = request.header(header::IF_MATCH, format!("\"{version}\""));
            }
            let answer = match request.send().await {
                Ok(answer) => answer,
                // What may have arrived is sent again only where a repeat is harmless.
                Err(error) if attempt < TRIES && (error.is_connect() || key.is_some() || method == Method::GET) => {
                    tokio::time::sleep(wait).await;
                    wait *= 2;
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            let status = answer.status();
            let later = matches!(
                status,
                StatusCode::TOO_MANY_REQUESTS
                    | StatusCode::BAD_GATEWAY
                    | StatusCode::SERVICE_UNAVAILABLE
                    | StatusCode::GATEWAY_TIMEOUT
            );
            // A repeat that came while the first request was still being worked on.
            let busy = status == StatusCode::CONFLICT && answer.headers().contains_key(header::RETRY_AFTER);
            if status == StatusCode::UNAUTHORIZED && attempt == 1 && self.renew().await.is_ok() {
                continue;
            }
            if (later || busy) && attempt < TRIES {
                tokio::time::sleep(wait).await;
                wait *= 2;
                continue;
            }
            return read(answer).await;
        }
        bail!("{method} {path} was given up")
    }

    /// Access tokens live for minutes; a long import outlives several.
    async fn renew(&self) -> Result<()> {
        let (email, password) = self.login.as_ref().context("no log-in to renew the token with")?;
        let body = json!({ "email": email, "password": password });
        let answer = self.http.post(format!("{}/api/identity/v1/login", self.base)).json(&body).send().await?;
        let json = read(answer).await?;
        json["access_token"]
            .as_str()
            .context("no access_token in the answer")?
            .clone_into(&mut *self.token.write().await);
        Ok(())
    }

    /// All items of a paged list.
    pub async fn list(&self, path: &str) -> Result<Vec<Value>> {
        let join = if path.contains('?') { '&' } else { '?' };
        let mut items = Vec::new();
        let mut cursor = String::new();
        loop {
            let mut page = self.get(&format!("{path}{join}limit=200{cursor}")).await?;
            if let Some(rows) = page["items"].as_array_mut() {
                items.append(rows);
            }
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return Ok(items),
            }
        }
    }
}

fn rand_bytes() -> [u8; 16] {
    kernel::EventId::new().as_uuid().into_bytes()
}

async fn read(answer: reqwest::Response) -> Result<Value> {
    let status = answer.status();
    let text = answer.text().await?;
    if status.is_success() {
        return Ok(if text.is_empty() { Value::Null } else { serde_json::from_str(&text)? });
    }
    let problem: Value = serde_json::from_str(&text).unwrap_or(Value::Null);
    let code = problem["type"].as_str().unwrap_or_default().trim_start_matches("urn:gerinc:problem:").to_owned();
    let detail = problem["detail"].as_str().map_or(text.clone(), str::to_owned);
    Err(ApiError { status: status.as_u16(), code, detail }.into())
}
