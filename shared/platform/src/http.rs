//! Speaking HTTP: bodies, queries and paths that explain what is wrong with them, and answers that carry their version.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::map::Entry;

use crate::problem::{Kind, Problem, Result};

/// Largest JSON body in bytes.
pub const MAX_BODY_BYTES: usize = 1024 * 1024;
/// Deepest nesting of a JSON body.
pub const MAX_DEPTH: usize = 32;

/// A JSON request body. Unknown and repeated fields are refused when `T` says so, and every refusal points to the field.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self> {
        if !is_json(request.headers()) {
            return Err(Problem::new(
                Kind::UnsupportedMedia,
                "not-json",
                "Send the body as JSON, with Content-Type: application/json.",
            ));
        }
        let bytes = axum::body::to_bytes(request.into_body(), MAX_BODY_BYTES).await.map_err(|_error| too_large())?;
        parse(&bytes).map(Self)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(|kind| {
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
    })
}

/// Whether a request carries something else than JSON.
pub(crate) fn is_file(headers: &HeaderMap) -> bool {
    headers.contains_key(header::CONTENT_TYPE) && !is_json(headers)
}

/// Waits for the whole JSON body before the handler opens its transaction, so that a slow sender holds up no
/// connection to the database.
pub(crate) async fn collect_body(request: Request, next: Next) -> Response {
    if !is_json(request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match axum::body::to_bytes(body, MAX_BODY_BYTES).await {
        Ok(bytes) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Err(_) => too_large().into_response(),
    }
}

pub(crate) fn too_large() -> Problem {
    Problem::new(Kind::TooLarge, "body-too-large", format!("The body may have at most {MAX_BODY_BYTES} bytes."))
}

/// Reads JSON; the error points to the field that does not fit.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    if depth(bytes) > MAX_DEPTH {
        return Err(Problem::new(
            Kind::Malformed,
            "malformed-json",
            format!("The body is nested more than {MAX_DEPTH} levels deep."),
        ));
    }
    if has_nul(bytes) {
        return Err(Problem::new(
            Kind::Malformed,
            "malformed-json",
            "The body holds the character U+0000, which no text here can keep; leave it out.",
        ));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let pointer = pointer(error.path());
        let cause = error.into_inner();
        if cause.is_data() {
            let (pointer, detail) = mend(pointer, sentence(&cause));
            Problem::field(pointer, detail)
        } else {
            Problem::new(Kind::Malformed, "malformed-json", format!("The body is not valid JSON: {cause}."))
        }
    })?;
    reader.end().map_err(|error| {
        Problem::new(Kind::Malformed, "malformed-json", format!("The body goes on after the JSON value: {error}."))
    })?;
    Ok(value)
}

/// The deepest nesting of brackets outside strings; cheap, so that it comes before any parsing.
fn depth(bytes: &[u8]) -> usize {
    let (mut deepest, mut level, mut in_string, mut escaped) = (0_usize, 0_usize, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                level += 1;
                deepest = deepest.max(level);
            }
            b'}' | b']' if !in_string => level = level.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// Whether a string escapes U+0000, which PostgreSQL cannot store.
fn has_nul(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        // Skips the character after a backslash, so that an escaped backslash escapes nothing.
        if *byte == b'\\' && rest.next() == Some(&b'u') && rest.as_slice().starts_with(b"0000") {
            return true;
        }
    }
    false
}

/// A path inside the body as a JSON pointer (RFC 6901).
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter().fold(String::new(), |mut pointer, segment| {
        let part = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => key.replace('~', "~0").replace('/', "~1"),
            Segment::Enum { .. } | Segment::Unknown => return pointer,
        };
        pointer.push('/');
        pointer.push_str(&part);
        pointer
    })
}

