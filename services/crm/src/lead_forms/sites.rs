//! The sites a form belongs to: a browser that sent the form goes on to them and to nowhere else.

use kernel::Name;

/// Longest address a browser is sent to, in bytes.
const MAX_ADDRESS: usize = 2000;

/// Whether a text is the host of a site: small letters, digits and hyphens, in parts between dots.
pub fn is_site(text: &str) -> bool {
    let is_part = |part: &str| {
        let plain = part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        plain && !part.is_empty() && !part.starts_with('-') && !part.ends_with('-')
    };
    text.len() <= 253 && text.split('.').all(is_part)
}

/// The host of an address of the web that can stand in a header; none for anything else. What browsers read otherwise than it looks (a
/// name before the host, a backslash) is none.
pub fn host(address: &str) -> Option<String> {
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') && address.len() <= MAX_ADDRESS;
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).filter(|_| plain)?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
    let host = host.to_ascii_lowercase();
    let is_port = port.is_none_or(|port| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()));
    (is_port && is_site(&host)).then_some(host)
}

/// Whether an address is on one of these sites.
pub fn is_on_one(address: &str, sites: &[Name]) -> bool {
    host(address).is_some_and(|host| sites.iter().any(|site| site.as_str() == host))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_host_is_what_browsers_take_it_for() {
        for (address, expected) in [
            ("https://Example.com/thanks?x=1#y", Some("example.com")),
            ("http://www.example.com:8080", Some("www.example.com")),
            ("https://example.com?next=https://evil.example", Some("example.com")),
            ("https://good.example@evil.example/", None),
            ("https://evil.example\\@good.example/", None),
            ("https://good.example:x@evil.example/", None),
            ("https:///good.example", None),
            ("https://good.example\r\nset-cookie:a", None),
            ("//good.example", None),
            ("javascript:alert(1)", None),
            ("https://-x.example", None),
            ("https://x..example", None),
            ("https://", None),
        ] {
            assert_eq!(host(address).as_deref(), expected, "{address}");
        }
    }

    proptest! {
        #[test]
        fn a_browser_goes_to_a_site_that_is_named_and_to_no_other(address in "https?://[a-z.@:/\\\\?#-]{0,24}") {
            let site = Name::new("a.b").unwrap();
            if is_on_one(&address, &[site]) {
                let rest = address.split_once("//").unwrap().1;
                prop_assert!(rest.starts_with("a.b"));
                prop_assert!(rest[3..].is_empty() || rest[3..].starts_with([':', '/', '?', '#']));
                prop_assert!(!rest.contains('\\'));
            }
        }
    }
}
