//! What goes wrong, as RFC 9457 problem documents.
//!
//! A problem has two faces: a stable `type` and a sentence for the client, and the cause for the log. Rules refuse with
//! their own error types; implementing [`Refusal`] gives them their place in HTTP.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::idempotency::Answer;

/// Code of the problem when somebody else wrote the same thing at the same moment.
pub(crate) const CHANGED_MEANWHILE: &str = "changed-meanwhile";

/// The result of everything that may end in an answer.
pub type Result<T, E = Problem> = std::result::Result<T, E>;

/// What kind of trouble it is; decides the status code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 400: the request cannot be understood.
    Malformed,
    /// 401: no valid proof of who is asking.
    Unauthenticated,
    /// 403: known, but not allowed.
    Forbidden,
    /// 404: not there, or not in this organisation.
    NotFound,
    /// 405: the address does not answer this method.
    MethodNotAllowed,
    /// 409: the state does not allow it.
    Conflict,
    /// 412: someone else changed it first.
    Stale,
    /// 413: too big.
    TooLarge,
    /// 415: not JSON.
    UnsupportedMedia,
    /// 422: understood, but breaks a rule.
    Invalid,
    /// 428: say which version you saw.
    MatchRequired,
    /// 429: too often.
    TooMany,
    /// 500: our fault.
    Internal,
    /// 502: a service behind the gateway did not answer properly.
    BadGateway,
    /// 503: try again soon.
    Unavailable,
    /// 504: took too long.
    Timeout,
}

impl Kind {
    /// The HTTP status of this kind.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Stale => StatusCode::PRECONDITION_FAILED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Self::MatchRequired => StatusCode::PRECONDITION_REQUIRED,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::BadGateway => StatusCode::BAD_GATEWAY,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Timeout => StatusCode::GATEWAY_TIMEOUT,
        }
    }
}

/// One field that must be mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldError {
    /// JSON pointer into the request body (RFC 6901), or the name of a query parameter.
    pub pointer: String,
    /// What is wrong and how to mend it.
    pub detail: String,
}

impl FieldError {
    /// A field error; the pointer looks like `/lines/0/quantity`.
    pub fn new(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), detail: detail.into() }
    }
}

/// A rule's refusal: how its error looks to a client. The error's `Display` is the sentence the client reads.
pub trait Refusal: std::error::Error {
    /// What kind of trouble it is.
    fn kind(&self) -> Kind;
    /// Stable kebab-case name, e.g. `invoice-not-draft`; becomes part of `type`.
    fn code(&self) -> &'static str;
    /// Fields of the request to mend, when there are such.
    fn fields(&self) -> Vec<FieldError> {
        Vec::new()
    }
}

/// An answer that says what went wrong.
#[derive(Debug)]
pub struct Problem(Box<Parts>);

/// Boxed, since a result is moved at every `?` and nearly always holds the other half.
#[derive(Debug)]
struct Parts {
    kind: Kind,
    code: &'static str,
    detail: String,
    fields: Vec<FieldError>,
    headers: Vec<(header::HeaderName, HeaderValue)>,
    transient: bool,
    slow: bool,
    away: bool,
    cause: Option<String>,
    answer: Option<Box<Answer>>,
}

/// The JSON of a problem (RFC 9457).
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub struct ProblemBody {
    /// Stable name of the problem: `urn:gerinc:problem:<code>`.
    #[serde(rename = "type")]
    pub problem_type: String,
    /// Short name of the status.
    pub title: String,
    /// HTTP status code.
    pub status: u16,
    /// What happened and how to mend it.
    pub detail: String,
    /// Fields to mend.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Trace in which it happened, for support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<String>,
}

impl Problem {
    /// A problem of a kind, with a stable code and a sentence for the client.
    pub fn new(kind: Kind, code: &'static str, detail: impl Into<String>) -> Self {
        Self(Box::new(Parts {
            kind,
            code,
            detail: detail.into(),
            fields: Vec::new(),
            headers: Vec::new(),
            transient: false,
            slow: false,
            away: false,
            cause: None,
            answer: None,
        }))
    }

