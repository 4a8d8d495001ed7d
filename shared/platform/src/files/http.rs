//! Files over HTTP: receiving one without holding a connection to the database meanwhile, and sending one.

use std::sync::Arc;

use aide::generate::GenContext;
use aide::openapi::{MediaType, Operation, ReferenceOr, RequestBody, Response as Documented};
use aide::{OperationInput, OperationOutput};
use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderValue, header};

use super::Content;
use crate::problem::{Problem, Result};
use crate::service::State;
use crate::tx::{Read, Tx};

/// A request whose body is a file. The handler looks first whether the file is wanted, then receives it, then writes what
/// it changes; each in a transaction of its own, so that a slow sender holds up no connection.
#[derive(Debug)]
pub struct Upload {
    parts: Parts,
    state: Arc<State>,
    /// The file, as it comes.
    pub body: Body,
}

impl Upload {
    /// What the sender says the file is, in small letters and without parameters.
    pub fn content_type(&self) -> String {
        let kind = self.parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Takes the file out, to be received.
    pub fn take_body(&mut self) -> Body {
        std::mem::take(&mut self.body)
    }

    /// Looks.
    pub async fn read(&mut self) -> Result<Read> {
        Read::from_request_parts(&mut self.parts, &self.state).await
    }

    /// Changes.
    pub async fn write(mut self) -> Result<Tx> {
        Tx::from_request_parts(&mut self.parts, &self.state).await
    }
}

impl FromRequest<Arc<State>> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &Arc<State>) -> Result<Self> {
        let (parts, body) = request.into_parts();
        Ok(Self { parts, state: Arc::clone(state), body })
    }
}

impl OperationInput for Upload {
    fn operation_input(_: &mut GenContext, operation: &mut Operation) {
        let mut body = RequestBody { required: true, ..RequestBody::default() };
        "The file itself, with its Content-Type.".clone_into(body.description.get_or_insert_default());
        body.content.insert("*/*".to_owned(), MediaType::default());
        operation.request_body = Some(ReferenceOr::Item(body));
        crate::routes::header_parameter(
            operation,
            "If-Match",
            "The ETag of the version this change is based on; answered with 412 when it is no longer the current one.",
        );
    }
}

/// How long a browser may show a file again without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cache {
    /// For some minutes: at this address there is never anything else.
    Minutes,
    /// Never: it is kept nowhere, and what is at this address changes.
    Never,
}

impl Cache {
    const fn header(self) -> HeaderValue {
        match self {
            Self::Minutes => HeaderValue::from_static("private, max-age=300"),
            Self::Never => HeaderValue::from_static("no-store"),
        }
    }
}

/// What a browser shows where it is, and runs nothing of; all else it keeps as a file.
const SHOWN: [&str; 6] = ["image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf", "text/plain"];

/// 200 with a file: to be shown where it is when it is a picture, a PDF or plain text, otherwise to be kept.
#[derive(Debug)]
pub struct FileReply {
    /// The file.
    pub content: Content,
    /// What it is, e.g. `image/png`.
    pub content_type: &'static str,
    /// What it is called.
    pub name: String,
    /// How long it may be shown again.
    pub cache: Cache,
}

impl IntoResponse for FileReply {
    fn into_response(self) -> Response {
        let mut response = Body::from_stream(self.content.stream).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        if let Some(size) = self.content.size_bytes {
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
        }
        // A browser must not take it for anything else, such as a page of ours.
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(header::CACHE_CONTROL, self.cache.header());
        let how = if SHOWN.contains(&self.content_type) { "inline" } else { "attachment" };
        if let Ok(value) = HeaderValue::from_str(&format!("{how}; filename*=UTF-8''{}", encoded(&self.name))) {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
        response
    }
}

/// A file name as RFC 8187 writes it in a header.
fn encoded(name: &str) -> String {
    use std::fmt::Write;
    name.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b".-_~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

impl OperationOutput for FileReply {
    type Inner = Self;

    fn operation_response(_: &mut GenContext, _: &mut Operation) -> Option<Documented> {
        let mut response = Documented { description: "The file itself.".to_owned(), ..Documented::default() };
        response.content.insert("*/*".to_owned(), MediaType::default());
        Some(response)
    }

    fn inferred_responses(ctx: &mut GenContext, operation: &mut Operation) -> Vec<(Option<u16>, Documented)> {
        Self::operation_response(ctx, operation).map(|response| (Some(200), response)).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_headers_are_plain() {
        assert_eq!(encoded("Számla 1.pdf"), "Sz%C3%A1mla%201.pdf");
        assert_eq!(encoded("a\"; x=\r\n"), "a%22%3B%20x%3D%0D%0A");
    }
}