/// serde_json's message without its position in the bytes.
fn sentence(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

/// Points to the field itself where one is missing, and says how days and times are written where one cannot be: what the
/// libraries say of both helps nobody to mend it.
fn mend(pointer: String, detail: String) -> (String, String) {
    if let Some(field) = detail.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
        return (format!("{pointer}/{}", field.replace('~', "~0").replace('/', "~1")), "is missing".to_owned());
    }
    // The sentences of chrono.
    let of_moment =
        ["input is out of range", "input contains invalid characters", "premature end of input", "trailing input"];
    if of_moment.contains(&detail.as_str()) {
        let detail =
            "is no day or time; write a day like 2026-02-28, a time like 17:30:00, a moment like 2026-02-28T17:30:00Z";
        return (pointer, detail.to_owned());
    }
    (pointer, detail)
}

/// Largest body that somebody nobody knows may send, in bytes.
pub const MAX_POSTED_BYTES: usize = 64 * 1024;
/// How long such a body is waited for.
const POSTED_TIMEOUT: Duration = Duration::from_secs(10);

/// A small body as programs send it (JSON) or as the form of a web page does (URL-encoded). Fields that a browser sends
/// empty count as left out.
#[derive(Debug)]
pub struct Posted<T> {
    /// What was sent.
    pub body: T,
    /// Whether the form of a web page sent it.
    pub by_browser: bool,
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Posted<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self> {
        let by_browser = is_url_encoded(request.headers());
        if !by_browser && !is_json(request.headers()) {
            let detail =
                "Send the body as JSON, with Content-Type: application/json, or as the form of a web page does.";
            return Err(Problem::new(Kind::UnsupportedMedia, "not-json", detail));
        }
        let reading = axum::body::to_bytes(request.into_body(), MAX_POSTED_BYTES);
        let bytes = match tokio::time::timeout(POSTED_TIMEOUT, reading).await {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(_)) => {
                let detail = format!("The body may have at most {MAX_POSTED_BYTES} bytes.");
                return Err(Problem::new(Kind::TooLarge, "body-too-large", detail));
            }
            Err(_) => return Err(Problem::new(Kind::Malformed, "body-cut-off", "The body did not arrive in time.")),
        };
        let body = if by_browser { parse(&fields_as_json(&bytes)?)? } else { parse(&bytes)? };
        Ok(Self { body, by_browser })
    }
}

/// As [`Posted`], for whoever answers a browser by a page also when what it sent cannot be read.
#[derive(Debug)]
pub struct Sent<T> {
    /// What was sent, or why it cannot be read.
    pub body: Result<T>,
    /// Whether the form of a web page sent it.
    pub by_browser: bool,
    /// Whether whoever sent it shows a page to a person: a browser without a script.
    pub wants_page: bool,
    /// The languages the browser asks for, as it writes them; empty when it says none.
    pub languages: String,
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        let by_browser = is_url_encoded(request.headers());
        let wants_page =
            by_browser && said(request.headers(), header::ACCEPT).to_ascii_lowercase().contains("text/html");
        let languages = said(request.headers(), header::ACCEPT_LANGUAGE).to_owned();
        let body = Posted::<T>::from_request(request, state).await.map(|posted| posted.body);
        Ok(Self { body, by_browser, wants_page, languages })
    }
}

