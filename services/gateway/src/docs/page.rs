//! Pages for people. Nothing on them comes from elsewhere: the reader of the API is part of this program, and the
//! policy sent along allows exactly the scripts of the page, by their hashes.

use std::sync::LazyLock;

use axum::response::{Html, IntoResponse};
use base64::Engine;
use http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};

const REFERENCE_PAGE: &str = include_str!("reference.html");

/// The page and its policy; the page has more than two megabytes and never changes.
static REFERENCE: LazyLock<(String, String)> = LazyLock::new(|| {
    // Only the program is taken of the page that comes with it: ours asks no server for fonts.
    let bundled = aide::scalar::Scalar::new("").html();
    let program = scripts(&bundled).pop().unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src {}; style-src 'unsafe-inline'; img-src 'self' data: blob:; \
         font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        hash(program)
    );
    (REFERENCE_PAGE.replace("{program}", program), policy)
});

/// The page on which the API is read and tried.
pub fn reference() -> impl IntoResponse {
    let (html, policy) = &*REFERENCE;
    (policy_headers(policy), Html(html.as_str()))
}

fn policy_headers(policy: &str) -> HeaderMap {
    let nosniff = (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let policy = HeaderValue::from_str(policy).map(|value| (header::CONTENT_SECURITY_POLICY, value));
    policy.into_iter().chain([nosniff]).collect()
}

/// The texts of the inline scripts of a page.
fn scripts(html: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once("<script") {
        let Some((_, body)) = after.split_once('>') else { break };
        let Some((script, next)) = body.split_once("</script>") else { break };
        if !script.is_empty() {
            found.push(script);
        }
        rest = next;
    }
    found
}

fn hash(script: &str) -> String {
    let digest = Sha256::digest(script.as_bytes());
    format!("'sha256-{}'", base64::engine::general_purpose::STANDARD.encode(digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_found_and_hashed() {
        let html = "<p></p><script id=\"x\"></script><script>alert(1)</script>";
        assert_eq!(scripts(html), ["alert(1)"]);
        // As the console of a browser shows it for this script.
        assert_eq!(hash("alert(1)"), "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='");
    }

    #[test]
    fn the_reader_of_the_api_is_part_of_this_program() {
        let (html, policy) = &*REFERENCE;
        let [program] = scripts(html)[..] else { panic!("one script is expected") };
        assert!(program.len() > 1_000_000, "the program is missing");
        assert!(policy.contains(&hash(program)), "{policy}");
        assert!(!html.contains("<script src"), "a script comes from elsewhere");
        assert!(!html.contains('\r'), "the hash of a browser would differ");
    }
}
