//! Whether a mail is so built that taking it apart would cost more than any honest mail does. Whoever knows an address may
//! send to it, so a mail is counted through once before anything is made of it.

/// Most parts of a mail that is taken apart, and how deep they may lie in one another at most.
const MOST_PARTS: usize = 300;
/// Most bytes that are looked at when each part is searched for where it ends.
const MOST_STEPS: usize = 2 << 30;
/// Most marks that can each become an address, a field or an id.
const MOST_MARKS: usize = 2_000_000;
/// Most places at which a part can begin.
const MOST_SEAMS: usize = 300_000;

/// Whether a mail is to be kept as it stands, without taking it apart.
pub fn is_tangled(raw: &[u8]) -> bool {
    let (mut parts, mut marks, mut seams, mut before) = (0_usize, 0_usize, 0_usize, 0_u8);
    for (at, byte) in raw.iter().enumerate() {
        match byte {
            b',' | b';' | b':' | b'<' => marks += 1,
            b'-' if before == b'-' => seams += 1,
            b'c' | b'C' if begins(raw.get(at..).unwrap_or_default(), b"content-type") => parts += 1,
            _ => {}
        }
        before = *byte;
    }
    parts > MOST_PARTS
        || parts.saturating_mul(raw.len()) > MOST_STEPS
        || marks > MOST_MARKS
        || seams > MOST_SEAMS
        || has_coded_mail(raw)
}

fn begins(text: &[u8], word: &[u8]) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Whether a mail within the mail is written in a code, which RFC 2046 (5.2.1) does not allow: what it holds could not be
/// counted, and all of it would be copied for each part of it. Lines up to an empty one are taken for a header wherever they
/// stand, and what they say is taken together, so that nothing is overlooked.
fn has_coded_mail(raw: &[u8]) -> bool {
    // In a digest, what does not say what it is is a mail.
    let (mut digest, mut mail, mut coded) = (false, false, false);
    let mut field = Field::Other;
    for line in raw.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            if coded && (mail || digest) {
                return true;
            }
            (mail, coded, field) = (false, false, Field::Other);
            continue;
        }
        let line = String::from_utf8_lossy(line).to_ascii_lowercase();
        if line.contains("content-type") {
            field = Field::Type;
        } else if line.contains("content-transfer-encoding") {
            field = Field::Encoding;
        } else if !line.starts_with([' ', '\t']) {
            field = Field::Other;
        }
        match field {
            Field::Type => {
                digest |= line.contains("digest");
                // Notes in brackets may stand within words.
                mail |= names(&line, "rfc822") || names(&line, "global") || line.contains('(');
            }
            Field::Encoding => coded |= line.contains("base64") || line.contains("quoted"),
            Field::Other => {}
        }
    }
    coded && (mail || digest)
}

/// Which field of a header a line belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Type,
    Encoding,
    Other,
}

/// Whether a line has a word that does not go on, as `rfc822-headers` does.
fn names(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| !line.get(at + word.len()..).is_some_and(|rest| rest.starts_with('-')))
}