/// A header as text; empty when it is not there.
fn said(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn is_url_encoded(headers: &HeaderMap) -> bool {
    let kind = said(headers, header::CONTENT_TYPE).split(';').next().unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// The fields of a web page's form as a JSON object of texts. `a.b` is the field `b` of the object `a`, and what ends in `[]` is a
/// list of what is sent under that name.
fn fields_as_json(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut fields = serde_json::Map::new();
    for (name, value) in form_urlencoded::parse(bytes).filter(|(_, value)| !value.trim().is_empty()) {
        let value = serde_json::Value::String(value.into_owned());
        let escaped = |part: &str| part.replace('~', "~0").replace('/', "~1");
        let (path, is_list) = name.strip_suffix("[]").map_or((&*name, false), |path| (path, true));
        let (place, pointer) = match path.split_once('.') {
            None => (fields.entry(path), format!("/{}", escaped(path))),
            Some((object, field)) => {
                let at = format!("/{}/{}", escaped(object), escaped(field));
                let object = fields.entry(object).or_insert_with(|| serde_json::Map::new().into());
                let object = object.as_object_mut().ok_or_else(|| Problem::field(&at, "is no field of an object"))?;
                (object.entry(field), at)
            }
        };
        match (place, is_list) {
            (Entry::Vacant(place), false) => drop(place.insert(value)),
            (Entry::Vacant(place), true) => drop(place.insert(vec![value].into())),
            (Entry::Occupied(mut place), true) if place.get().is_array() => {
                if let Some(list) = place.get_mut().as_array_mut() {
                    list.push(value);
                }
            }
            (Entry::Occupied(_), _) => return Err(Problem::field(pointer, "is there twice; send it once")),
        }
    }
    serde_json::to_vec(&fields).map_err(Problem::internal)
}

/// Query parameters. Unknown ones are refused when `T` says so.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        if parts.uri.query().is_some_and(|query| query.contains("%00")) {
            let detail = "A query parameter holds the character U+0000, which no text here can keep; leave it out.";
            return Err(Problem::new(Kind::Invalid, "invalid-query", detail));
        }
        Self::of(&parts.uri)
    }
}

impl<T: DeserializeOwned> Query<T> {
    /// Reads the query of an address, whoever made it.
    ///
    /// # Errors
    /// A problem that names the parameter that does not fit.
    pub fn of(uri: &http::Uri) -> Result<Self> {
        axum::extract::Query::try_from_uri(uri).map(|query: axum::extract::Query<T>| Self(query.0)).map_err(
            |rejection| {
                let text = rejection.body_text();
                let detail = text.split_once(": ").map_or(text.as_str(), |(_, detail)| detail);
                let detail = in_plain_words(detail);
                Problem::new(Kind::Invalid, "invalid-query", format!("A query parameter does not fit: {detail}."))
            },
        )
    }
}

/// What the library says of a parameter that is no number, in words that help to mend it.
fn in_plain_words(detail: &str) -> String {
    let Some((parameter, said)) = detail.split_once(": ") else { return detail.to_owned() };
    let mend = if said.contains("Decimal type")
        || said.starts_with("invalid decimal")
        || said.starts_with("Invalid decimal")
    {
        "must be a number such as 1250 or 1250.50"
    } else if said.starts_with("invalid digit")
        || said.starts_with("number too")
        || said.starts_with("cannot parse integer")
    {
        "must be a whole number such as 25"
    } else if said.starts_with("invalid float") {
        "must be a number such as 1250 or 1250.50"
    } else if said.starts_with("provided string was not `true` or `false`") {
        "must be true or false"
    } else {
        said
    };
    format!("{parameter}: {mend}")
}

/// Ids in the path. What is no id of the kind names nothing, so it is a 404.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        if parts.uri.path().contains("%00") {
            return Err(Problem::not_found("thing"));
        }
        axum::extract::Path::from_request_parts(parts, state)
            .await
            .map(|path: axum::extract::Path<T>| Self(path.0))
            .map_err(|_error| Problem::not_found("thing"))
    }
}

/// 200 with a body, and the version as ETag where there is one.
#[derive(Debug)]
pub struct Reply<T> {
    etag: Option<String>,
    body: T,
}

impl<T> Reply<T> {
    pub(crate) fn new(etag: Option<String>, body: T) -> Self {
        Self { etag, body }
    }
    /// An answer to a question about one thing; its version becomes the ETag.
    pub fn of(version: i64, body: T) -> Self {
        Self::new(Some(crate::tx::etag(version)), body)
    }
    /// An answer to a question that has no version, such as a list.
    pub fn plain(body: T) -> Self {
        Self::new(None, body)
    }
}

