//! How the company sells: tags, custom fields, a price list, and a second pipeline for renewals with deals in it.

use std::collections::HashMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::lines::eur;
use super::load::Loader;
use super::text;

/// What accounts and deals are sorted and described by.
pub(super) struct Selling {
    tags: HashMap<&'static str, String>,
    source: String,
    seats: String,
}

/// Deals that are tagged when they are opened.
const TAGGED: [(&str, &str); 5] = [
    ("app", "Strategic"),
    ("webshop", "Strategic"),
    ("hosting", "Recurring"),
    ("care", "Recurring"),
    ("fair", "Quick win"),
];
/// Where deals came from and how many will use what is made.
const KNOWN: [(&str, &str, &str); 5] = [
    ("app", "Referral", "12000"),
    ("system", "Conference", "40"),
    ("dashboard", "Existing client", "25"),
    ("hosting", "Existing client", "300"),
    ("learning", "Website", "150"),
];
/// Name, unit, billing, price before this year's and since, code.
const PRODUCTS: [(&str, &str, &str, &str, &str, &str); 5] = [
    ("Workshop day", "day", "one_off", "1700", "1800", "WS-DAY"),
    ("Developer hour", "hour", "time_and_materials", "88", "95", "H-DEV"),
    ("Designer hour", "hour", "time_and_materials", "80", "85", "H-DES"),
    ("Website care", "month", "retainer", "1100", "1200", "CARE"),
    ("Accessibility audit", "piece", "fixed", "3200", "3600", "A11Y"),
];

impl Selling {
    /// Sets everything up.
    pub(super) async fn set_up(loader: &Loader<'_>) -> Result<Self> {
        let mut tags = HashMap::new();
        for (name, color) in [("Strategic", "purple"), ("Recurring", "green"), ("Quick win", "blue")] {
            let tag =
                loader.post("crm/v1/tags", &json!({ "name": name, "color": color }), &format!("tag {name}")).await?;
            tags.insert(name, text(&tag, "tag_id")?.to_owned());
        }
        let field = async |body: Value, step: &str| -> Result<String> {
            let field = loader.post("crm/v1/custom-fields", &body, step).await?;
            Ok(text(&field, "field_id")?.to_owned())
        };
        let choices = ["Referral", "Website", "Conference", "Existing client"];
        let source = json!({ "record": "deal", "name": "Source", "kind": "choice", "choices": choices });
        let source = field(source, "field source").await?;
        let seats = field(json!({ "record": "deal", "name": "Users", "kind": "number" }), "field users").await?;
        for (name, unit, billing, before, now, code) in PRODUCTS {
            let prices = json!([
                { "amount": eur(before), "valid_from": loader.days.ago(700), "valid_to": loader.days.ago(181) },
                { "amount": eur(now), "valid_from": loader.days.ago(180) },
            ]);
            let body = json!({ "name": name, "unit": unit, "billing": billing, "vat_rate": "27", "code": code, "prices": prices });
            loader.post("crm/v1/products", &body, &format!("product {code}")).await?;
        }
        Ok(Self { tags, source, seats })
    }

    /// What is said of a deal when it is opened.
    pub(super) fn describe(&self, deal: &str, body: &mut Value) {
        let tags: Vec<&String> =
            TAGGED.iter().filter(|(key, _)| *key == deal).filter_map(|(_, tag)| self.tags.get(tag)).collect();
        body["tags"] = json!(tags);
        if let Some((_, source, users)) = KNOWN.iter().find(|(key, _, _)| *key == deal) {
            body["custom"] = json!({ &self.source: source, &self.seats: users });
        }
    }

    /// The second pipeline, and what is renewed next.
    pub(super) async fn renewals(&self, loader: &Loader<'_>, accounts: &HashMap<&'static str, String>) -> Result<()> {
        let body = json!({ "name": "Renewals", "stages": [
            { "name": "Coming up", "odds_percent": 60, "stale_after_days": 30 },
            { "name": "Offer sent", "odds_percent": 80, "stale_after_days": 14, "requires": [{ "kind": "value" }] },
            { "name": "Agreed", "odds_percent": 95, "requires": [{ "kind": "lines" }, { "kind": "expected_close_on" }] },
        ] });
        let pipeline = loader.post("crm/v1/pipelines", &body, "pipeline renewals").await?;
        let stages = pipeline["stages"].as_array().context("a pipeline without stages")?;
        for (key, client, name, amount, stage, ago, ahead) in [
            ("care renewal", "tisza", "Website care, next year", "14400", 0, 20, 60),
            ("licence renewal", "matra", "Font licences", "960", 1, 21, 12),
        ] {
            let account = accounts.get(client).context("a client that is not there")?;
            let body = json!({
                "name": name, "account_id": account, "stage_id": stages[stage]["stage_id"], "value": eur(amount),
                "opened_on": loader.days.ago(ago), "expected_close_on": loader.days.ahead(ahead),
                "external_ref": loader.days.key(&key.replace(' ', "-")),
                "tags": [self.tags.get("Recurring")],
            });
            loader.post("crm/v1/deals", &body, &format!("open {key}")).await?;
        }
        Ok(())
    }
}
