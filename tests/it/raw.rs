//! Requests with everything in hand: any body, any header, and answers with their headers.

use gerinc::api::Api;
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Body, Method};
use serde_json::Value;

/// An answer as it came.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body of a success.
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.json()
    }

    /// The body of a refusal, which must be a problem document that says what its status says.
    pub fn problem(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.text);
        let problem = self.json();
        assert_eq!(problem["status"], status, "{problem}");
        assert!(problem["type"].as_str().is_some_and(|kind| kind.starts_with("urn:gerinc:problem:")), "{problem}");
        assert!(problem["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{problem}");
        problem
    }

    /// As [`Answer::problem`], of this type.
    pub fn refused(&self, status: u16, code: &str) -> Value {
        let problem = self.problem(status);
        assert_eq!(problem["type"], format!("urn:gerinc:problem:{code}"), "{problem}");
        problem
    }

    /// The fields a refusal points to.
    pub fn pointers(&self) -> Vec<String> {
        let errors = self.json()["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().filter_map(|error| error["pointer"].as_str().map(str::to_owned)).collect()
    }
}

/// Somebody who sends requests, or nobody.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    headers: HeaderMap,
}

impl Client {
    /// Nobody, at an address such as `http://127.0.0.1:8080`.
    pub fn unknown(base: impl Into<String>) -> Self {
        platform::telemetry::install_crypto();
        // Before the server closes what is idle: a request that meets that moment on a busy machine is lost.
        let http = reqwest::Client::builder().pool_idle_timeout(std::time::Duration::from_secs(2)).build().unwrap();
        Self { http, base: base.into(), headers: HeaderMap::new() }
    }

    /// Whoever is logged in there.
    pub async fn of(base: &str, api: &Api) -> Self {
        Self::unknown(base).with("authorization", &format!("Bearer {}", api.access_token().await))
    }

    /// The same with a header more.
    pub fn with(&self, name: &'static str, value: &str) -> Self {
        let mut client = self.clone();
        client.headers.insert(name, HeaderValue::from_str(value).unwrap());
        client
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    pub async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send(Method::PATCH, path, Some(body)).await
    }

    pub async fn send(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        match body {
            Some(body) => self.raw(method, path, "application/json", body.to_string()).await,
            None => self.finish(self.http.request(method, self.url(path))).await,
        }
    }

    pub async fn raw(&self, method: Method, path: &str, content_type: &str, body: impl Into<Body>) -> Answer {
        let request = self.http.request(method, self.url(path)).header("content-type", content_type).body(body);
        self.finish(request).await
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    async fn finish(&self, request: reqwest::RequestBuilder) -> Answer {
        let answer = request.headers(self.headers.clone()).send().await.unwrap();
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let bytes = answer.bytes().await.unwrap().to_vec();
        Answer { status, headers, text: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }

    /// All items of a list of at most 200.
    pub async fn items(&self, path: &str) -> Vec<Value> {
        let join = if path.contains('?') { '&' } else { '?' };
        let page = self.get(&format!("{path}{join}limit=200")).await.expect(200);
        assert!(page["next_cursor"].is_null(), "{path} has more than a page");
        page["items"].as_array().cloned().unwrap_or_else(|| panic!("{path} is no list: {page}"))
    }
}
