//! The console: the web application for people, served beside the API it uses.
//!
//! Every address that is neither the API's nor an operator's belongs to it. Files with a hash in their name are kept by
//! browsers for good, `index.html` is asked for each time, and an address without an extension is a page of the
//! application, so it answers with `index.html` too. What people without a log-in are sent to are pages of their own.

mod encoding;
mod files;
mod kind;
mod policy;

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use axum::{Extension, Router};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use platform::problem::{Kind, Problem, Result};
use platform::service::State;
use sha2::{Digest, Sha256};

use crate::gateway::Gateway;

pub use files::Files;

const INDEX: &str = "index.html";
/// Pages of their own, by the first part of their addresses; the second part is a secret, and may hold any character.
const APART: [(&str, &str); 1] = [("quote", "quote.html")];
/// Shown at `/` when this installation has no console.
const ABSENT: &str = include_str!("absent.html");
/// First parts of the addresses that never belong to the console. `v1` are the gateway's own routes as they are called
/// within the process.
const NOT_OURS: [&str; 7] = ["api", "v1", ".well-known", "livez", "readyz", "metrics", "openapi.json"];

/// The routes: everything nobody else answers.
pub fn routes() -> Router<Arc<State>> {
    Router::new().route("/", any(serve)).route("/{*path}", any(serve))
}

async fn serve(Extension(gateway): Extension<Arc<Gateway>>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let mut response = match answer(&gateway.settings.console, &method, uri.path(), &headers).await {
        Ok(response) => response,
        Err(problem) => problem.into_response(),
    };
    policy::secure(response.headers_mut(), gateway.is_https());
    response
}

async fn answer(files: &Files, method: &Method, path: &str, headers: &HeaderMap) -> Result<Response> {
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    if NOT_OURS.contains(&first) {
        return Err(Problem::not_found("address"));
    }
    if !matches!(*method, Method::GET | Method::HEAD) {
        let problem = Problem::new(Kind::MethodNotAllowed, "method-not-allowed", "Pages are only read.");
        return Err(problem.with_header(header::ALLOW, HeaderValue::from_static("GET, HEAD")));
    }
    if !files.are_there().await {
        return if path == "/" { Ok(absent()) } else { Err(Problem::not_found("address")) };
    }
    let name = name_of(path).ok_or_else(|| Problem::not_found("address"))?;
    if let Some(response) = file(files, &name, headers).await? {
        return Ok(response);
    }
    if let Some(page) = page_of(&name)
        && let Some(page) = file(files, page, headers).await?
    {
        return Ok(page);
    }
    Err(Problem::not_found("address"))
}

/// The page that answers for an address which is no file; none for what looks like one.
fn page_of(name: &str) -> Option<&'static str> {
    let (first, rest) = name.split_once('/').unwrap_or((name, ""));
    if let Some((_, page)) = APART.iter().find(|(apart, _)| *apart == first && !rest.is_empty()) {
        return Some(page);
    }
    let last = name.rsplit('/').next().unwrap_or_default();
    (!last.contains('.')).then_some(INDEX)
}

/// The file an address names: `/` is `index.html`. None for what could lead out of the folder, and for hidden files.
fn name_of(path: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let name = decoded.trim_matches('/');
    if name.is_empty() {
        return Some(INDEX.to_owned());
    }
    let plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '\0', ':']);
    name.split('/').all(plain).then(|| name.to_owned())
}

/// A file in the smallest form the client reads.
async fn file(files: &Files, name: &str, asked: &HeaderMap) -> Result<Option<Response>> {
    for encoding in encoding::accepted(asked) {
        if let Some(bytes) = files.read(&format!("{name}{}", encoding.suffix())).await? {
            let mut response = whole_or_unchanged(name, bytes, encoding.name(), asked);
            if let Some(name) = encoding.name() {
                response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
            }
            return Ok(Some(response));
        }
    }
    Ok(None)
}

fn whole_or_unchanged(name: &str, bytes: Bytes, encoding: Option<&str>, asked: &HeaderMap) -> Response {
    let kept = if kind::is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let tag = tag(&bytes, encoding);
    let mut response = match asked.get(header::IF_NONE_MATCH) {
        Some(known) if names(known, &tag) => StatusCode::NOT_MODIFIED.into_response(),
        _ => Body::from(bytes).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind::media_type(name)));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// Another tag for each encoding: they are different bytes.
fn tag(bytes: &[u8], encoding: Option<&str>) -> String {
    let digest = hex::encode(&Sha256::digest(bytes)[..12]);
    format!("\"{digest}{}{}\"", if encoding.is_some() { "-" } else { "" }, encoding.unwrap_or_default())
}

/// Whether `If-None-Match` names this tag. A proxy on the way may have made the tag weak.
fn names(known: &HeaderValue, tag: &str) -> bool {
    let known = known.to_str().unwrap_or_default();
    known.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag || one == "*")
}

/// The page in place of the console.
fn absent() -> Response {
    let html = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (html, ABSENT).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_file_of_the_folder_and_no_other() {
        let named = |path: &str| name_of(path);
        assert_eq!(named("/").as_deref(), Some("index.html"));
        assert_eq!(named("/assets/app-1a2b3c4d.js").as_deref(), Some("assets/app-1a2b3c4d.js"));
        assert_eq!(named("/deals/").as_deref(), Some("deals"));
        assert_eq!(named("/k%C3%A9p.svg").as_deref(), Some("kép.svg"));
        for bad in [
            "/../secret",
            "/assets/../../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/%2e%2e%2fsecret",
            "/assets/..%5c..%5csecret",
            "/.env",
            "/.vite/manifest.json",
            "/a//b",
            "/a%00.js",
            "/c:/windows",
            "/%ff",
        ] {
            assert_eq!(named(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_address_that_is_no_file_is_a_page() {
        assert_eq!(page_of("crm/deals"), Some("index.html"));
        assert_eq!(page_of("quote"), Some("index.html"));
        assert_eq!(page_of("quote/org.secret"), Some("quote.html"));
        assert_eq!(page_of("assets/app.js"), None);
    }

    #[test]
    fn a_tag_is_recognised_also_when_a_proxy_weakened_it() {
        let tag = tag(b"x", Some("br"));
        assert!(tag.ends_with("-br\""));
        let header = |text: String| HeaderValue::from_str(&text).unwrap();
        assert!(names(&header(tag.clone()), &tag));
        assert!(names(&header(format!("\"other\", W/{tag}")), &tag));
        assert!(!names(&header("\"other\"".to_owned()), &tag));
    }
}
