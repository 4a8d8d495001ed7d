//! What a receipt may be, and how a claim takes it.

use contracts::expenses::{ClaimUpdated, Receipt, ReceiptType};
use kernel::{ClaimLineId, Name, ReceiptId};
use platform::{FieldError, Kind, Refusal};

use crate::claims::model::{Claim, ClaimError};

/// Largest file in bytes.
pub const MAX_BYTES: u64 = 10 * 1024 * 1024;
/// Most receipts of a claim; they all travel with it in its events.
pub const MAX_RECEIPTS: usize = 200;

/// Why a file is not taken, or not given up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// Not one of the kinds that are taken.
    #[error("send the file with Content-Type image/jpeg, image/png, image/webp or application/pdf")]
    Type,
    /// It is not what its Content-Type says.
    #[error("the file is no {0}, although its Content-Type says so")]
    NotThat(&'static str),
    /// The claim has no such line.
    #[error("There is no such claim line.")]
    NoLine,
    /// The claim has no such receipt.
    #[error("There is no such receipt.")]
    NoReceipt,
    /// Too many.
    #[error("a claim has at most {MAX_RECEIPTS} receipts")]
    TooMany,
    /// The claim was handed in.
    #[error(transparent)]
    Claim(#[from] ClaimError),
}

impl Refusal for ReceiptError {
    fn kind(&self) -> Kind {
        match self {
            Self::Type => Kind::UnsupportedMedia,
            Self::NotThat(_) => Kind::Invalid,
            Self::NoLine | Self::NoReceipt => Kind::NotFound,
            Self::TooMany => Kind::Conflict,
            Self::Claim(error) => error.kind(),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Type => "not-a-receipt",
            Self::NotThat(_) => "not-that-type",
            Self::NoLine | Self::NoReceipt => "not-found",
            Self::TooMany => "too-many-receipts",
            Self::Claim(error) => error.code(),
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        Vec::new()
    }
}

/// What a Content-Type means here.
pub fn type_of(content_type: &str) -> Result<ReceiptType, ReceiptError> {
    [ReceiptType::Jpeg, ReceiptType::Png, ReceiptType::Webp, ReceiptType::Pdf]
        .into_iter()
        .find(|kind| word(*kind) == content_type)
        .ok_or(ReceiptError::Type)
}

/// The Content-Type of a receipt.
pub const fn word(kind: ReceiptType) -> &'static str {
    match kind {
        ReceiptType::Jpeg => "image/jpeg",
        ReceiptType::Png => "image/png",
        ReceiptType::Webp => "image/webp",
        ReceiptType::Pdf => "application/pdf",
    }
}

/// Refuses a file that does not begin as its kind does.
pub fn check_beginning(kind: ReceiptType, head: &[u8]) -> Result<(), ReceiptError> {
    let fits = match kind {
        ReceiptType::Jpeg => head.starts_with(&[0xff, 0xd8, 0xff]),
        ReceiptType::Png => head.starts_with(b"\x89PNG\r\n\x1a\n"),
        ReceiptType::Webp => head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP"),
        ReceiptType::Pdf => head.starts_with(b"%PDF-"),
    };
    if fits { Ok(()) } else { Err(ReceiptError::NotThat(word(kind))) }
}

/// What a file is called: the last part of a path, without what no name should hold; "receipt" when nothing is left.
pub fn file_name(given: Option<&str>) -> Option<Name> {
    let given = given.unwrap_or_default();
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    // Marks that turn the direction of writing can make "exe.gpj" look like a picture.
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let clean: String = last.chars().filter(|c| !c.is_control() && !turns(*c)).collect();
    let short: String = clean.trim().chars().take(Name::MAX_CHARS).collect();
    Name::new(short).or_else(|_error| Name::new("receipt")).ok()
}

impl Claim {
    /// Whether a line can take one more receipt.
    pub fn check_attach(&self, line: ClaimLineId) -> Result<(), ReceiptError> {
        self.check_open()?;
        if !self.image.lines.iter().any(|one| one.claim_line_id == line) {
            return Err(ReceiptError::NoLine);
        }
        if self.image.lines.iter().map(|one| one.receipts.len()).sum::<usize>() >= MAX_RECEIPTS {
            return Err(ReceiptError::TooMany);
        }
        Ok(())
    }

    /// The receipt of a line that has this content.
    pub fn receipt_like(&self, line: ClaimLineId, sha256: &str) -> Option<&Receipt> {
        let line = self.image.lines.iter().find(|one| one.claim_line_id == line)?;
        line.receipts.iter().find(|receipt| receipt.sha256 == sha256)
    }

    /// Gives a line a receipt.
    pub fn attach(&mut self, line: ClaimLineId, receipt: Receipt) -> Result<ClaimUpdated, ReceiptError> {
        self.check_attach(line)?;
        let line = self.image.lines.iter_mut().find(|one| one.claim_line_id == line);
        line.ok_or(ReceiptError::NoLine)?.receipts.push(receipt);
        self.version += 1;
        Ok(ClaimUpdated { claim: self.image.clone() })
    }

    /// A receipt of any line.
    pub fn receipt(&self, id: ReceiptId) -> Result<&Receipt, ReceiptError> {
        let mut receipts = self.image.lines.iter().flat_map(|line| &line.receipts);
        receipts.find(|receipt| receipt.receipt_id == id).ok_or(ReceiptError::NoReceipt)
    }

    /// Takes a receipt back.
    pub fn detach(&mut self, id: ReceiptId) -> Result<ClaimUpdated, ReceiptError> {
        self.receipt(id)?;
        self.check_open()?;
        for line in &mut self.image.lines {
            line.receipts.retain(|receipt| receipt.receipt_id != id);
        }
        self.version += 1;
        Ok(ClaimUpdated { claim: self.image.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_begins_with() {
        let heads: [(ReceiptType, &[u8]); 4] = [
            (ReceiptType::Jpeg, b"\xff\xd8\xff\xe0\0\x10JFIF"),
            (ReceiptType::Png, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
            (ReceiptType::Webp, b"RIFF\x24\0\0\0WEBPVP8 "),
            (ReceiptType::Pdf, b"%PDF-1.7\n"),
        ];
        for (kind, head) in heads {
            for (other, _) in heads {
                assert_eq!(check_beginning(other, head).is_ok(), kind == other, "{kind:?} as {other:?}");
            }
            assert_eq!(type_of(word(kind)), Ok(kind));
        }
        assert!(check_beginning(ReceiptType::Pdf, b"").is_err());
        assert_eq!(type_of("text/html"), Err(ReceiptError::Type));
    }

    #[test]
    fn names_lose_what_no_name_should_hold() {
        let cases = [
            (Some("ticket.pdf"), "ticket.pdf"),
            (Some("../../etc/passwd"), "passwd"),
            (Some("C:\\scans\\taxi.png"), "taxi.png"),
            (Some(" a\r\nb\u{0}.pdf "), "ab.pdf"),
            (Some("photo\u{202e}gpj.exe"), "photogpj.exe"),
            (Some("dir/"), "receipt"),
            (Some("   "), "receipt"),
            (None, "receipt"),
        ];
        for (given, name) in cases {
            assert_eq!(file_name(given).unwrap().as_str(), name, "{given:?}");
        }
        assert_eq!(file_name(Some(&"é".repeat(300))).unwrap().as_str().chars().count(), 200);
    }
}
