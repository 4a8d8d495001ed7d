//! What services answer to people nobody knows: addresses with a secret in them, which the service checks. Everything else
//! needs a caller.

use http::Method;

/// What is open, by method, service, and what stands before and after the secret in the path.
const OPEN: [(Method, &str, &str, &str); 11] = [
    (Method::POST, "crm", "/v1/public/forms/", "/submissions"),
    (Method::GET, "crm", "/v1/public/forms/", "/token"),
    (Method::GET, "crm", "/v1/public/calendars/", ""),
    (Method::GET, "crm", "/v1/public/quotes/", ""),
    (Method::GET, "crm", "/v1/public/quotes/", "/pdf"),
    (Method::POST, "crm", "/v1/public/quotes/", "/view"),
    (Method::POST, "crm", "/v1/public/quotes/", "/accept"),
    (Method::POST, "crm", "/v1/public/quotes/", "/decline"),
    (Method::POST, "crm", "/v1/public/inboxes/", ""),
    (Method::GET, "crm", "/v1/public/unsubscribes/", ""),
    (Method::POST, "crm", "/v1/public/unsubscribes/", ""),
];

/// The secret in an address that anybody may use; none for every other address.
pub fn key<'a>(service: &str, method: &Method, path: &'a str) -> Option<&'a str> {
    let secret = OPEN.iter().filter(|(by, of, ..)| by == method && *of == service);
    let mut secret = secret.filter_map(|(.., before, after)| path.strip_prefix(before)?.strip_suffix(after));
    // One part of a path, which means the same to whoever reads it next.
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    secret.find(|secret| !secret.is_empty() && !secret.contains("..") && secret.bytes().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_what_is_named_is_open() {
        let form = "/v1/public/forms/a-_9/submissions";
        let calendar = "/v1/public/calendars/org.secret.ics";
        assert_eq!(key("crm", &Method::POST, form), Some("a-_9"));
        assert_eq!(key("crm", &Method::GET, "/v1/public/forms/a-_9/token"), Some("a-_9"));
        assert_eq!(key("crm", &Method::GET, calendar), Some("org.secret.ics"));
        assert_eq!(key("crm", &Method::POST, "/v1/public/inboxes/org.secret"), Some("org.secret"));
        for method in [Method::GET, Method::POST] {
            assert_eq!(key("crm", &method, "/v1/public/unsubscribes/org.mail.sign"), Some("org.mail.sign"));
        }
        for (method, below) in [(Method::GET, ""), (Method::GET, "/pdf"), (Method::POST, "/accept")] {
            assert_eq!(key("crm", &method, &format!("/v1/public/quotes/org.secret{below}")), Some("org.secret"));
        }
        for (service, method, path) in [
            ("crm", Method::GET, form),
            ("crm", Method::DELETE, form),
            ("crm", Method::POST, calendar),
            ("billing", Method::POST, form),
            ("billing", Method::GET, calendar),
            ("crm", Method::POST, "/v1/public/quotes/org.secret"),
            ("crm", Method::POST, "/v1/public/quotes/org.secret/withdraw"),
            ("crm", Method::DELETE, "/v1/public/quotes/org.secret/accept"),
            ("crm", Method::POST, "/v1/leads"),
            ("crm", Method::GET, "/v1/deals"),
            ("crm", Method::POST, "/v1/public/forms/x"),
            ("crm", Method::POST, "/v1/public/forms/x/token"),
            ("crm", Method::POST, "/v1/public/forms//submissions"),
            ("crm", Method::POST, "/v1/public/forms/x/submissions/"),
            ("crm", Method::POST, "/v1/public/forms/x/../../leads/submissions"),
            ("crm", Method::POST, "/v1/public/forms/../submissions"),
            ("crm", Method::POST, "/v1/public/forms/%2e%2e/submissions"),
            ("crm", Method::POST, "//v1/public/forms/x/submissions"),
            ("crm", Method::GET, "/v1/public/inboxes/org.secret"),
            ("crm", Method::POST, "/v1/public/inboxes/../mails"),
            ("crm", Method::DELETE, "/v1/public/unsubscribes/org.mail.sign"),
            ("crm", Method::GET, "/v1/public/calendars/"),
            ("crm", Method::GET, "/v1/public/calendars/../deals"),
            ("crm", Method::GET, "/v1/public/calendars/..%2fdeals"),
            ("crm", Method::GET, "/v1/public/calendars//x"),
        ] {
            assert_eq!(key(service, &method, path), None, "{method} {service} {path}");
        }
    }
}