    /// 404 for a thing named in the path. Says nothing about whether another organisation has it.
    pub fn not_found(thing: &str) -> Self {
        Self::new(Kind::NotFound, "not-found", format!("There is no such {thing}."))
    }

    /// 422 for one field.
    pub fn field(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        let error = FieldError::new(pointer, detail);
        Self::new(Kind::Invalid, "invalid-field", format!("{}: {}", error.pointer, error.detail))
            .with_fields(vec![error])
    }

    /// 500; the cause goes to the log, never to the client.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        let mut problem =
            Self::new(Kind::Internal, "internal", "Something went wrong on our side; it has been logged.");
        problem.0.cause = Some(cause.to_string());
        problem
    }

    /// 503 with a hint when to come back.
    pub fn unavailable(cause: impl std::fmt::Display) -> Self {
        let mut problem = Self::new(Kind::Unavailable, "unavailable", "The service is busy; try again in a second.");
        problem.0.cause = Some(cause.to_string());
        problem.0.transient = true;
        problem.with_header(header::RETRY_AFTER, HeaderValue::from_static("1"))
    }

    /// The same for something else that the database could not be asked for, either.
    pub(crate) fn away_too(&self) -> Self {
        let mut problem = Self::unavailable(self.0.cause.as_deref().unwrap_or(&self.0.detail));
        problem.0.away = true;
        problem
    }

    /// Carries the stored answer to a repeated request through the error path.
    pub(crate) fn answer(answer: Answer) -> Self {
        let mut problem = Self::new(Kind::Internal, "answer", "");
        problem.0.answer = Some(Box::new(answer));
        problem
    }

    /// Adds the fields to mend.
    pub fn with_fields(mut self, fields: Vec<FieldError>) -> Self {
        self.0.fields = fields;
        self
    }

    /// Adds a response header.
    pub fn with_header(mut self, name: header::HeaderName, value: HeaderValue) -> Self {
        self.0.headers.push((name, value));
        self
    }

    /// What kind of trouble it is.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// Sentence for the client.
    pub fn detail(&self) -> &str {
        &self.0.detail
    }

    /// Fields to mend.
    pub fn fields(&self) -> &[FieldError] {
        &self.0.fields
    }

    /// Stable name.
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// Whether the same attempt may succeed later without anybody mending anything.
    pub fn is_transient(&self) -> bool {
        self.0.transient
    }

    /// Whether the database ended a statement that took too long. It may have been busy; or the statement never gets done.
    pub(crate) fn is_slow(&self) -> bool {
        self.0.slow
    }

    /// Whether the database could not be asked at all, so that what was to be asked plays no part.
    pub(crate) fn is_away(&self) -> bool {
        self.0.away
    }

    /// Whether it is a refusal by rule or data, which no retry will change. Losing a race against another writer is
    /// not: the next attempt reads what that one wrote.
    pub fn is_permanent(&self) -> bool {
        let passing = match self.0.kind {
            Kind::Stale | Kind::TooMany | Kind::Internal | Kind::BadGateway | Kind::Unavailable | Kind::Timeout => true,
            Kind::Conflict => self.0.code == CHANGED_MEANWHILE,
            Kind::Malformed
            | Kind::Unauthenticated
            | Kind::Forbidden
            | Kind::NotFound
            | Kind::MethodNotAllowed
            | Kind::TooLarge
            | Kind::UnsupportedMedia
            | Kind::Invalid
            | Kind::MatchRequired => false,
        };
        !self.0.transient && !passing
    }

    /// Sentence for the client and cause for the log.
    pub fn report(&self) -> String {
        match &self.0.cause {
            Some(cause) => format!("{}: {} ({cause})", self.0.code, self.0.detail),
            None => format!("{}: {}", self.0.code, self.0.detail),
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.report())
    }
}

impl std::error::Error for Problem {}

