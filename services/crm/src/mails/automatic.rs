//! Telling what a program answered for somebody from what a person wrote: nobody who is away has replied.
//!
//! RFC 3834 says how a program marks its answers; many mark them as was usual before it, as their maker does, or by nothing
//! but the words their subject begins with.

use mail_parser::Message;

use super::incoming::raw_header;
use crate::imports::file::formats::fold;

/// Fields that only programs write which answer for somebody.
const MARKS: [&str; 6] =
    ["X-Autoreply", "X-Autoreply-From", "X-Auto-Reply", "X-Autorespond", "X-Autoresponder", "X-Mail-Autoreply"];
/// What the field Precedence says of mails no person answers with.
const PRECEDENCE: [&str; 5] = ["bulk", "junk", "list", "auto_reply", "auto-reply"];
/// Who asks that no program answers is most often one: these are the answers of people who are away. Receipts (`DR`, `RN`) are
/// asked not to come by people's mail programs, too.
const SUPPRESSES: [&str; 3] = ["all", "oof", "autoreply"];

/// What the subjects of such answers begin with, in small letters without accents and signs: first words nobody else begins with.
const ANSWERS: [&str; 24] = [
    "automatic reply",
    "auto reply",
    "autoreply",
    "automated reply",
    "automatic response",
    "auto response",
    "autoresponse",
    "automatikus valasz",
    "automatikus uzenet",
    "abwesenheitsnotiz",
    "abwesenheitsmeldung",
    "automatische antwort",
    "reponse automatique",
    "respuesta automatica",
    "risposta automatica",
    "resposta automatica",
    "automatisch antwoord",
    "odpowiedz automatyczna",
    "automaticka odpoved",
    "raspuns automat",
    "automatski odgovor",
    "samodejni odgovor",
    "automatiskt svar",
    "automatisk svar",
];
/// Words a person may begin with as well: they stand alone, before a colon or a dash, or before what only somebody away says.
const AWAY: [&str; 10] = [
    "out of office",
    "out of the office",
    "hazon kivul",
    "irodan kivul",
    "szabadsagon",
    "abwesend",
    "nicht im buro",
    "absence du bureau",
    "fuera de la oficina",
    "fuori sede",
];
/// What follows those.
const SINCE: [&str; 16] = [
    "re",
    "autoreply",
    "auto",
    "reply",
    "message",
    "notice",
    "notification",
    "until",
    "till",
    "from",
    "vagyok",
    "leszek",
    "bis",
    "vom",
    "ab",
    "on",
];

/// Whether a program answered for somebody, or wrote to many.
pub fn is_automatic(message: &Message<'_>) -> bool {
    let word = |name| raw_header(message, name).map(str::to_ascii_lowercase);
    let submitted = word("Auto-Submitted").is_some_and(|word| !word.starts_with("no"));
    let precedence = word("Precedence").is_some_and(|word| PRECEDENCE.contains(&word.as_str()));
    let suppresses = word("X-Auto-Response-Suppress")
        .is_some_and(|words| words.split([',', ';']).any(|word| SUPPRESSES.contains(&word.trim())));
    // RFC 3834, section 3.3: an answer nobody is to be told of when it does not arrive.
    let nobodys = word("Return-Path").is_some_and(|path| path.split_whitespace().collect::<String>() == "<>");
    submitted
        || precedence
        || suppresses
        || nobodys
        || MARKS.into_iter().any(|name| raw_header(message, name).is_some())
        || message.subject().is_some_and(says_away)
}

/// Whether a subject is one that programs give their answers.
fn says_away(subject: &str) -> bool {
    let folded = fold(subject);
    if ANSWERS.into_iter().any(|words| rest_after(&folded, words).is_some()) {
        return true;
    }
    let Some(rest) = AWAY.into_iter().find_map(|words| rest_after(&folded, words)) else { return false };
    // A person asks, or speaks of somebody else who is.
    let asks = subject.trim_end().ends_with('?') && !subject.contains(':');
    let first = rest.split(' ').next().unwrap_or_default();
    let is_day = first.starts_with(|one: char| one.is_ascii_digit());
    let parted = subject.contains([':', '-', '\u{2013}', '(', '[']);
    !asks && (rest.is_empty() || parted || is_day || SINCE.contains(&first))
}

/// What follows some words at the beginning of a text.
fn rest_after<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(words)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(' ') }
}

#[cfg(test)]
mod tests {
    use mail_parser::MessageParser;

    use super::*;

    fn automatic(headers: &str) -> bool {
        let raw = format!("From: Bob <bob@client.example>\r\nTo: anna@example.com\r\n{headers}\r\n\r\ntext");
        is_automatic(&MessageParser::default().parse(raw.as_bytes()).unwrap())
    }

    #[test]
    fn programs_that_answer_mark_it_in_many_ways() {
        for headers in [
            "Auto-Submitted: auto-replied",
            "Auto-Submitted: auto-generated (vacation)",
            "X-Auto-Response-Suppress: All",
            "X-Auto-Response-Suppress: DR, OOF, AutoReply",
            "X-Autoreply: yes",
            "X-Autorespond: I am away",
            "X-Mail-Autoreply: true",
            "Precedence: auto_reply",
            "Precedence: Bulk",
            "Precedence: junk",
            "Return-Path: <>",
            "Return-Path: < >",
            "Subject: Automatic reply: Your offer",
            "Subject: Auto-Reply: Your offer",
            "Subject: Out of office",
            "Subject: Out of Office: Re: Your offer",
            "Subject: Out of Office AutoReply: Your offer",
            "Subject: Out of the office until 4 May",
            "Subject: Out of office - back on Monday",
            "Subject: =?utf-8?B?QXV0b21hdGlrdXMgdsOhbGFzejogQWrDoW5sYXQ=?=",
            "Subject: Házon kívül",
            "Subject: Házon kívül: Ajánlat",
            "Subject: Házon kívül vagyok május 4-ig",
            "Subject: Abwesenheitsnotiz: Angebot",
            "Subject: Automatische Antwort: Angebot",
            "Subject: Réponse automatique : Offre",
            "Subject: Odpowiedź automatyczna: Oferta",
        ] {
            assert!(automatic(headers), "{headers}");
        }
    }

    #[test]
    fn what_a_person_wrote_is_no_answer_of_a_program() {
        for headers in [
            "Subject: Yes, please",
            "Subject: Re: Out of office?",
            "Subject: Re: Automatic reply: Your offer",
            "Subject: Out of office?",
            "Subject: Out of office furniture",
            "Subject: Automatic replying machines",
            "Subject: Re: Házon kívül",
            "Subject: Házon kívüli rendezvény",
            "Subject: Abwesenheitsnotizen einrichten",
            "Subject: Auto-Submitted: yes",
            "Auto-Submitted: no",
            "Precedence: normal",
            "Precedence: first-class",
            "X-Auto-Response-Suppress: DR, RN, NRN",
            "X-Auto-Response-Suppress: None",
            "Return-Path: <bob@client.example>",
        ] {
            assert!(!automatic(headers), "{headers}");
        }
    }
}
