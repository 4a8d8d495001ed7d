use proptest::prelude::*;

use super::*;

fn mail(headers: &str, body: &str) -> Vec<u8> {
    format!("From: Bob <bob@client.example>\r\nTo: anna@example.com\r\nMessage-ID: <1@client.example>\r\n{headers}\r\n{body}")
        .into_bytes()
}

fn kind(headers: &str) -> MailKind {
    read(&mail(headers, "text")).unwrap().kind
}

#[test]
fn what_a_program_answers_is_no_reply() {
    for headers in [
        "Auto-Submitted: auto-replied\r\n",
        "auto-submitted: Auto-Generated; x=y\r\n",
        "Precedence: bulk\r\n",
        "Precedence: auto_reply\r\n",
        "X-Autoreply: yes\r\n",
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=B\r\n",
        "Content-Type: multipart/report; report-type=feedback-report; boundary=B\r\n",
    ] {
        assert_eq!(kind(headers), MailKind::AutoReply, "{headers}");
    }
    for headers in ["", "Auto-Submitted: no\r\n", "Precedence: normal\r\n", "Subject: Auto-Submitted: yes\r\n"] {
        assert_eq!(kind(headers), MailKind::Message, "{headers}");
    }
}

#[test]
fn a_conversation_is_read_from_its_header() {
    let headers = "In-Reply-To: <a@x>\r\nReferences: <a@x>\r\n <b@x>\r\nDate: Mon, 2 Mar 2026 10:00:00 +0100\r\n";
    let read = read(&mail(headers, "Yes")).unwrap();
    assert_eq!((read.message_id.as_str(), read.in_reply_to.as_deref()), ("1@client.example", Some("a@x")));
    assert_eq!(read.references, ["a@x", "b@x"]);
    assert_eq!(read.date.unwrap().to_rfc3339(), "2026-03-02T09:00:00+00:00");
    assert_eq!((read.from_name.as_deref(), read.body.as_str()), (Some("Bob"), "Yes"));
}

#[test]
fn of_html_what_a_person_reads_is_kept() {
    let html = "<p>Hello <b>Anna</b></p><script>alert(1)</script><img src=x onerror=alert(2)>";
    let read = read(&mail("Content-Type: text/html; charset=utf-8\r\n", html)).unwrap();
    assert!(read.body.contains("Hello Anna"), "{}", read.body);
    assert!(!read.body.contains('<') && !read.body.contains("onerror"), "{}", read.body);
}

#[test]
fn a_mail_without_a_message_id_is_known_by_what_is_in_it() {
    let raw = b"From: bob@client.example\r\n\r\nText";
    let (one, other) = (read(raw).unwrap(), read(b"From: bob@client.example\r\n\r\nOther").unwrap());
    assert_eq!(one.message_id, read(raw).unwrap().message_id);
    assert_ne!(one.message_id, other.message_id);
}

#[test]
fn what_is_no_mail_is_refused() {
    assert_eq!(read(b""), Err(IncomingError::NotAMail));
    assert_eq!(read(b"To: a@example.com\r\n\r\nx"), Err(IncomingError::NoSender));
    assert_eq!(read(b"From: nobody\r\n\r\nx"), Err(IncomingError::NoSender));
    assert_eq!(read(&vec![b'x'; MAX_BYTES + 1]), Err(IncomingError::TooLarge));
}

/// A report about a mail, with this status.
pub fn bounce(action: &str, status: &str) -> String {
    format!(
        "From: Mail Delivery System <mailer-daemon@mx.example>\r\nTo: anna@example.com\r\nMessage-ID: <b1@mx.example>\r\n\
         Subject: Undelivered Mail\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"B\"\r\n\r\n\
         --B\r\nContent-Type: text/plain\r\n\r\nNot delivered.\r\n\
         --B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
         Final-Recipient: rfc822; bob@client.example\r\nAction: {action}\r\nStatus: {status}\r\n\
         Diagnostic-Code: smtp; 550 no such user\r\n\
         --B\r\nContent-Type: message/rfc822\r\n\r\nFrom: anna@example.com\r\nMessage-ID: <m1@example.com>\r\n\r\nHi\r\n--B--\r\n"
    )
}

#[test]
fn a_report_says_whom_a_mail_did_not_reach() {
    let read_report = |action, status| read(bounce(action, status).as_bytes()).unwrap().report.unwrap();
    let failed = read_report("failed", "5.1.1");
    assert_eq!(failed.message_id.as_deref(), Some("m1@example.com"));
    let bob = Email::new("bob@client.example").unwrap();
    assert_eq!(failed.failures, [Failure { addresses: vec![bob.clone()], for_good: true }]);
    assert!(failed.text.unwrap().contains("550"));
    assert_eq!(read_report("delayed", "4.4.1").failures, [], "it is only late");
    assert_eq!(read_report("failed", "4.4.7").failures, [Failure { addresses: vec![bob], for_good: false }]);
    assert_eq!(read(bounce("failed", "5.1.1").as_bytes()).unwrap().kind, MailKind::Bounce);
}

