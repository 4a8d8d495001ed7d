//! The session cookie, and the rule that other sites may not use it.

use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use platform::problem::{Kind, Problem, Result};

/// Name of the cookie.
pub const SESSION_COOKIE: &str = "gerinc_session";

const X_REQUESTED_WITH: HeaderName = HeaderName::from_static("x-requested-with");
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The secret in the session cookie, when there is one.
pub fn session_of(headers: &HeaderMap) -> Option<String> {
    CookieJar::from_headers(headers).get(SESSION_COOKIE).map(|cookie| cookie.value().to_owned())
}

/// `Set-Cookie` that keeps a session for so long. `secure` when people reach the gateway by https.
pub fn session_cookie(secret: &str, days: i64, secure: bool) -> Result<HeaderValue> {
    let cookie = Cookie::build((SESSION_COOKIE, secret))
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(secure)
        .path("/")
        .max_age(time::Duration::days(days))
        .build();
    cookie.to_string().parse().map_err(Problem::internal)
}

/// `Set-Cookie` that removes the session from the browser.
pub fn clear_cookie(secure: bool) -> Result<HeaderValue> {
    session_cookie("", 0, secure)
}

/// Refuses a change that another site may have made the browser send: cookies travel by themselves. A page of our own
/// says so by `X-Requested-With: gerinc`, and a browser by `Sec-Fetch-Site` or `Origin`, none of which another site can set.
pub fn allow_origin(public: Option<&str>, method: &Method, headers: &HeaderMap) -> Result<()> {
    if method.is_safe() {
        return Ok(());
    }
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let marked = text(&X_REQUESTED_WITH) == Some("gerinc");
    let fetched = matches!(text(&SEC_FETCH_SITE), Some("same-origin" | "none"));
    let same = text(&header::ORIGIN).is_some_and(|origin| {
        let host = origin.split_once("://").map(|(_, host)| host);
        public.map_or_else(|| host.is_some() && host == text(&header::HOST), |public| origin == public)
    });
    if marked || fetched || same {
        return Ok(());
    }
    Err(Problem::new(
        Kind::Forbidden,
        "cross-site-request",
        "A change by session cookie must come from our own pages: send X-Requested-With: gerinc.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(method: &Method, pairs: &[(&'static str, &'static str)]) -> bool {
        let headers = pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        allow_origin(None, method, &headers).is_ok()
    }

    #[test]
    fn other_sites_cannot_change_anything() {
        assert!(allowed(&Method::GET, &[]));
        assert!(!allowed(&Method::POST, &[]));
        assert!(!allowed(&Method::POST, &[("origin", "https://evil.example"), ("host", "gerinc.example")]));
        assert!(!allowed(&Method::POST, &[("origin", "null"), ("host", "gerinc.example")]));
        assert!(!allowed(&Method::POST, &[("origin", "null")]));
        assert!(!allowed(&Method::DELETE, &[("sec-fetch-site", "cross-site")]));
        assert!(!allowed(&Method::DELETE, &[("sec-fetch-site", "same-site")]));
        assert!(allowed(&Method::POST, &[("origin", "https://gerinc.example"), ("host", "gerinc.example")]));
        assert!(allowed(&Method::PATCH, &[("sec-fetch-site", "same-origin")]));
        assert!(allowed(&Method::POST, &[("x-requested-with", "gerinc")]));
    }

    #[test]
    fn the_public_address_decides_when_it_is_known() {
        let origin = |value: &'static str| [(header::ORIGIN, HeaderValue::from_static(value))].into_iter().collect();
        let public = Some("https://gerinc.example");
        assert!(allow_origin(public, &Method::POST, &origin("https://gerinc.example")).is_ok());
        assert!(allow_origin(public, &Method::POST, &origin("http://gerinc.example")).is_err());
    }

    #[test]
    fn the_cookie_cannot_be_read_by_scripts() {
        let cookie = session_cookie("abc", 30, true).unwrap();
        assert_eq!(
            cookie.to_str().unwrap(),
            "gerinc_session=abc; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=2592000"
        );
        assert!(!session_cookie("abc", 30, false).unwrap().to_str().unwrap().contains("Secure"));
    }
}
