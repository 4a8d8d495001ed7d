//! Reading a mail that came in, and telling what it is: what a person wrote, what a program answered, or what a mail server
//! says about a mail that did not arrive.

use chrono::{DateTime, Utc};
use contracts::crm::mail::MailKind;
use kernel::Email;
use mail_parser::{Address, HeaderValue, Message, MessageParser, MimeHeaders};
use platform::{FieldError, Kind, Refusal};
use sha2::{Digest, Sha256};

use super::automatic;
use super::model::{LONGEST_BODY, MOST_ADDRESSES};
use super::tangle::is_tangled;

/// Largest mail that is taken, in bytes, with all that is attached.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// Longest Message-ID that is kept; longer ones are known by their hash.
const LONGEST_ID: usize = 500;
/// Most mails a mail may refer to.
const MOST_REFERENCES: usize = 100;
/// Most files of one mail that are kept.
const MOST_FILES: usize = 20;
/// The status of a mailbox that is full.
const MAILBOX_FULL: &str = "5.2.2";
/// Most recipients a report speaks of.
const MOST_BLOCKS: usize = 100;
/// Who wrote a report that names no address to answer to: one nobody can have (RFC 2606).
const NOBODY: &str = "mailer-daemon@unknown.invalid";
/// Longest header that is read of a mail that is not taken apart, in bytes.
const LONGEST_HEADER: usize = 256 * 1024;

/// The beginning of a mail that is larger than what is taken: what it says, without its files, which are not all there.
pub fn read_beginning(raw: &[u8]) -> Result<Incoming, IncomingError> {
    let mut mail = read(raw)?;
    mail.body_cut = true;
    let names = mail.files.drain(..).filter_map(|file| file.name);
    mail.left_out.extend(names.map(|name| name.chars().take(200).collect::<String>()));
    Ok(mail)
}

/// Why a mail was not taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IncomingError {
    /// It is none.
    #[error("The body must be a mail as it came (RFC 5322), with its header.")]
    NotAMail,
    /// Nobody can tell who wrote it.
    #[error("The mail names no sender with an address such as anna@example.com.")]
    NoSender,
    /// It is larger than what is taken.
    #[error("A mail may have at most {MAX_BYTES} bytes, with all that is attached.")]
    TooLarge,
}

impl Refusal for IncomingError {
    fn kind(&self) -> Kind {
        match self {
            Self::NotAMail | Self::NoSender => Kind::Invalid,
            Self::TooLarge => Kind::TooLarge,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NotAMail => "not-a-mail",
            Self::NoSender => "mail-without-sender",
            Self::TooLarge => "mail-too-large",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        Vec::new()
    }
}

/// A mail that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Its Message-ID, or one made of what is in it.
    pub message_id: String,
    /// The mail it answers.
    pub in_reply_to: Option<String>,
    /// The mails before it, first to last.
    pub references: Vec<String>,
    /// Who wrote; of a report without an address to answer to one nobody can have.
    pub from: Email,
    /// What they are called.
    pub from_name: Option<String>,
    /// To whom.
    pub to: Vec<Email>,
    /// Who got a copy.
    pub cc: Vec<Email>,
    /// Subject line as it came.
    pub subject: String,
    /// When it was written, as it says.
    pub date: Option<DateTime<Utc>>,
    /// What a person reads of it.
    pub body: String,
    /// Whether there was more.
    pub body_cut: bool,
    /// What it is.
    pub kind: MailKind,
    /// What a mail server says about another mail.
    pub report: Option<Report>,
    /// Whether the mail server that took it says that it is not from whom it says it is.
    pub forged: bool,
    /// What came with it.
    pub files: Vec<File>,
    /// Names of files beyond those.
    pub left_out: Vec<String>,
}

/// A file that came with a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What it is called.
    pub name: Option<String>,
    /// What it says it is, in small letters.
    pub content_type: String,
    /// The file.
    pub content: Vec<u8>,
}

/// What a mail server says about a mail (RFC 3464).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Message-ID of the mail it is about.
    pub message_id: Option<String>,
    /// Whom it did not reach; nobody while it is only late.
    pub failures: Vec<Failure>,
    /// What the mail server says.
    pub text: Option<String>,
}

/// Somebody whom a mail did not reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Their address, as it was written to, and as it was forwarded to.
    pub addresses: Vec<Email>,
    /// Whether none ever will; otherwise another mail may, at another time.
    pub for_good: bool,
}

