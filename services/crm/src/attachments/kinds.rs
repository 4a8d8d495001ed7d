//! Kinds of files that an office keeps: by what they are called, by how their names end, and by what they begin with.

use super::model::AttachmentError;

/// How files of a kind are known.
struct Known {
    /// Its media type, and other words programs have for it.
    names: &'static [&'static str],
    /// How names of such files end.
    endings: &'static [&'static str],
    /// What such a file begins with, one of these; nothing is known of texts.
    begins: &'static [&'static [u8]],
}

/// What every archive begins with, and so all that office programs write as one.
const ZIP: &[&[u8]] = &[b"PK\x03\x04"];
/// What Outlook and office programs of old write.
const COMPOUND: &[&[u8]] = &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];
/// What a text begins with: anything but what no text holds.
const TEXT: &[&[u8]] = &[b""];

/// A kind by its name alone.
const fn known(
    names: &'static [&'static str],
    endings: &'static [&'static str],
    begins: &'static [&'static [u8]],
) -> Known {
    Known { names, endings, begins }
}

static KINDS: [Known; 29] = [
    known(&["image/jpeg", "image/jpg", "image/pjpeg"], &["jpg", "jpeg"], &[&[0xff, 0xd8, 0xff]]),
    known(&["image/png"], &["png"], &[b"\x89PNG\r\n\x1a\n"]),
    known(&["image/webp"], &["webp"], &[b"RIFF"]),
    known(&["image/gif"], &["gif"], &[b"GIF87a", b"GIF89a"]),
    known(&["image/tiff"], &["tif", "tiff"], &[b"II*\0", b"MM\0*"]),
    known(&["image/heic"], &["heic"], TEXT),
    known(&["image/heif"], &["heif"], TEXT),
    known(&["application/pdf", "application/x-pdf"], &["pdf"], &[b"%PDF-"]),
    known(&["application/vnd.openxmlformats-officedocument.wordprocessingml.document"], &["docx"], ZIP),
    known(&["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"], &["xlsx"], ZIP),
    known(&["application/vnd.openxmlformats-officedocument.presentationml.presentation"], &["pptx"], ZIP),
    known(&["application/vnd.oasis.opendocument.text"], &["odt"], ZIP),
    known(&["application/vnd.oasis.opendocument.spreadsheet"], &["ods"], ZIP),
    known(&["application/vnd.oasis.opendocument.presentation"], &["odp"], ZIP),
    known(&["application/vnd.oasis.opendocument.graphics"], &["odg"], ZIP),
    known(&["application/vnd.etsi.asic-e+zip"], &["asice", "sce"], ZIP),
    known(&["application/zip", "application/x-zip-compressed", "application/x-zip"], &["zip"], ZIP),
    known(&["application/x-7z-compressed"], &["7z"], &[b"7z\xbc\xaf\x27\x1c"]),
    known(&["application/msword"], &["doc"], COMPOUND),
    known(&["application/vnd.ms-excel"], &["xls"], COMPOUND),
    known(&["application/vnd.ms-powerpoint"], &["ppt"], COMPOUND),
    known(&["application/vnd.ms-outlook", "application/x-msg"], &["msg"], COMPOUND),
    known(&["application/rtf", "text/rtf"], &["rtf"], &[b"{\\rtf"]),
    known(&["message/rfc822"], &["eml"], TEXT),
    known(&["application/xml", "text/xml"], &["xml"], TEXT),
    known(&["text/csv"], &["csv"], TEXT),
    known(&["text/calendar"], &["ics"], TEXT),
    known(&["text/vcard", "text/x-vcard"], &["vcf"], TEXT),
    known(&["text/plain"], &["txt", "log", "md"], TEXT),
];

/// What programs say of a file of which they know nothing.
const UNKNOWN: [&str; 3] = ["", "application/octet-stream", "binary/octet-stream"];
/// Brands of pictures a telephone takes (ISO 23008-12).
const PICTURES: [&[u8]; 9] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif"];

/// The kind a Content-Type names; when it says nothing, the one a name ends as.
pub fn type_of(content_type: &str, name: Option<&str>) -> Result<&'static str, AttachmentError> {
    let said = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let ending = name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_ascii_lowercase());
    let is_it = |kind: &&Known| {
        if UNKNOWN.contains(&said.as_str()) {
            ending.as_deref().is_some_and(|ending| kind.endings.contains(&ending))
        } else {
            kind.names.contains(&said.as_str())
        }
    };
    KINDS.iter().find(is_it).and_then(|kind| kind.names.first()).copied().ok_or(AttachmentError::Type)
}

