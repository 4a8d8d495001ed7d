//! Calling a service through its real router, without a connection in between.

use std::ops::Index;

use axum::Router;
use axum::body::Body;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, header};
use http_body_util::BodyExt;
use kernel::MemberId;
use serde::Serialize;
use serde_json::Value;
use tower::ServiceExt;

use crate::environment::on_runtime;

/// Somebody with an access token.
#[derive(Debug, Clone)]
pub struct Client {
    router: Router,
    headers: HeaderMap,
    /// The member the token stands for.
    pub member_id: MemberId,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body; null when it is empty or not JSON.
    pub json: Value,
    /// Body as text.
    pub text: String,
    /// Body as it came.
    pub bytes: axum::body::Bytes,
}

impl Client {
    pub(crate) fn new(router: Router, token: &str, member_id: MemberId) -> Self {
        let client = Self { router, headers: HeaderMap::new(), member_id };
        client.with_header("authorization", format!("Bearer {token}"))
    }

    /// The same caller, sending one more header with every request.
    ///
    /// # Panics
    /// When it is no header.
    pub fn with_header(&self, name: &str, value: impl AsRef<str>) -> Self {
        let mut client = self.clone();
        let name: HeaderName = name.parse().expect("a header name");
        client.headers.insert(name, HeaderValue::from_str(value.as_ref()).expect("a header value"));
        client
    }

    /// The same caller without one of their headers.
    pub fn without_header(&self, name: &str) -> Self {
        let mut client = self.clone();
        client.headers.remove(name);
        client
    }

    /// A request as bytes, for a connection of one's own.
    ///
    /// # Panics
    /// When the body is no JSON.
    pub fn raw(&self, method: &str, path: &str, body: &impl Serialize) -> Vec<u8> {
        let body = serde_json::to_vec(body).expect("a body");
        let headers = self.headers.iter().map(|(name, value)| {
            let value = value.to_str().expect("a header value");
            format!("{name}: {value}\r\n")
        });
        let headers: String = headers.collect();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\n{headers}content-length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), &body].concat()
    }

    /// GET.
    pub async fn get(&self, path: impl AsRef<str>) -> Answer {
        self.send(Method::GET, path.as_ref(), Body::empty()).await
    }

    /// POST of a JSON body.
    pub async fn post(&self, path: impl AsRef<str>, body: &impl Serialize) -> Answer {
        self.send(Method::POST, path.as_ref(), json(body)).await
    }

    /// PUT of a JSON body.
    pub async fn put(&self, path: impl AsRef<str>, body: &impl Serialize) -> Answer {
        self.send(Method::PUT, path.as_ref(), json(body)).await
    }

    /// PATCH of a JSON body.
    pub async fn patch(&self, path: impl AsRef<str>, body: &impl Serialize) -> Answer {
        self.send(Method::PATCH, path.as_ref(), json(body)).await
    }

    /// DELETE.
    pub async fn delete(&self, path: impl AsRef<str>) -> Answer {
        self.send(Method::DELETE, path.as_ref(), Body::empty()).await
    }

    /// Any method and body; the content type is JSON unless a header says otherwise.
    ///
    /// # Panics
    /// When the path is no address.
    pub async fn send(&self, method: Method, path: &str, body: Body) -> Answer {
        let mut request = Request::builder().method(method).uri(path).body(body).expect("a request");
        request.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        for (name, value) in &self.headers {
            request.headers_mut().insert(name, value.clone());
        }
        let router = self.router.clone();
        on_runtime(async move {
            let response = router.oneshot(request).await.expect("a router always answers");
            let (parts, body) = response.into_parts();
            let bytes = body.collect().await.expect("a body").to_bytes();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let json = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
            Answer { status: parts.status.as_u16(), headers: parts.headers, json, text, bytes }
        })
        .await
    }
}

fn json(body: &impl Serialize) -> Body {
    Body::from(serde_json::to_vec(body).expect("a JSON body"))
}

impl Answer {
    /// The answer, when it has this status.
    ///
    /// # Panics
    /// When it has another; shows the body.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "unexpected answer: {}", self.text);
        self
    }

    /// The problem document, when the answer is one with this status and code.
    ///
    /// # Panics
    /// When it is not.
    #[track_caller]
    pub fn problem(self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "unexpected answer: {}", self.text);
        let kind = self.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        assert_eq!(kind, Some("application/problem+json"), "{}", self.text);
        assert_eq!(self.json["type"], format!("urn:gerinc:problem:{code}"), "{}", self.text);
        self.json
    }

    /// The entity tag.
    ///
    /// # Panics
    /// When there is none.
    #[track_caller]
    pub fn etag(&self) -> String {
        let tag = self.headers.get(header::ETAG).and_then(|value| value.to_str().ok());
        tag.expect("the answer has an ETag").to_owned()
    }
}

impl Index<&str> for Answer {
    type Output = Value;
    fn index(&self, field: &str) -> &Value {
        &self.json[field]
    }
}
