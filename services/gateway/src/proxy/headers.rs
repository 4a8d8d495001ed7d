//! What is added to and taken from the headers on the way through.

use http::{HeaderMap, HeaderName, HeaderValue, header};
use platform::telemetry;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
/// Longest request id a client may choose.
const LONGEST_REQUEST_ID: usize = 128;

/// Takes away what only a proxy may say, and adds what ties the logs of all services together.
pub fn prepare(headers: &mut HeaderMap) {
    let forged: Vec<HeaderName> = headers
        .keys()
        .filter(|name| name.as_str().starts_with("x-forwarded-") || matches!(name.as_str(), "forwarded" | "x-real-ip"))
        .cloned()
        .collect();
    for name in forged {
        headers.remove(name);
    }
    if headers.get(&REQUEST_ID).is_none_or(|id| id.is_empty() || id.len() > LONGEST_REQUEST_ID) {
        let id = hex::encode(rand::random::<[u8; 16]>());
        if let Ok(id) = HeaderValue::from_str(&id) {
            headers.insert(REQUEST_ID, id);
        }
    }
    if let Some(trace) = telemetry::traceparent().and_then(|text| HeaderValue::from_str(&text).ok()) {
        headers.insert(TRACEPARENT, trace);
    }
}

/// Gives addresses of the service back the prefix under which clients know them.
pub fn finish(headers: &mut HeaderMap, service: &str) {
    let location = headers.get(header::LOCATION).and_then(|value| value.to_str().ok());
    if let Some(path) = location.and_then(path_of)
        && let Ok(value) = HeaderValue::from_str(&format!("/api/{service}{path}"))
    {
        headers.insert(header::LOCATION, value);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
}

/// The `/v1/...` of a location, also when the service named its own address; none for other addresses.
fn path_of(location: &str) -> Option<&str> {
    let path = match location.split_once("://") {
        Some((_, rest)) => &rest[rest.find('/')?..],
        None => location,
    };
    path.starts_with("/v1/").then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_about_forwarding_are_removed() {
        let mut headers = HeaderMap::new();
        for name in ["x-forwarded-for", "x-forwarded-host", "x-forwarded-anything", "forwarded", "x-real-ip"] {
            headers.insert(name, HeaderValue::from_static("forged"));
        }
        headers.insert("x-request-id", HeaderValue::from_static("mine"));
        prepare(&mut headers);
        assert!(headers.values().all(|value| value != "forged"), "{headers:?}");
        assert_eq!(headers["x-request-id"], "mine");
        headers.remove("x-request-id");
        prepare(&mut headers);
        assert_eq!(headers["x-request-id"].len(), 32);
    }

    #[test]
    fn locations_get_their_prefix_back() {
        let after = |location: &'static str| {
            let mut headers: HeaderMap = [(header::LOCATION, HeaderValue::from_static(location))].into_iter().collect();
            finish(&mut headers, "crm");
            headers[header::LOCATION].to_str().unwrap().to_owned()
        };
        assert_eq!(after("/v1/deals/7"), "/api/crm/v1/deals/7");
        assert_eq!(after("http://127.0.0.1:4000/v1/deals/7"), "/api/crm/v1/deals/7");
        assert_eq!(after("https://elsewhere.example/page"), "https://elsewhere.example/page");
    }
}
