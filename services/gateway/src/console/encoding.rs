//! Which of the forms of a file a client reads: the build leaves `app.js.br` and `app.js.gz` beside `app.js`.

use http::{HeaderMap, header};

/// A form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Brotli, the smallest.
    Brotli,
    /// Gzip.
    Gzip,
    /// As it is.
    Identity,
}

impl Encoding {
    /// What the name of the file ends with in addition.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }

    /// Value of `Content-Encoding`.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }
}

/// The forms a client reads, smallest first. A file as it is always comes last: to refuse it would help nobody.
pub fn accepted(headers: &HeaderMap) -> Vec<Encoding> {
    let texts = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let offers: Vec<(String, bool)> = texts.flat_map(|text| text.split(',')).map(offer).collect();
    let reads = |name: &str| {
        let named = offers.iter().find(|(offered, _)| offered == name);
        named.or_else(|| offers.iter().find(|(offered, _)| offered == "*")).is_some_and(|(_, wanted)| *wanted)
    };
    let compressed = [Encoding::Brotli, Encoding::Gzip].into_iter();
    let wanted = compressed.filter(|encoding| encoding.name().is_some_and(reads));
    wanted.chain([Encoding::Identity]).collect()
}

/// `gzip;q=0.5` becomes `gzip` and whether it is wanted at all.
fn offer(text: &str) -> (String, bool) {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default().to_ascii_lowercase();
    let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    (name, quality.is_none_or(|quality| quality.bytes().any(|digit| matches!(digit, b'1'..=b'9'))))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn the_smallest_form_the_client_reads_comes_first() {
        use Encoding::{Brotli, Gzip, Identity};
        let of = |text: &'static str| {
            accepted(&[(header::ACCEPT_ENCODING, HeaderValue::from_static(text))].into_iter().collect())
        };
        assert_eq!(of("gzip, deflate, br, zstd"), [Brotli, Gzip, Identity]);
        assert_eq!(of("gzip;q=1.0, br;q=0"), [Gzip, Identity]);
        assert_eq!(of("br;q=0.000, *;q=0.1"), [Gzip, Identity]);
        assert_eq!(of("GZIP"), [Gzip, Identity]);
        assert_eq!(of("*"), [Brotli, Gzip, Identity]);
        assert_eq!(of("identity"), [Identity]);
        assert_eq!(accepted(&HeaderMap::new()), [Identity]);
    }
}
