//! Repeating a request safely: the key, the effect and the answer are one transaction.
//!
//! A POST or PATCH may carry `Idempotency-Key`. The first request stores its answer beside its effect; the same request
//! again gets that answer and changes nothing; the same key with another body is refused; while the first is still being
//! worked on the second is told to come back. Refusals are not stored: nothing happened, and a mended request may follow.

use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use http::uri::PathAndQuery;
use http::{HeaderValue, Method, StatusCode, Uri, header};
use kernel::OrgId;
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use crate::auth::Identity;
use crate::problem::{Kind, OnConstraint, Problem, Result};

/// Name of the request header.
pub const HEADER: &str = "idempotency-key";
/// Name of the response header that marks a stored answer.
pub const REPLAYED: &str = "idempotent-replayed";
/// Longest key, in bytes.
pub const MAX_KEY_BYTES: usize = 255;
/// How long an answer is kept, in days.
pub const KEPT_DAYS: i64 = 7;

/// A request that asked to be safe to repeat.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    key: String,
    route: String,
    fingerprint: [u8; 32],
}

/// A key this transaction holds until it stores the answer.
#[derive(Debug)]
pub(crate) struct Claim {
    asked: Asked,
    principal: String,
}

/// Whether the request is new.
pub(crate) enum Outcome {
    /// Nobody sent this key before.
    New(Claim),
    /// It was answered before, with this.
    Answered(Answer),
}

/// A stored answer.
#[derive(Debug)]
pub(crate) struct Answer {
    fingerprint: Vec<u8>,
    status: i32,
    etag: Option<String>,
    location: Option<String>,
    body: Vec<u8>,
}

