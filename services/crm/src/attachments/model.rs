//! What may be kept as a file.

use kernel::Name;
use platform::{FieldError, Kind, Refusal};

pub use super::kinds::{check_beginning, type_of};

/// Largest file in bytes.
pub const MAX_BYTES: u64 = 20 * 1024 * 1024;
/// Most files beside one thing.
pub const MOST: i64 = 200;

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AttachmentError {
    /// Not one of the kinds that are taken.
    #[error(
        "send a picture, a PDF, a document, table or presentation (Word, Excel, PowerPoint, OpenDocument, RTF), a mail (.eml, .msg), \
         an archive (.zip, .7z), XML, CSV or plain text, with its Content-Type, or with a name that ends as such files do"
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
    fn names_lose_what_no_name_should_hold() {
        let cases = [("../../etc/passwd", "passwd"), ("C:\\a\\offer.pdf", "offer.pdf"), ("a\r\nb.txt", "ab.txt")];
        for (given, name) in cases {
            assert_eq!(file_name(Some(given)).unwrap().as_str(), name);
        }
        assert_eq!(file_name(Some("dir/")).unwrap().as_str(), "file");
        assert_eq!(file_name(None).unwrap().as_str(), "file");
    }
}
