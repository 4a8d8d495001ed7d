//! What kind of file a name stands for.

/// Shortest hash a build puts into the names of its files.
const HASH_LENGTH: usize = 8;

/// Whether the name changes with the content: `assets/app-Dq3kX_0a.js`. Such a file may be kept for good.
pub fn is_hashed(name: &str) -> bool {
    let Some(file) = name.strip_prefix("assets/") else { return false };
    // Only the last part is an extension: the name of a style sheet's module has a dot of its own.
    let Some((stem, _)) = file.rsplit('/').next().unwrap_or_default().rsplit_once('.') else { return false };
    // A hash may contain the dash that stands before it, so it is counted from the end.
    let Some((before, hash)) = stem.len().checked_sub(HASH_LENGTH).and_then(|at| stem.split_at_checked(at)) else {
        return false;
    };
    let letters = hash.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    // A word of eight letters is none; the few hashes that look like one are asked for again, no more.
    let word = hash.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    before.len() > 1 && before.ends_with('-') && letters && !word
}

/// The media type by the extension.
pub fn media_type(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "wasm" => "application/wasm",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_change_with_the_content_are_kept_for_good() {
        for name in [
            "assets/app-Dq3kX_0a.js",
            "assets/app-a-3kX_0a.css",
            "assets/deals.module-Bc163j-9.js",
            "assets/fonts/inter-latin-1a2b3c4d.woff2",
        ] {
            assert!(is_hashed(name), "{name}");
        }
        for name in [
            "index.html",
            "favicon.svg",
            "assets/logo.svg",
            "assets/logo-complete.svg",
            "app-Dq3kX_0a.js",
            "assets/",
            "assets/app-Dq3kX_0a",
            "assets/é-x.js",
        ] {
            assert!(!is_hashed(name), "{name}");
        }
    }

    #[test]
    fn the_extension_says_the_type() {
        assert_eq!(media_type("a/b.JS"), "text/javascript; charset=utf-8");
        assert_eq!(media_type("manifest.webmanifest"), "application/manifest+json");
        assert_eq!(media_type("unknown"), "application/octet-stream");
    }
}
