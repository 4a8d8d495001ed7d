//! What makes something look like spam that came by a form.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::crm::FieldValue;
use contracts::leads::LeadForm;
use kernel::{Name, Note, SuspectedMessageId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lead_forms::model::Submission;

/// Addresses of web pages in one message from which on it looks like an advertisement.
const MANY_LINKS: usize = 3;
/// How long it waits for somebody to look at it: 30 days.
pub const KEPT_FOR: TimeDelta = TimeDelta::days(30);
/// How links are written in the languages of web pages and forums.
const MARKUP: [&str; 8] = ["<a ", "</a>", "[url", "[/url", "[link", "[/link", "<script", "<iframe"];
/// What advertisements say that are sent to everybody, and clients hardly ever do. Words in small letters with one space between.
const PHRASES: [&str; 14] = [
    "backlinks",
    "buy followers",
    "casino bonus",
    "cheap viagra",
    "crypto investment",
    "domain authority",
    "first page of google",
    "forex trading",
    "guest post",
    "link building",
    "online casino",
    "rank on google",
    "seo packages",
    "seo services",
];

/// Why something is suspected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "SuspicionReason")]
pub enum Reason {
    /// It brought no token, or none of this form, though the form needs one.
    NoToken,
    /// It was sent within three seconds after its page was opened.
    TooFast,
    /// Its page was opened more than a day before.
    TooOld,
    /// Its token had been used before.
    UsedTwice,
    /// It names three web addresses or more.
    ManyLinks,
    /// A name, a company or a job title is a web address.
    LinkInName,
    /// It has links in the language of web pages or forums, as programs write them.
    Markup,
    /// It says what advertisements say that are sent to everybody.
    KnownPhrase,
}

/// Something that waits for somebody to look at it.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspected {
    /// Its id.
    pub suspected_message_id: SuspectedMessageId,
    /// The form it came by, as it was then.
    pub form: LeadForm,
    /// Why it is suspected, at least one.
    pub reasons: Vec<Reason>,
    /// What was sent.
    pub sent: Submission,
    /// When.
    pub received_at: DateTime<Utc>,
}

/// How many web addresses stand in a text in small letters.
fn links(text: &str) -> usize {
    let schemes = text.matches("http://").count() + text.matches("https://").count();
    // One without a scheme begins a word.
    let words = text.split(|one: char| one.is_whitespace() || "(<[\"'".contains(one));
    schemes + words.filter(|word| word.len() > 4 && word.starts_with("www.")).count()
}

/// Whether a text in small letters says one of the phrases, as whole words.
fn says_a_phrase(text: &str) -> bool {
    let words: Vec<&str> = text.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let said = format!(" {} ", words.join(" "));
    PHRASES.iter().any(|phrase| said.contains(&format!(" {phrase} ")))
}

/// Why a message looks like one that nobody asked for; nothing when it does not.
pub fn reasons(sent: &Submission) -> Vec<Reason> {
    let own = sent.custom.values().flat_map(|value| match value {
        FieldValue::Text(text) => vec![text.as_str()],
        FieldValue::Choices(chosen) => chosen.iter().map(String::as_str).collect(),
        FieldValue::YesNo(_) => Vec::new(),
    });
    let long = sent.message.as_ref().map(Note::as_str).into_iter().chain(own);
    let names = [&sent.name, &sent.company, &sent.job_title].into_iter().flatten().map(Name::as_str);
    let (long, names): (Vec<_>, Vec<_>) =
        (long.map(str::to_lowercase).collect(), names.map(str::to_lowercase).collect());
    let all = || long.iter().chain(&names);
    [
        (Reason::ManyLinks, long.iter().map(|text| links(text)).sum::<usize>() >= MANY_LINKS),
        (Reason::LinkInName, names.iter().any(|name| links(name) > 0)),
        (Reason::Markup, all().any(|text| MARKUP.iter().any(|mark| text.contains(mark)))),
        (Reason::KnownPhrase, all().any(|text| says_a_phrase(text))),
    ]
    .into_iter()
    .filter_map(|(reason, holds)| holds.then_some(reason))
    .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn reasons_of(said: &Value) -> Vec<Reason> {
        let mut body = json!({"email": "a@b.hu"});
        body.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
        reasons(&serde_json::from_value(body).unwrap())
    }

    #[test]
    fn what_advertises_is_told_from_what_people_write() {
        use Reason::{KnownPhrase, LinkInName, ManyLinks, Markup};
        for (said, expected) in [
            (json!({"message": "Our site is https://acme.hu, please call."}), vec![]),
            (json!({"message": "See https://a.hu and www.b.hu"}), vec![]),
            (json!({"message": "http://a.hu HTTPS://b.hu (www.c.hu)"}), vec![ManyLinks]),
            (json!({"message": "https://www.a.hu https://www.b.hu"}), vec![]),
            (json!({"message": "awww.that is nice www. www. www."}), vec![]),
            (json!({"message": "<a href=\"x\">cheap</a>"}), vec![Markup]),
            (json!({"message": "[URL=x]cheap[/URL]"}), vec![Markup]),
            (json!({"message": "We need <b> a shop: 2 < 3 > 1"}), vec![]),
            (json!({"message": "We offer SEO   services!"}), vec![KnownPhrase]),
            (json!({"message": "Our museo services many people"}), vec![]),
            (json!({"name": "Win at https://x.example"}), vec![LinkInName]),
            (json!({"company": "www.acme.hu"}), vec![LinkInName]),
            (json!({"company": "Acme.hu Kft."}), vec![]),
            (json!({"website": "https://a.hu", "landing_page": "https://b.hu", "referrer": "https://c.hu"}), vec![]),
            (
                json!({"name": "www.x.hu", "message": "[url=http://a http://b http://c online casino"}),
                vec![ManyLinks, LinkInName, Markup, KnownPhrase],
            ),
        ] {
            assert_eq!(reasons_of(&said), expected, "{said}");
        }
    }

    proptest! {
        #[test]
        fn plain_words_raise_no_doubt(words in prop::collection::vec("[a-záéíóöőúüű]{1,5}[.,!?]?", 1..30)) {
            prop_assert_eq!(reasons_of(&json!({"message": words.join(" ")})), vec![]);
        }

        #[test]
        fn more_words_clear_nobody_of_a_doubt(
            before in "[ -~]{0,30}", after in "[ -~]{0,30}",
            advert in prop::sample::select(vec!["http://a http://b www.c.d", "<a href=x>", "Online casino"]),
        ) {
            let alone = reasons_of(&json!({"message": advert}));
            let all = reasons_of(&json!({"message": format!("{before} {advert} {after}")}));
            prop_assert!(!alone.is_empty() && alone.iter().all(|reason| all.contains(reason)));
        }

        #[test]
        fn capitals_change_nothing(text in "[ -~]{1,60}") {
            prop_assume!(!text.trim().is_empty());
            prop_assert_eq!(
                reasons_of(&json!({"message": text})),
                reasons_of(&json!({"message": text.to_uppercase()}))
            );
        }
    }
}
