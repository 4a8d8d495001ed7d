//! Who asked the company lately: a form, rules, and an inbox of leads.

use anyhow::Result;
use futures::{StreamExt, TryStreamExt, stream};
use reqwest::Method;
use serde_json::{Value, json};

use super::lines::eur;
use super::load::{AT_ONCE, Ids, Loader};
use super::text;

/// Somebody who asked.
struct Asker {
    name: &'static str,
    job: &'static str,
    company: &'static str,
    country: &'static str,
    /// What stands behind the @ of their address.
    domain: &'static str,
    source: &'static str,
    /// Days ago.
    came: u64,
    wants: &'static str,
    value: Option<&'static str>,
    then: Then,
}

/// What became of it so far.
enum Then {
    /// Nothing.
    Nothing,
    /// Somebody talks to them.
    Worked,
    /// They wait, for so many days.
    Waits(u64),
    /// They were given up.
    GivenUp(&'static str),
}

const ASKERS: [Asker; 8] = [
    asker(
        "Eszter Varga",
        "Marketing director",
        "Zemplén Bútor Kft.",
        "HU",
        "zemplenbutor.example",
        "referral",
        0,
        "We need a web shop before the autumn fair. Balaton Foods recommended you.",
        Some("24000"),
        Then::Nothing,
    ),
    asker(
        "Lukas Steiner",
        "Head of digital",
        "Alpenglanz GmbH",
        "AT",
        "alpenglanz.example",
        "google",
        1,
        "Do you take over existing Shopware shops?",
        Some("15000"),
        Then::Nothing,
    ),
    asker(
        "Dániel Fekete",
        "Founder",
        "Kerékvár Bt.",
        "HU",
        "kerekvar.example",
        "website",
        3,
        "A small site for our bicycle workshop.",
        Some("3500"),
        Then::Nothing,
    ),
    asker(
        "Katharina Vogel",
        "Project lead",
        "Isar Medizintechnik AG",
        "DE",
        "isar-medizin.example",
        "trade fair",
        5,
        "Customer portal with single sign-on, tender in spring.",
        Some("60000"),
        Then::Worked,
    ),
    asker(
        "Noémi Szalai",
        "Operations manager",
        "Pannon Szállítmányozás Zrt.",
        "HU",
        "pannonszallit.example",
        "referral",
        8,
        "Our drivers need an app for delivery notes.",
        None,
        Then::Worked,
    ),
    asker(
        "Tomáš Dvořák",
        "CEO",
        "Morava Sklo s.r.o.",
        "CZ",
        "moravasklo.example",
        "google",
        14,
        "Relaunch, but only in the new financial year.",
        Some("18000"),
        Then::Waits(45),
    ),
    asker(
        "SEO Team",
        "",
        "Best Links Ltd",
        "GB",
        "bestlinks.example",
        "website",
        6,
        "We bring you to page one.",
        None,
        Then::GivenUp("Spam"),
    ),
    asker(
        "Balázs Orbán",
        "IT manager",
        "Mátra Winery",
        "HU",
        "matrawinery.example",
        "website",
        2,
        "Question about the maintenance contract.",
        None,
        Then::Nothing,
    ),
];

#[expect(clippy::too_many_arguments, reason = "one row of a table")]
const fn asker(
    name: &'static str,
    job: &'static str,
    company: &'static str,
    country: &'static str,
    domain: &'static str,
    source: &'static str,
    came: u64,
    wants: &'static str,
    value: Option<&'static str>,
    then: Then,
) -> Asker {
    Asker { name, job, company, country, domain, source, came, wants, value, then }
}

fn points(label: &str, points: i32, field: &str, operator: &str, values: &[&str]) -> Value {
    json!({ "label": label, "points": points, "condition": { "field": field, "operator": operator, "values": values } })
}

/// Makes the form and the rules, then lets people ask.
pub(super) async fn load(loader: &Loader<'_>, members: &Ids) -> Result<()> {
    let form = json!({
        "name": "Contact us", "fields": ["name", "company", "phone", "message"], "source": "website",
        "consent_text": "You may use my data to answer me.", "consent_purpose": "answering the question",
    });
    loader.post("crm/v1/lead-forms", &form, "form").await?;
    rules(loader, members).await?;
    stream::iter(&ASKERS).map(|asker| ask(loader, asker)).buffer_unordered(AT_ONCE).try_collect().await
}

/// Sets the rules unless somebody has set any.
async fn rules(loader: &Loader<'_>, members: &Ids) -> Result<()> {
    if loader.api.get("crm/v1/lead-settings").await?["version"] != 0 {
        return Ok(());
    }
    let bence = &members["bence"];
    let rules = json!({
        "scoring": [
            points("recommended by a client", 30, "source", "is", &["referral"]),
            points("met at a trade fair", 20, "source", "is", &["trade fair"]),
            points("a larger project", 25, "estimated_value", "at_least", &["15000"]),
            points("decides alone", 15, "job_title", "is", &["CEO", "Founder", "Marketing director"]),
            points("sells links", -50, "company", "contains", &["links", "seo"]),
        ],
        "assignment": [
            { "name": "Hungary", "member_ids": [bence, loader.api.member_id], "capacity": 20,
              "conditions": [{ "field": "country", "operator": "is", "values": ["HU"] }] },
            { "name": "Abroad", "member_ids": [bence] },
        ],
    });
    loader.api.change(Method::PATCH, "crm/v1/lead-settings", &rules, 0).await.map(drop)
}

async fn ask(loader: &Loader<'_>, asker: &Asker) -> Result<()> {
    let Asker { name, company, domain, wants, came, .. } = asker;
    let local = name.to_lowercase().replace(|letter: char| !letter.is_ascii_alphabetic(), "");
    let body = json!({
        "name": name, "company": company, "country": asker.country, "email": format!("{local}@{domain}"),
        "website": domain, "job_title": Some(asker.job).filter(|job| !job.is_empty()), "note": wants,
        "origin": { "source": asker.source }, "estimated_value": asker.value.map(eur),
        "received_at": format!("{}T06:30:00Z", loader.days.ago(came + 1)),
        "external_ref": loader.days.key(&format!("lead/{local}")),
    });
    let lead = loader.post("crm/v1/leads", &body, &format!("lead {name}")).await?;
    let (verb, body) = match asker.then {
        Then::Nothing => return Ok(()),
        Then::Worked => ("work", json!({})),
        Then::Waits(days) => ("nurture", json!({ "until": loader.days.ahead(days), "reason": "Next financial year" })),
        Then::GivenUp(why) => ("disqualify", json!({ "reason": why })),
    };
    let path = format!("crm/v1/leads/{}/{verb}", text(&lead, "lead_id")?);
    loader.post(&path, &body, &format!("{verb} lead {name}")).await.map(drop)
}