#[test]
fn each_recipient_of_a_report_is_judged_alone() {
    let block = |who: &str, rest: &str| format!("Final-Recipient: rfc822; {who}@x.example\r\n{rest}\r\n");
    let blocks = [
        block("late", "Action: delayed\r\nStatus: 4.4.1\r\n"),
        // In this order, too.
        block("gone", "Status: 5.1.1\r\nAction: failed\r\n"),
        block("full", "Action: failed\r\nStatus: 4.2.2\r\n"),
        block("late2", "Status: 4.4.1\r\nAction: delayed\r\n"),
    ];
    let mut report = Report::default();
    read_status(&format!("Reporting-MTA: dns; mx.example\r\n\r\n{}", blocks.concat()), &mut report);
    let failures: Vec<_> = report.failures.iter().map(|one| (one.addresses[0].as_str(), one.for_good)).collect();
    assert_eq!(failures, [("gone@x.example", true), ("full@x.example", false)]);
}

#[test]
fn a_full_mailbox_is_not_full_for_good() {
    let for_good = |status: &str, diagnostic: &str| {
        let text = format!(
            "Final-Recipient: rfc822; bob@x.example\r\nAction: failed\r\nStatus: {status}\r\n\
             Diagnostic-Code: smtp; {diagnostic}\r\n"
        );
        let mut report = Report::default();
        read_status(&text, &mut report);
        report.failures[0].for_good
    };
    for (status, diagnostic) in [
        ("5.2.2", "552 mailbox full"),
        ("5.2.2 (mailbox full)", "550 no"),
        ("5.0.0", "552-5.2.2 The recipient's inbox is out of storage space."),
        ("4.2.2", "452 try again"),
    ] {
        assert!(!for_good(status, diagnostic), "{status} {diagnostic}");
    }
    for (status, diagnostic) in
        [("5.1.1", "550 5.1.1 no such user"), ("5.2.1", "550 disabled"), ("5.0.0", "550 15.2.2.1")]
    {
        assert!(for_good(status, diagnostic), "{status} {diagnostic}");
    }
}

#[test]
fn a_report_needs_no_sender_that_could_be_answered() {
    let from = "From: Mail Delivery System <mailer-daemon@mx.example>\r\n";
    let whole = bounce("failed", "5.1.1");
    let named = read(whole.as_bytes()).unwrap();
    assert_eq!(named.from.as_str(), "mailer-daemon@mx.example");
    for other in ["From: MAILER-DAEMON (Mail Delivery System)\r\n", "From: <>\r\n", "From: MAILER-DAEMON@mx\r\n", ""] {
        let nameless = read(whole.replace(from, other).as_bytes()).unwrap();
        assert_eq!((nameless.kind, nameless.from.as_str()), (MailKind::Bounce, NOBODY), "{other}");
        assert_eq!(nameless.report, named.report, "{other}");
        let late = read(bounce("delayed", "4.4.1").replace(from, other).as_bytes()).unwrap();
        assert_eq!(late.report.unwrap().failures, [], "{other}");
    }
}

#[test]
fn what_the_server_that_took_it_found_forged_is_known() {
    let forged = |results: &str| read(&mail(&format!("Authentication-Results: {results}\r\n"), "x")).unwrap().forged;
    for results in ["mx; spf=fail", "mx;\r\n dmarc=fail; dkim=pass", "mx; spf=softfail; dkim=none"] {
        assert!(forged(results), "{results}");
    }
    // The lower one may have come with the mail.
    let lower = "mx; dmarc=pass\r\nAuthentication-Results: evil; spf=fail";
    for results in ["mx; spf=pass", "mx; spf=fail; dkim=pass", "mx; none", lower] {
        assert!(!forged(results), "{results}");
    }
    assert!(!read(&mail("", "x")).unwrap().forged);
}

#[test]
fn of_a_mail_that_is_too_large_the_beginning_is_read() {
    let headers = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n";
    let body = "--B\r\nContent-Type: text/plain\r\n\r\nSee file\r\n--B\r\nContent-Type: application/pdf; name=\"o.pdf\"\r\n\
                Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xJVBERi0x";
    let read = read_beginning(&mail(headers, body)).unwrap();
    assert_eq!((read.body.as_str(), read.body_cut, read.files.len()), ("See file", true, 0));
    assert_eq!(read.left_out, ["o.pdf"]);
}

