//! What services answer to people nobody knows. Everything else needs a caller.

use http::Method;

/// Letters of a key: 32 bytes, URL-safe.
const KEY_CHARS: usize = 43;

/// The key in an address that anybody may send something to; none for every other address.
pub fn key<'a>(service: &str, method: &Method, path: &'a str) -> Option<&'a str> {
    if service != "crm" || method != Method::POST {
        return None;
    }
    let key = path.strip_prefix("/v1/public/forms/")?.strip_suffix("/submissions")?;
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    (key.len() == KEY_CHARS && key.bytes().all(fits)).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_the_sending_of_forms_is_open() {
        let good = "a".repeat(KEY_CHARS);
        let at = |path: &str| path.replace("KEY", &good);
        let open = at("/v1/public/forms/KEY/submissions");
        assert_eq!(key("crm", &Method::POST, &open), Some(good.as_str()));
        for (service, method, path) in [
            ("crm", Method::GET, open.as_str()),
            ("crm", Method::DELETE, open.as_str()),
            ("billing", Method::POST, open.as_str()),
            ("crm", Method::POST, "/v1/leads"),
            ("crm", Method::POST, &at("/v1/public/forms/KEY")),
            ("crm", Method::POST, &at("/v1/public/forms/KEY/submissions/")),
            ("crm", Method::POST, &at("/v1/public/forms/KEY/../../leads/submissions")),
            ("crm", Method::POST, &at("/v1/public/forms/x/KEY/submissions")),
            ("crm", Method::POST, &at("/v1/public/forms/%2e%2e/submissions")),
            ("crm", Method::POST, &at("//v1/public/forms/KEY/submissions")),
        ] {
            assert_eq!(key(service, &method, path), None, "{method} {service} {path}");
        }
    }
}
