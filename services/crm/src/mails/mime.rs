//! A mail as mail servers want it (RFC 5322).

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use kernel::Email;
use lettre::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MultiPart};
use platform::{Problem, Result};

use super::html;
use super::model::Mail;
use crate::mail_files::MailFile;

/// The address as all mail servers understand it: domains in letters beyond ASCII as IDNA writes them.
///
/// # Errors
/// When the part before the `@` has such letters, or the domain cannot be one: few servers would take it.
pub fn address(email: &Email) -> Result<Address> {
    let parts = email.as_str().rsplit_once('@').filter(|(user, _)| user.is_ascii());
    let (user, domain) = parts.ok_or_else(|| Problem::internal("an address mail servers cannot write"))?;
    Address::new(user, idna::domain_to_ascii(domain).map_err(Problem::internal)?).map_err(Problem::internal)
}

fn bracketed(ids: &[String]) -> String {
    ids.iter().map(|id| format!("<{id}>")).collect::<Vec<_>>().join(" ")
}

fn header(name: &'static str, value: String) -> Result<HeaderValue> {
    let name = HeaderName::new_from_ascii(name.to_owned()).map_err(Problem::internal)?;
    Ok(HeaderValue::new(name, value))
}

/// Writes a mail with its files, as of this moment: what it says as it was written, and as HTML. `unsubscribe` is the address
/// at which one click takes the recipient off the list (RFC 8058).
pub fn write(
    mail: &Mail,
    unsubscribe: Option<&str>,
    files: Vec<(MailFile, Vec<u8>)>,
    now: DateTime<Utc>,
) -> Result<Vec<u8>> {
    let image = &mail.image;
    let from = Mailbox::new(mail.from_name.clone(), address(&image.from)?);
    let mut message = Message::builder()
        .from(from)
        .subject(image.subject.as_str())
        .message_id(Some(bracketed(std::slice::from_ref(&image.message_id))))
        .date(SystemTime::from(now));
    for to in &image.to {
        message = message.to(Mailbox::new(None, address(to)?));
    }
    for cc in &image.cc {
        message = message.cc(Mailbox::new(None, address(cc)?));
    }
    if let Some(answered) = &mail.in_reply_to {
        message = message.in_reply_to(bracketed(std::slice::from_ref(answered)));
    }
    if !mail.references.is_empty() {
        message = message.references(bracketed(&mail.references));
    }
    if let Some(address) = unsubscribe {
        message = message
            .raw_header(header("List-Unsubscribe", format!("<{address}>"))?)
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned())?);
    }
    // In the languages the product speaks: nobody knows which one the recipient reads.
    let way_out = unsubscribe.map_or(String::new(), |address| format!("\n\nUnsubscribe / Leiratkozás: {address}"));
    // Lines end as RFC 5322 has it, whatever the text was written on.
    let lines = |text: &str| text.replace("\r\n", "\n").replace('\n', "\r\n");
    let plain = lines(&format!("{}{way_out}", mail.body));
    let text = MultiPart::alternative_plain_html(plain, lines(&html::page(&mail.body, unsubscribe)));
    let message = if files.is_empty() {
        message.multipart(text)
    } else {
        let mut all = MultiPart::mixed().multipart(text);
        for (file, content) in files {
            let kind = ContentType::parse(&file.content_type).map_err(Problem::internal)?;
            all = all.singlepart(Attachment::new(file.name.into_inner()).body(content, kind));
        }
        message.multipart(all)
    };
    Ok(message.map_err(Problem::internal)?.formatted())
}

#[cfg(test)]
mod tests {
    use kernel::{MailboxId, Name};
    use mail_parser::{MessageParser, MimeHeaders};

    use super::*;
    use crate::mails::model::Draft;

    #[test]
    fn addresses_are_written_as_all_servers_understand_them() {
        let written = |text: &str| address(&Email::new(text).unwrap()).map(|address| address.to_string());
        assert_eq!(written("bob@client.example").unwrap(), "bob@client.example");
        assert_eq!(written("info@bükk.hu").unwrap(), "info@xn--bkk-hoa.hu");
    }

    #[test]
    fn what_is_written_reads_back() {
        let now = "2026-03-02T10:00:00Z".parse().unwrap();
        let draft = Draft {
            mailbox_id: MailboxId::new(),
            from: Email::new("anna@example.com").unwrap(),
            from_name: Name::new("Kovács Anna").unwrap(),
            to: vec![Email::new("bob@client.example").unwrap()],
            cc: vec![Email::new("eve@client.example").unwrap()],
            subject: Name::new("Ajánlat: weboldal – 2. változat").unwrap(),
            body: "Szép napot!\n.\n\nAnna".to_owned(),
            about: Vec::new(),
            answers: None,
            author_id: None,
            step: None,
            send_at: now,
        };
        let first = Mail::queue(draft.clone(), now).unwrap().0;
        let second = Mail::queue(Draft { answers: Some((&first).into()), ..draft }, now).unwrap().0;
        let file = MailFile {
            file_id: kernel::AttachmentId::new(),
            name: Name::new("ajánlat.pdf").unwrap(),
            content_type: "application/pdf".to_owned(),
            size_bytes: 6,
            sha256: String::new(),
        };
        let bytes = write(&second, Some("https://gerinc.example/u/x"), vec![(file, b"%PDF-1".to_vec())], now).unwrap();
        assert!(bytes.is_ascii(), "all mail servers take it");
        let read = MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(read.subject(), Some("Ajánlat: weboldal – 2. változat"));
        assert_eq!(read.message_id(), Some(second.image.message_id.as_str()));
        assert_eq!(read.in_reply_to().as_text(), Some(first.image.message_id.as_str()));
        assert_eq!(read.from().unwrap().first().unwrap().name(), Some("Kovács Anna"));
        let body = read.body_text(0).unwrap().replace("\r\n", "\n");
        assert!(body.starts_with("Szép napot!\n.\n\nAnna\n\nUnsubscribe"), "{body}");
        assert!(body.trim_end().ends_with("https://gerinc.example/u/x"), "{body}");
        let html = read.body_html(0).unwrap();
        assert!(html.contains("<p>Szép napot!<br>") && html.contains("href=\"https://gerinc.example/u/x\""), "{html}");
        let [file] = &read.attachments().collect::<Vec<_>>()[..] else { panic!("one file") };
        assert_eq!((file.attachment_name(), file.contents()), (Some("ajánlat.pdf"), &b"%PDF-1"[..]));
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("List-Unsubscribe: <https://gerinc.example/u/x>\r\n"), "{text}");
        assert!(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{text}");
    }
}
