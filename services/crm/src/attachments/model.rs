//! What may be kept as a file.

use kernel::Name;
use platform::{FieldError, Kind, Refusal};

/// Largest file in bytes.
pub const MAX_BYTES: u64 = 20 * 1024 * 1024;
/// Most files beside one thing.
pub const MOST: i64 = 200;

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AttachmentError {
    /// Not one of the kinds that are taken.
    #[error(
        "send a picture (JPEG, PNG, WebP), a PDF, a Word, Excel or PowerPoint file, or plain text, with its Content-Type"
    )]
    Type,
    /// It is not what its Content-Type says.
    #[error("the file is no {0}, although its Content-Type says so")]
    NotThat(&'static str),
    /// Too many.
    #[error("there are {MOST} files already; remove one first")]
    TooMany,
    /// It shows that a client said yes.
    #[error("the file shows that the client accepted a quote, so it stays")]
    Evidence,
}

impl Refusal for AttachmentError {
    fn kind(&self) -> Kind {
        match self {
            Self::Type => Kind::UnsupportedMedia,
            Self::NotThat(_) => Kind::Invalid,
            Self::TooMany | Self::Evidence => Kind::Conflict,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Type => "not-an-attachment",
            Self::NotThat(_) => "not-that-type",
            Self::TooMany => "too-many-attachments",
            Self::Evidence => "attachment-is-evidence",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        Vec::new()
    }
}

/// What a file of a kind begins with; nothing is known of plain text.
const KINDS: [(&str, &[u8]); 9] = [
    ("image/jpeg", &[0xff, 0xd8, 0xff]),
    ("image/png", b"\x89PNG\r\n\x1a\n"),
    ("image/webp", b"RIFF"),
    ("application/pdf", b"%PDF-"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04"),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", b"PK\x03\x04"),
    ("text/plain", b""),
    ("text/csv", b""),
];

/// The kind a Content-Type names.
pub fn type_of(content_type: &str) -> Result<&'static str, AttachmentError> {
    KINDS.iter().map(|(kind, _)| *kind).find(|kind| *kind == content_type).ok_or(AttachmentError::Type)
}

/// Refuses a file that does not begin as its kind does.
pub fn check_beginning(kind: &'static str, head: &[u8]) -> Result<(), AttachmentError> {
    let fits = KINDS.iter().any(|(one, beginning)| *one == kind && head.starts_with(beginning));
    let fits = fits && (kind != "image/webp" || head.get(8..12) == Some(b"WEBP"));
    // A text that says it is a program or an archive is none.
    let fits = fits && !(kind.starts_with("text/") && head.contains(&0));
    if fits { Ok(()) } else { Err(AttachmentError::NotThat(kind)) }
}

/// What a file is called: the last part of a path, without what no name should hold; "file" when nothing is left.
pub fn file_name(given: Option<&str>) -> Option<Name> {
    let last = given.unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
    // Marks that turn the direction of writing can make "exe.gpj" look like a picture.
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let clean: String = last.chars().filter(|c| !c.is_control() && !turns(*c)).collect();
    let short: String = clean.trim().chars().take(Name::MAX_CHARS).collect();
    Name::new(short).or_else(|_error| Name::new("file")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_begins_with() {
        assert_eq!(type_of("application/pdf"), Ok("application/pdf"));
        assert_eq!(type_of("text/html"), Err(AttachmentError::Type));
        assert_eq!(type_of("image/svg+xml"), Err(AttachmentError::Type));
        assert!(check_beginning("application/pdf", b"%PDF-1.7").is_ok());
        assert!(check_beginning("application/pdf", b"MZ").is_err());
        assert!(check_beginning("image/webp", b"RIFF....WEBPVP8 ").is_ok());
        assert!(check_beginning("image/webp", b"RIFF....WAVEfmt ").is_err());
        assert!(check_beginning("text/plain", "szöveg".as_bytes()).is_ok());
        assert!(check_beginning("text/plain", b"MZ\0\x01").is_err());
    }

    #[test]
    fn names_lose_what_no_name_should_hold() {
        let cases = [("../../etc/passwd", "passwd"), ("C:\\a\\offer.pdf", "offer.pdf"), ("a\r\nb.txt", "ab.txt")];
        for (given, name) in cases {
            assert_eq!(file_name(Some(given)).unwrap().as_str(), name);
        }
        assert_eq!(file_name(Some("dir/")).unwrap().as_str(), "file");
        assert_eq!(file_name(None).unwrap().as_str(), "file");
    }
}