impl<T: Serialize> IntoResponse for Reply<T> {
    fn into_response(self) -> Response {
        let mut response = axum::Json(self.body).into_response();
        if let Some(etag) = self.etag.and_then(|etag| HeaderValue::from_str(&etag).ok()) {
            response.headers_mut().insert(header::ETAG, etag);
        }
        response
    }
}

/// 201 with the new thing, its address and its version.
#[derive(Debug)]
pub struct Created<T> {
    location: String,
    reply: Reply<T>,
}

impl<T> Created<T> {
    pub(crate) fn new(location: String, etag: String, body: T) -> Self {
        Self { location, reply: Reply::new(Some(etag), body) }
    }
}

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        let mut response = self.reply.into_response();
        *response.status_mut() = StatusCode::CREATED;
        if let Ok(location) = HeaderValue::from_str(&self.location) {
            response.headers_mut().insert(header::LOCATION, location);
        }
        response
    }
}

mod documented {
    //! What the extractors and answers look like in the OpenAPI document.
    use aide::generate::GenContext;
    use aide::openapi::{Operation, Response};
    use aide::{OperationInput, OperationOutput};

    use super::{Created, Json, JsonSchema, Path, Posted, Query, Reply, Sent};
    use crate::problem::{Problem, ProblemBody};

    impl<T: JsonSchema> OperationInput for Json<T> {
        fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
            axum::Json::<T>::operation_input(ctx, operation);
        }
    }

    impl<T: JsonSchema> OperationInput for Query<T> {
        fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
            axum::extract::Query::<T>::operation_input(ctx, operation);
        }
    }

    impl<T: JsonSchema> OperationInput for Posted<T> {
        fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
            axum::Json::<T>::operation_input(ctx, operation);
        }
    }

    impl<T: JsonSchema> OperationInput for Sent<T> {
        fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
            Posted::<T>::operation_input(ctx, operation);
        }
    }

    // The parameters of a path are documented from its template, where the route is registered.
    impl<T> OperationInput for Path<T> {}

    impl<T: JsonSchema> OperationOutput for Reply<T> {
        type Inner = T;
        fn operation_response(ctx: &mut GenContext, operation: &mut Operation) -> Option<Response> {
            axum::Json::<T>::operation_response(ctx, operation)
        }
        fn inferred_responses(ctx: &mut GenContext, operation: &mut Operation) -> Vec<(Option<u16>, Response)> {
            Self::operation_response(ctx, operation).map(|response| (Some(200), response)).into_iter().collect()
        }
    }

    impl<T: JsonSchema> OperationOutput for Created<T> {
        type Inner = T;
        fn operation_response(ctx: &mut GenContext, operation: &mut Operation) -> Option<Response> {
            axum::Json::<T>::operation_response(ctx, operation)
        }
        fn inferred_responses(ctx: &mut GenContext, operation: &mut Operation) -> Vec<(Option<u16>, Response)> {
            Self::operation_response(ctx, operation).map(|response| (Some(201), response)).into_iter().collect()
        }
    }

    impl OperationOutput for Problem {
        type Inner = ProblemBody;
        fn operation_response(ctx: &mut GenContext, operation: &mut Operation) -> Option<Response> {
            let mut response = axum::Json::<ProblemBody>::operation_response(ctx, operation)?;
            "A problem document (RFC 9457).".clone_into(&mut response.description);
            if let Some(media) = response.content.shift_remove("application/json") {
                response.content.insert("application/problem+json".to_owned(), media);
            }
            Some(response)
        }
        fn inferred_responses(ctx: &mut GenContext, operation: &mut Operation) -> Vec<(Option<u16>, Response)> {
            Self::operation_response(ctx, operation).map(|response| (None, response)).into_iter().collect()
        }
    }
}

#[cfg(test)]
mod tests;