/// Reads a mail. It may take seconds of a processor: never on a thread that answers others.
///
/// One that is tangled is not taken apart: its text is what stands behind its header.
pub fn read(raw: &[u8]) -> Result<Incoming, IncomingError> {
    if raw.len() > MAX_BYTES {
        return Err(IncomingError::TooLarge);
    }
    let tangled = is_tangled(raw);
    let parser = MessageParser::default();
    let parsed =
        if tangled { parser.parse_headers(raw.get(..LONGEST_HEADER).unwrap_or(raw)) } else { parser.parse(raw) };
    let message = parsed.ok_or(IncomingError::NotAMail)?;
    let report = report(&message);
    let (from, from_name) = match sender(&message) {
        (Some(from), name) => (from, name),
        // Many mail servers name no address that could be answered; what they say of a mail counts all the same.
        (None, name) if report.is_some() => (Email::new(NOBODY).map_err(|_error| IncomingError::NoSender)?, name),
        (None, _) => return Err(IncomingError::NoSender),
    };
    let (body, body_cut) = if tangled { clean(&behind_header(raw)) } else { text(&message) };
    let (files, left_out) = files(&message, report.is_some());
    let kind = if report.is_some() {
        MailKind::Bounce
    } else if automatic::is_automatic(&message) || is_report(&message) {
        MailKind::AutoReply
    } else {
        MailKind::Message
    };
    let ids = |value: &HeaderValue<'_>| -> Vec<String> {
        match value {
            HeaderValue::Text(id) => vec![id.to_string()],
            HeaderValue::TextList(ids) => ids.iter().map(ToString::to_string).collect(),
            HeaderValue::Address(_)
            | HeaderValue::DateTime(_)
            | HeaderValue::ContentType(_)
            | HeaderValue::Received(_)
            | HeaderValue::Empty => Vec::new(),
        }
    };
    let keep = |ids: Vec<String>| -> Vec<String> { ids.into_iter().filter_map(|id| message_id(&id)).collect() };
    let mut references = keep(ids(message.references()));
    if references.len() > MOST_REFERENCES {
        references.drain(1..=references.len() - MOST_REFERENCES);
    }
    let known = message.message_id().and_then(message_id);
    Ok(Incoming {
        message_id: known.unwrap_or_else(|| format!("{}@no-message-id", hex::encode(Sha256::digest(raw)))),
        in_reply_to: keep(ids(message.in_reply_to())).into_iter().next(),
        references,
        from,
        from_name,
        to: addresses(message.to()),
        cc: addresses(message.cc()),
        subject: message.subject().unwrap_or_default().to_owned(),
        date: message.date().and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0)),
        body,
        body_cut,
        kind,
        report,
        forged: is_forged(&message),
        files,
        left_out,
    })
}

/// A Message-ID as it is kept: without brackets, and without anything that is no visible letter.
fn message_id(text: &str) -> Option<String> {
    let id = text.trim().trim_start_matches('<').trim_end_matches('>');
    let plain = !id.is_empty() && !id.chars().any(|c| c.is_control() || c.is_whitespace());
    if plain && id.len() > LONGEST_ID {
        return Some(format!("{}@long-message-id", hex::encode(Sha256::digest(id))));
    }
    plain.then(|| id.to_owned())
}

fn addresses(list: Option<&Address<'_>>) -> Vec<Email> {
    let all = list.into_iter().flat_map(Address::iter);
    all.filter_map(|one| Email::new(one.address()?).ok()).take(MOST_ADDRESSES).collect()
}

/// The address of the first sender, when it is whole, and what they are called.
fn sender(message: &Message<'_>) -> (Option<Email>, Option<String>) {
    let Some(first) = message.from().and_then(Address::first) else { return (None, None) };
    let name = first.name().map(|name| name.chars().filter(|c| !c.is_control()).take(200).collect());
    (first.address().and_then(|address| Email::new(address).ok()), name)
}

/// What a person reads: the plain text, or what the HTML shows. Mail programs part it where pictures stand in it.
fn text(message: &Message<'_>) -> (String, bool) {
    let mut all = String::new();
    for place in 0..message.text_body_count() {
        if all.len() > 4 * LONGEST_BODY {
            break;
        }
        let Some(text) = message.body_text(place) else { continue };
        if !all.is_empty() {
            all.push('\n');
        }
        all.push_str(&text);
    }
    clean(&all)
}

/// What stands behind the header of a mail, as it came.
fn behind_header(raw: &[u8]) -> String {
    let lines = raw.windows(2).position(|two| two == b"\n\n").map(|at| at + 2);
    let usual = raw.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4);
    let start = [lines, usual].into_iter().flatten().min().unwrap_or(raw.len());
    let end = raw.len().min(start + 4 * (LONGEST_BODY + 1));
    String::from_utf8_lossy(raw.get(start..end).unwrap_or_default()).into_owned()
}

/// A text without the characters no text here can keep, as much of it as is kept, and whether there was more.
fn clean(text: &str) -> (String, bool) {
    let clean = text.chars().filter(|c| !c.is_control() || "\n\t".contains(*c));
    let mut kept: String = clean.take(LONGEST_BODY + 1).collect();
    let cut = kept.chars().count() > LONGEST_BODY;
    if cut {
        kept.pop();
    }
    (kept.trim_end().to_owned(), cut)
}