/// Reads the header, takes the fingerprint of the body, and leaves both for [`Tx`](crate::Tx).
pub(crate) async fn layer(mut request: Request, next: Next) -> Response {
    match prepare(&mut request).await {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

async fn prepare(request: &mut Request) -> Result<()> {
    let Some(key) = request.headers().get(HEADER) else { return Ok(()) };
    if !matches!(*request.method(), Method::POST | Method::PATCH) {
        return Ok(());
    }
    let key = key.to_str().ok().filter(|key| !key.is_empty() && key.len() <= MAX_KEY_BYTES).map(str::to_owned);
    let key = key.ok_or_else(|| {
        Problem::new(
            Kind::Malformed,
            "invalid-idempotency-key",
            "Idempotency-Key must be 1 to 255 visible ASCII characters.",
        )
    })?;
    let is_file = crate::http::is_file(request.headers());
    let body = std::mem::take(request.body_mut());
    let bytes = axum::body::to_bytes(body, crate::http::MAX_BODY_BYTES).await;
    let bytes = bytes.map_err(|_error| if is_file { too_large_to_repeat() } else { crate::http::too_large() })?;
    let template = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let route = format!("{} {template}", request.method());
    let asked = Asked { key, route, fingerprint: fingerprint(request.uri(), &bytes) };
    request.extensions_mut().insert(asked);
    *request.body_mut() = Body::from(bytes);
    Ok(())
}

/// A file may be larger than what can be known again when it is sent once more.
fn too_large_to_repeat() -> Problem {
    let limit = crate::http::MAX_BODY_BYTES;
    let detail =
        format!("With an Idempotency-Key a file may have at most {limit} bytes; send a larger one without the key.");
    Problem::new(Kind::TooLarge, "body-too-large", detail)
}

/// SHA-256 of path, query and body; a JSON body counts by its values, not by its spacing or the order of its members.
fn fingerprint(uri: &Uri, body: &Bytes) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(uri.path_and_query().map_or(uri.path(), PathAndQuery::as_str));
    digest.update([0]);
    match serde_json::from_slice::<Value>(body) {
        Ok(mut value) => {
            // Whether members keep the order they came in depends on features other crates switch on.
            value.sort_all_objects();
            digest.update(value.to_string());
        }
        Err(_) => digest.update(body),
    }
    digest.finalize().into()
}

impl Asked {
    /// Holds the key for this transaction, or finds the answer that was given before.
    pub(crate) async fn claim(&self, conn: &mut PgConnection, identity: &Identity) -> Result<Outcome> {
        let principal = crate::auth::principal(&identity.actor);
        // The lock ends with the transaction and keeps a second request with the same key from starting.
        let look: Look = sqlx::query_as(
            "select held, fingerprint, status, etag, location, body from hold_idempotency_key($1, $2, $3, $4)",
        )
        .bind(identity.org.as_uuid())
        .bind(&principal)
        .bind(&self.route)
        .bind(&self.key)
        .fetch_one(conn)
        .await?;
        if !look.held {
            return Err(in_progress());
        }
        match look.answer() {
            None => Ok(Outcome::New(Claim { asked: self.clone(), principal })),
            Some(answer) if answer.fingerprint == self.fingerprint => {
                metrics::counter!("idempotent_replays_total").increment(1);
                Ok(Outcome::Answered(answer))
            }
            Some(_) => Err(Problem::new(
                Kind::Invalid,
                "idempotency-key-reused",
                "This Idempotency-Key was used for another request. Take a new key for a new request.",
            )),
        }
    }
}

/// The lock of a key, and the answer that stands under it.
#[derive(Debug, sqlx::FromRow)]
struct Look {
    held: bool,
    fingerprint: Option<Vec<u8>>,
    status: Option<i32>,
    etag: Option<String>,
    location: Option<String>,
    body: Option<Vec<u8>>,
}

impl Look {
    fn answer(self) -> Option<Answer> {
        let Self { fingerprint, status, etag, location, body, .. } = self;
        Some(Answer { fingerprint: fingerprint?, status: status?, etag, location, body: body? })
    }
}

fn in_progress() -> Problem {
    Problem::new(
        Kind::Conflict,
        "request-in-progress",
        "The first request with this Idempotency-Key is still being worked on; try again in a second.",
    )
    .with_header(header::RETRY_AFTER, HeaderValue::from_static("1"))
}

impl Claim {
    #[expect(clippy::too_many_arguments, reason = "the columns of one row")]
    pub(crate) async fn store(
        self,
        conn: &mut PgConnection,
        org: OrgId,
        now: DateTime<Utc>,
        status: StatusCode,
        etag: Option<&str>,
        location: Option<&str>,
        body: &[u8],
    ) -> Result<()> {
        sqlx::query(
            "insert into idempotency_keys
               (org_id, principal, route, key, fingerprint, status, etag, location, body, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(org.as_uuid())
        .bind(self.principal)
        .bind(self.asked.route)
        .bind(self.asked.key)
        .bind(self.asked.fingerprint.as_slice())
        .bind(i32::from(status.as_u16()))
        .bind(etag)
        .bind(location)
        .bind(body)
        .bind(now)
        .execute(conn)
        .await
        .on_constraint("idempotency_keys_pkey", in_progress)?;
        Ok(())
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = u16::try_from(self.status).ok().and_then(|code| StatusCode::from_u16(code).ok());
        let mut response = (status.unwrap_or(StatusCode::OK), self.body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(REPLAYED, HeaderValue::from_static("true"));
        let mut copy = |name, value: Option<String>| {
            if let Some(value) = value.and_then(|value| value.parse().ok()) {
                headers.insert(name, value);
            }
        };
        copy(header::ETAG, self.etag);
        copy(header::LOCATION, self.location);
        response
    }
}

/// Forgets answers older than [`KEPT_DAYS`] of one organisation.
pub(crate) async fn forget_old(conn: &mut PgConnection, org: OrgId, now: DateTime<Utc>) -> Result<u64> {
    let done = sqlx::query("delete from idempotency_keys where org_id = $1 and created_at < $2")
        .bind(org.as_uuid())
        .bind(now - chrono::TimeDelta::days(KEPT_DAYS))
        .execute(conn)
        .await?;
    Ok(done.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(uri: &'static str, body: &'static str) -> [u8; 32] {
        fingerprint(&Uri::from_static(uri), &Bytes::from_static(body.as_bytes()))
    }

    #[test]
    fn spacing_and_order_of_members_do_not_make_another_request() {
        let one = of("/v1/x", r#"{"a":1,"b":{"c":[1,2],"d":"e"}}"#);
        assert_eq!(one, of("/v1/x", " { \"b\" : { \"d\" : \"e\", \"c\" : [1, 2] }, \"a\" : 1 }\n"));
    }

    #[test]
    fn other_values_paths_and_queries_do() {
        let one = of("/v1/x", r#"{"a":[1,2]}"#);
        let others = [
            of("/v1/x", r#"{"a":[2,1]}"#),
            of("/v1/x", r#"{"a":["1",2]}"#),
            of("/v1/y", r#"{"a":[1,2]}"#),
            of("/v1/x?dry=1", r#"{"a":[1,2]}"#),
            of("/v1/x", "not json"),
            of("/v1/x", ""),
        ];
        for other in others {
            assert_ne!(one, other);
        }
    }
}
