//! What a browser is told to refuse on pages of the console.

use http::{HeaderMap, HeaderName, HeaderValue, header};

/// Styles may be inline, since the components write them on elements; scripts may not, and nothing comes from elsewhere.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
                      img-src 'self' blob: data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; \
                      form-action 'self'; object-src 'none'";
/// Devices and abilities no page of ours asks for.
const PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(), \
                           display-capture=(), browsing-topics=()";
/// How long a browser remembers that this host is reached by https only: a year.
const HTTPS_ONLY: &str = "max-age=31536000";

const FIXED: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Adds them; `https` when people reach the gateway by https.
pub fn secure(headers: &mut HeaderMap, https: bool) {
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HTTPS_ONLY));
    }
}