fn files(message: &Message<'_>, is_report: bool) -> (Vec<File>, Vec<String>) {
    // What comes with a report is the report itself and the mail it is about.
    let parts = message.attachments().filter(|_| !is_report);
    let (mut kept, mut left_out) = (Vec::new(), Vec::new());
    for part in parts {
        if kept.len() < MOST_FILES {
            kept.push(File {
                name: part.attachment_name().map(str::to_owned),
                content_type: part.content_type().map_or_else(String::new, |kind| {
                    format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()).to_ascii_lowercase()
                }),
                content: part.contents().to_vec(),
            });
        } else if left_out.len() < MOST_FILES {
            left_out.extend(part.attachment_name().map(|name| name.chars().take(200).collect::<String>()));
        }
    }
    (kept, left_out)
}

/// A field of the header as it stands there.
pub(super) fn raw_header<'m>(message: &'m Message<'_>, name: &str) -> Option<&'m str> {
    message.headers_raw().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// Whether a program reports something about a mail: that it did not arrive, was read, or was called unwanted.
fn is_report(message: &Message<'_>) -> bool {
    message.content_type().is_some_and(|kind| {
        let is = |word: Option<&str>, what: &str| word.is_some_and(|word| word.eq_ignore_ascii_case(what));
        is(Some(kind.ctype()), "multipart") && is(kind.subtype(), "report")
    })
}

/// Whether the mail server that took a mail looked, and found that it is not from whom it says it is (RFC 8601). The first
/// of such fields is that server's; those below came with the mail.
fn is_forged(message: &Message<'_>) -> bool {
    let Some(results) = raw_header(message, "Authentication-Results") else { return false };
    let found: String = results.to_ascii_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let says = |what: &str| found.contains(what);
    says("dmarc=fail") || (!says("dmarc=pass") && !says("dkim=pass") && (says("spf=fail") || says("spf=softfail")))
}

/// What a mail server says about another mail, when that is what it is.
fn report(message: &Message<'_>) -> Option<Report> {
    let kind = message.content_type()?;
    let of_delivery = kind.attribute("report-type").is_none_or(|kind| kind.eq_ignore_ascii_case("delivery-status"));
    if !is_report(message) || !of_delivery {
        return None;
    }
    let mut report = Report::default();
    for part in &message.parts {
        let Some(kind) = part.content_type() else { continue };
        let subtype = kind.subtype().unwrap_or_default().to_ascii_lowercase();
        match (kind.ctype().to_ascii_lowercase().as_str(), subtype.as_str()) {
            ("message", "delivery-status" | "global-delivery-status") => {
                read_status(&String::from_utf8_lossy(part.contents()), &mut report);
            }
            ("message", "rfc822" | "global") => {
                let id = part.message().and_then(|inner| inner.message_id().and_then(message_id));
                report.message_id = report.message_id.or(id);
            }
            ("text" | "message", "rfc822-headers") => {
                let head = part.contents();
                let inner = MessageParser::default().parse_headers(head.get(..LONGEST_HEADER).unwrap_or(head));
                report.message_id =
                    report.message_id.or_else(|| inner.as_ref().and_then(|inner| message_id(inner.message_id()?)));
            }
            _ => {}
        }
    }
    Some(report)
}

/// The blocks of a delivery status: each speaks of one recipient.
fn read_status(text: &str, report: &mut Report) {
    let lines = text.replace("\r\n", "\n");
    for block in lines.split("\n\n").take(MOST_BLOCKS) {
        let (mut addresses, mut failed, mut passing) = (Vec::new(), false, false);
        for line in block.lines() {
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "final-recipient" | "original-recipient" => {
                    let address = value.split_once(';').map_or(value, |(_, address)| address);
                    addresses.extend(Email::new(address.trim().trim_matches(['<', '>'])));
                }
                "action" => failed = value.eq_ignore_ascii_case("failed"),
                "status" => passing |= passes(value),
                "diagnostic-code" => {
                    passing |= codes(value).any(|code| code == MAILBOX_FULL);
                    report.text.get_or_insert_with(|| value.chars().take(500).collect());
                }
                _ => {}
            }
        }
        if failed {
            report.failures.push(Failure { addresses, for_good: !passing });
        }
    }
}

/// Whether a status (RFC 3463) is of a failure that another mail may not meet: a server that is away, and a full mailbox,
/// which some servers call one for good.
fn passes(status: &str) -> bool {
    codes(status).next().is_some_and(|code| code.starts_with("4.") || code == MAILBOX_FULL)
}

/// The numbers in a text, with the points between them.
fn codes(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    parts.map(|part| part.trim_matches('.')).filter(|part| !part.is_empty())
}

#[cfg(test)]
#[path = "incoming_tests.rs"]
mod tests;
