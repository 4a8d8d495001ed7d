//! What a browser is shown that sent a form without a script: small pages in the language of the form.

use std::sync::LazyLock;

use axum::response::{Html, IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{StatusCode, header};
use kernel::Language;
use platform::Problem;
use sha2::{Digest, Sha256};

/// How the pages look.
const STYLE: &str = ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;\
                     padding:0 1rem}";
/// What a page may do: show itself with this style. It runs nothing, loads nothing, sends nothing, and stands in no frame.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let style = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
});

/// Whoever looks at a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// In which language.
    pub language: Language,
    /// What the organisation's own fields are called, by where they stand in what is sent.
    pub own: Vec<(String, String)>,
}

/// What the pages say, in each language.
struct Words {
    thanks: &'static str,
    arrived: &'static str,
    refused: &'static str,
    back: &'static str,
    gone: &'static str,
    later: &'static str,
    failed: &'static str,
    /// What is wrong with an own field.
    own: &'static str,
    /// By where a field stands: what it is called, and what to do about it.
    fields: [(&'static str, &'static str, &'static str); 9],
}

const ENGLISH: Words = Words {
    thanks: "Thank you",
    arrived: "What you sent has arrived.",
    refused: "This could not be sent",
    back: "Go back to the form, mend it and send it again.",
    gone: "This form does not take anything any more.",
    later: "The form gets more than it can take just now. Please send it again in an hour.",
    failed: "Something went wrong here. Please send it again later.",
    own: "fill it in as the form asks",
    fields: [
        ("/email", "E-mail", "write a whole address, such as anna@example.com"),
        ("/name", "Name", "write at most 200 characters, on one line"),
        ("/phone", "Phone", "write digits, spaces and + ( ) - / only"),
        ("/job_title", "Job title", "write at most 200 characters, on one line"),
        ("/company", "Company", "write at most 200 characters, on one line"),
        ("/website", "Website", "write an address such as https://example.com"),
        ("/country", "Country", "write its two letters, such as HU"),
        ("/message", "Message", "shorten it"),
        ("/consent", "Your consent", "tick the box, or do not send the form"),
    ],
};

const HUNGARIAN: Words = Words {
    thanks: "Köszönjük",
    arrived: "Amit küldött, megérkezett.",
    refused: "Ezt nem lehetett elküldeni",
    back: "Menjen vissza az űrlaphoz, javítsa ki, és küldje el újra.",
    gone: "Ez az űrlap már nem fogad semmit.",
    later: "Az űrlap most többet kap, mint amennyit fogadni tud. Kérjük, küldje el újra egy óra múlva.",
    failed: "Itt hiba történt. Kérjük, küldje el újra később.",
    own: "töltse ki úgy, ahogy az űrlap kéri",
    fields: [
        ("/email", "E-mail", "írjon teljes címet, például anna@example.com"),
        ("/name", "Név", "legfeljebb 200 karaktert írjon, egy sorban"),
        ("/phone", "Telefon", "csak számjegyeket, szóközt és + ( ) - / jelet írjon"),
        ("/job_title", "Beosztás", "legfeljebb 200 karaktert írjon, egy sorban"),
        ("/company", "Cég", "legfeljebb 200 karaktert írjon, egy sorban"),
        ("/website", "Weboldal", "írjon címet, például https://example.com"),
        ("/country", "Ország", "a két betűjét írja, például HU"),
        ("/message", "Üzenet", "rövidítse meg"),
        ("/consent", "Hozzájárulás", "jelölje be a négyzetet, vagy ne küldje el az űrlapot"),
    ],
};

const fn words(language: Language) -> &'static Words {
    match language {
        Language::En => &ENGLISH,
        Language::Hu => &HUNGARIAN,
    }
}

/// The language a browser asks for first (`Accept-Language`); English when it is none of ours.
pub fn asked_for(languages: &str) -> Language {
    let first = languages.split(',').next().unwrap_or_default();
    let main = first.split([';', '-']).next().unwrap_or_default().trim();
    if main.eq_ignore_ascii_case("hu") { Language::Hu } else { Language::En }
}

/// A text as it may stand in a page, also between quotes.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

fn paragraph(text: &str) -> String {
    format!("<p>{}</p>", escaped(text))
}

fn page(status: StatusCode, language: Language, title: &str, body: &str) -> Response {
    let (tag, title) = (language.tag(), escaped(title));
    let html = format!(
        "<!doctype html><html lang=\"{tag}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <style>{STYLE}</style></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    );
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::CONTENT_LANGUAGE, tag),
        (header::CONTENT_SECURITY_POLICY, POLICY.as_str()),
    ];
    (status, headers, Html(html)).into_response()
}

/// It arrived.
pub fn thanks(language: Language) -> Response {
    let words = words(language);
    page(StatusCode::OK, language, words.thanks, &paragraph(words.arrived))
}

/// Why it was refused, as far as whoever sent it can mend it: each field by its name.
pub fn refused(reader: &Reader, problem: Problem) -> Response {
    let (words, status) = (words(reader.language), problem.kind().status());
    let own = reader.own.iter().map(|(at, name)| (at.as_str(), name.as_str(), words.own));
    let all: Vec<_> = words.fields.into_iter().chain(own).collect();
    let named = |pointer: &str| {
        let is_of = |at: &str| pointer.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let (_, label, mend) = all.iter().find(|(at, ..)| is_of(at))?;
        Some(format!("<li><strong>{}</strong>: {}</li>", escaped(label), escaped(mend)))
    };
    let fields: String = problem.fields().iter().filter_map(|field| named(&field.pointer)).collect();
    let body = match status {
        StatusCode::NOT_FOUND => paragraph(words.gone),
        StatusCode::TOO_MANY_REQUESTS => paragraph(words.later),
        status if status.is_server_error() => paragraph(words.failed),
        _ if fields.is_empty() => paragraph(words.back),
        _ => format!("<ul>{fields}</ul>{}", paragraph(words.back)),
    };
    let mut answer = page(status, reader.language, words.refused, &body);
    // What a program would be told: when to come again; and what broke is logged.
    if let Some(after) = problem.into_response().headers_mut().remove(header::RETRY_AFTER) {
        answer.headers_mut().insert(header::RETRY_AFTER, after);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_first_one_a_browser_asks_for() {
        for (asked, language) in [
            ("hu-HU,hu;q=0.9,en;q=0.8", Language::Hu),
            ("HU", Language::Hu),
            ("en-GB,hu;q=0.5", Language::En),
            ("huh", Language::En),
            ("", Language::En),
        ] {
            assert_eq!(asked_for(asked), language, "{asked}");
        }
    }

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        assert_eq!(escaped("<b a=\"1\" c='2'>&amp;"), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;");
    }
}