impl<E: Refusal> From<E> for Problem {
    fn from(error: E) -> Self {
        Self::new(error.kind(), error.code(), error.to_string()).with_fields(error.fields())
    }
}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        let transient = is_transient(&error);
        let mut problem = if transient { Self::unavailable(&error) } else { Self::internal(&error) };
        problem.0.transient = transient;
        problem.0.away = transient && error.as_database_error().is_none_or(|error| !is_contention(error));
        problem.0.slow =
            error.as_database_error().and_then(sqlx::error::DatabaseError::code).is_some_and(|code| code == "57014");
        problem
    }
}

/// Whether a database error goes away by itself: connection trouble, a full pool, serialisation failures, deadlocks,
/// lock and statement timeouts, a server that shuts down or starts.
/// Source: PostgreSQL manual, appendix A (classes 08, 40, 53, 55P03, 57).
pub fn is_transient(error: &sqlx::Error) -> bool {
    if let sqlx::Error::Database(database) = error {
        return database.code().is_some_and(|code| {
            ["08", "40", "53", "57"].iter().any(|class| code.starts_with(class)) || code == "55P03"
        });
    }
    matches!(
        error,
        sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed
    )
}

/// Whether a statement was begun and ended for the sake of others, or because it took too long.
fn is_contention(error: &dyn sqlx::error::DatabaseError) -> bool {
    error.code().is_some_and(|code| code.starts_with("40") || code == "55P03" || code == "57014")
}

/// Turns the violation of a named constraint into a refusal; every other error stays what it was.
pub trait OnConstraint<T> {
    /// `refuse` is called when `constraint` was violated.
    fn on_constraint(self, constraint: &str, refuse: impl FnOnce() -> Problem) -> Result<T>;
}

impl<T> OnConstraint<T> for std::result::Result<T, sqlx::Error> {
    fn on_constraint(self, constraint: &str, refuse: impl FnOnce() -> Problem) -> Result<T> {
        self.map_err(|error| {
            let violated = error.as_database_error().and_then(sqlx::error::DatabaseError::constraint);
            if violated == Some(constraint) { refuse() } else { error.into() }
        })
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let parts = *self.0;
        if let Some(answer) = parts.answer {
            return answer.into_response();
        }
        let status = parts.kind.status();
        if status.is_server_error() {
            tracing::error!(
                problem.code = parts.code,
                cause = parts.cause.as_deref(),
                "request failed: {}",
                parts.detail
            );
        }
        let body = ProblemBody {
            problem_type: format!("urn:gerinc:problem:{}", parts.code),
            title: status.canonical_reason().unwrap_or("Problem").to_owned(),
            status: status.as_u16(),
            detail: parts.detail,
            errors: parts.fields,
            trace_id: crate::telemetry::trace_id(),
        };
        let mut response = (status, axum::Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.extend(parts.headers);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_refusal_is_permanent() {
        let of = |kind| Problem::new(kind, "code", "detail");
        for kind in [Kind::Malformed, Kind::Forbidden, Kind::NotFound, Kind::Conflict, Kind::Invalid, Kind::TooLarge] {
            assert!(of(kind).is_permanent(), "{kind:?}");
        }
        for kind in [Kind::Internal, Kind::Stale, Kind::Unavailable, Kind::Timeout, Kind::TooMany, Kind::BadGateway] {
            assert!(!of(kind).is_permanent(), "{kind:?}");
        }
        let race = Problem::new(Kind::Conflict, CHANGED_MEANWHILE, "detail");
        assert!(!race.is_permanent() && !race.is_transient(), "the loser of a race tries again, but not for ever");
    }

    #[test]
    fn what_goes_away_by_itself_is_unavailable_and_says_when_to_come_back() {
        let problem = Problem::from(sqlx::Error::PoolTimedOut);
        assert!(problem.is_transient() && !problem.is_permanent());
        assert_eq!(problem.kind(), Kind::Unavailable);
        let response = problem.into_response();
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(response.headers()[header::RETRY_AFTER], "1");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
    }

    #[test]
    fn our_own_mistakes_are_internal_and_keep_their_cause_from_the_client() {
        let problem = Problem::from(sqlx::Error::RowNotFound);
        assert_eq!((problem.kind(), problem.is_transient()), (Kind::Internal, false));
        assert!(problem.report().contains("no rows"));
        assert!(!problem.0.detail.contains("no rows"));
    }
}