/// Refuses a file that does not begin as its kind does.
pub fn check_beginning(kind: &'static str, head: &[u8]) -> Result<(), AttachmentError> {
    let Some(known) = KINDS.iter().find(|known| known.names.contains(&kind)) else { return Err(AttachmentError::Type) };
    let begins = known.begins.iter().any(|beginning| head.starts_with(beginning));
    let more = match kind {
        "image/webp" => head.get(8..12) == Some(b"WEBP"),
        "image/heic" | "image/heif" => {
            head.get(4..8) == Some(b"ftyp") && head.get(8..12).is_some_and(|brand| PICTURES.contains(&brand))
        }
        "message/rfc822" => is_mail(head) && !head.contains(&0),
        "application/xml" => is_markup(head) && !head.contains(&0),
        // A text that says it is a program or an archive is none.
        _ => known.begins != TEXT || !head.contains(&0),
    };
    if begins && more { Ok(()) } else { Err(AttachmentError::NotThat(kind)) }
}

/// Whether it begins with a field of a header (RFC 5322), or the line mail programs of old put before it.
fn is_mail(head: &[u8]) -> bool {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    let is_field = name.len() < line.len() && !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
    is_field || line.starts_with(b"From ") || line.starts_with(b">From ")
}

/// Whether it begins with a mark, but for the one of its characters and blanks.
fn is_markup(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    head.trim_ascii_start().starts_with(b"<")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_it_begins_with() {
        for (kind, good, bad) in [
            ("application/pdf", &b"%PDF-1.7"[..], &b"MZ"[..]),
            ("image/webp", b"RIFF....WEBPVP8 ", b"RIFF....WAVEfmt "),
            ("image/gif", b"GIF89a", b"GIF00a"),
            ("image/heic", b"\0\0\0\x18ftypheic\0\0", b"\0\0\0\x18ftypmp42\0\0"),
            ("image/heif", b"\0\0\0\x18ftypmif1\0\0", b"no picture"),
            ("image/tiff", b"II*\0\x08", b"II"),
            ("application/zip", b"PK\x03\x04\x14", b"Rar!"),
            ("application/vnd.oasis.opendocument.text", b"PK\x03\x04", b"%PDF-"),
            ("application/vnd.oasis.opendocument.spreadsheet", b"PK\x03\x04", b"a;b"),
            ("application/vnd.oasis.opendocument.presentation", b"PK\x03\x04", b""),
            ("application/vnd.ms-outlook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", b"From: a@b.hu\r\n"),
            ("application/msword", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", b"MZ"),
            ("application/rtf", b"{\\rtf1", b"rtf"),
            ("message/rfc822", b"Received: from mx\r\nFrom: a@b.hu\r\n\r\nHi", b"<html>"),
            ("message/rfc822", b"From a@b.hu Mon\nSubject: x\n", b"MZ\0: x"),
            ("application/xml", b"\xef\xbb\xbf<?xml version=\"1.0\"?>", b"MZ"),
            ("text/plain", "szöveg".as_bytes(), b"MZ\0\x01"),
            ("text/csv", b"a;b", b"PK\x03\x04\0"),
        ] {
            assert_eq!(check_beginning(kind, good), Ok(()), "{kind}");
            assert_eq!(check_beginning(kind, bad), Err(AttachmentError::NotThat(kind)), "{kind}");
        }
    }

    #[test]
    fn what_says_nothing_of_itself_is_known_by_its_name() {
        for (said, name, kind) in [
            ("application/pdf", None, "application/pdf"),
            ("Text/Plain; charset=utf-8", None, "text/plain"),
            ("application/x-zip-compressed", None, "application/zip"),
            ("application/octet-stream", Some("offer.PDF"), "application/pdf"),
            ("", Some("mail.msg"), "application/vnd.ms-outlook"),
            ("application/octet-stream", Some("a.b.heic"), "image/heic"),
        ] {
            assert_eq!(type_of(said, name), Ok(kind), "{said} {name:?}");
        }
        for (said, name) in [
            ("text/html", Some("x.txt")),
            ("image/svg+xml", None),
            ("application/octet-stream", Some("x.exe")),
            ("application/octet-stream", None),
            ("", Some("pdf")),
        ] {
            assert_eq!(type_of(said, name), Err(AttachmentError::Type), "{said} {name:?}");
        }
        // What is kept is found again by the same name.
        for kind in KINDS.iter().filter_map(|kind| kind.names.first()) {
            assert_eq!(type_of(kind, None), Ok(*kind));
        }
    }
}