#[test]
fn files_come_with_their_names() {
    let headers = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n";
    let body = "--B\r\nContent-Type: text/plain\r\n\r\nSee file\r\n--B\r\nContent-Type: application/pdf; name=\"o.pdf\"\r\n\
                Content-Disposition: attachment; filename=\"offer.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0x\r\n--B--\r\n";
    let read = read(&mail(headers, body)).unwrap();
    assert_eq!(read.body, "See file");
    let [file] = &read.files[..] else { panic!("{:?}", read.files) };
    assert_eq!((file.name.as_deref(), file.content_type.as_str()), (Some("offer.pdf"), "application/pdf"));
    assert_eq!(file.content, b"%PDF-1");
}

/// A mail of several parts, with this in it.
fn of_parts(parts: &str) -> Vec<u8> {
    mail("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n", parts)
}

#[test]
fn mails_that_are_built_to_cost_much_are_kept_as_they_stand() {
    use base64::Engine;
    // One within the other: taken apart, they would be too deep for any stack.
    let nested = "Content-Type:message/rfc822\n\n".repeat(30_000);
    // Each part would be searched to the end of the mail.
    let endless = "--B\nContent-Type:multipart/x;boundary=zz\n\n".repeat(100_000);
    // Each of the mails in it would copy all of it.
    let small = "--C\nContent-Type: message/rfc822\n\nSubject: x\n\nx\n".repeat(10_000);
    let small = format!("Content-Type: multipart/mixed; boundary=C\n\n{small}--C--\n");
    let coded = base64::engine::general_purpose::STANDARD.encode(small);
    let line = "Content-Transfer-Encoding: base64\n";
    let whole = |kind: &str| format!("--B\n{line}Content-Type: {kind}\n\n{coded}\n--B--\n");
    let headers = ["message/rfc822", "Message/\n RFC822", "message(x)/rfc(y)822", "message/global; x=global-y"];
    let digest = format!("--B\nContent-Type: multipart/digest; boundary=D\n \n--D\n{line}\n{coded}\n--D--\n--B--\n");
    let many = "--B\n\n\n".repeat(400_000);
    let all = headers.into_iter().map(whole).chain([nested, endless, digest, many]);
    for (place, parts) in all.enumerate() {
        let raw = of_parts(&parts);
        assert!(is_tangled(&raw), "{place}");
        let read = read(&raw).unwrap();
        assert_eq!((read.from.as_str(), read.files.len()), ("bob@client.example", 0), "{place}");
        assert!(read.body.contains("Content-Type") || place == 7, "{place}: the text is what stands there");
    }
}

#[test]
fn honest_mails_are_taken_apart() {
    let forwarded = "--B\r\nContent-Type: message/rfc822\r\n\r\nFrom: eve@x.example\r\nSubject: Old\r\n\r\nHi\r\n";
    let file =
        "--B\r\nContent-Type: application/pdf; name=o.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0x\r\n";
    let text = |text: &str| format!("--B\r\nContent-Type: text/plain\r\n\r\n{text}\r\n");
    let image = "--B\r\nContent-Type: image/png\r\nContent-Disposition: inline\r\n\r\nx\r\n";
    let raw = of_parts(&format!("{image}{}{image}{}{forwarded}{file}--B--\r\n", text("Before"), text("After")));
    let read = read(&raw).unwrap();
    assert!(!is_tangled(&raw) && !is_tangled(bounce("failed", "5.1.1").as_bytes()));
    assert!(read.body.contains("Before") && read.body.contains("After"), "text around pictures: {}", read.body);
    assert!(read.files.iter().any(|file| file.name.as_deref() == Some("o.pdf")), "{:?}", read.files);
    // As many as are allowed, one within the other.
    let deep = "Content-Type: message/rfc822\n\n".repeat(298);
    let deep = of_parts(&format!("--B\n{deep}Subject: x\n\nx\n--B--\n"));
    assert!(!is_tangled(&deep) && super::read(&deep).is_ok());
    let many = file.repeat(25);
    let many = super::read(&of_parts(&format!("{many}--B--\r\n"))).unwrap();
    assert_eq!((many.files.len(), many.left_out.len()), (20, 5));
}

proptest! {
    #[test]
    fn whatever_comes_is_read_or_refused(raw in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _ = read(&raw);
    }

    #[test]
    fn whatever_stands_behind_a_sender_is_kept_clean(body in "\\PC{0,300}|[\u{0}-\u{1f}a<>]{0,60}") {
        let read = read(&mail("", &body)).unwrap();
        prop_assert!(!read.body.chars().any(|c| c.is_control() && !"\n\t".contains(c)));
    }
}
