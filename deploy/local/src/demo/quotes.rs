//! What the company offers its clients: quotes that were sent, accepted and declined, one that expires tonight, and what stands
//! on quotes and invoices about the company.

use anyhow::{Context, Result};
use reqwest::Method;
use serde_json::{Value, json};

use super::lines::{eur, line};
use super::load::{Ids, Loader};
use super::{text, today};

/// Address and tax number of the company.
const DETAILS: &str = "1036 Budapest, Lajos utca 12.\nTax no. HU13579246\nhello@kekes.example";
/// How it is paid.
const PAYMENT: &str = "Példa Bank Zrt.\nIBAN HU42 1177 3016 1111 1018 0000 0000\nBIC PLDAHUHB";

/// What stands on documents from now on. Nothing is written over what somebody has set since.
pub(super) async fn settings(loader: &Loader<'_>) -> Result<()> {
    let quotes = json!({
        "seller_details": DETAILS, "validity_days": 21,
        "introduction": "Thank you for asking us. This is what we would do, and what it costs.",
        "terms": "Payable within 14 days of each invoice. Travel is charged at cost.",
    });
    set(loader, Method::PATCH, "crm/v1/quote-settings", &quotes).await?;
    let invoices =
        json!({ "language": "en", "seller_details": DETAILS, "payment_details": PAYMENT, "closing": "Thank you!" });
    set(loader, Method::PUT, "billing/v1/invoice-settings", &invoices).await
}

async fn set(loader: &Loader<'_>, method: Method, path: &str, body: &Value) -> Result<()> {
    if loader.api.get(path).await?["version"] == 0 {
        loader.api.change(method, path, body, 0).await?;
    }
    Ok(())
}

/// Writes quotes for some of the deals.
pub(super) async fn load(loader: &Loader<'_>, accounts: &Ids, deals: &Ids) -> Result<()> {
    let training = json!({
        "name": "Training for your editors", "vat_rate": "27", "optional": true, "chosen": true,
        "description": "Half a day on site, with a handbook.",
        "billing": { "kind": "one_off", "quantity": "1", "unit_price": eur("900") },
    });
    // They are still thinking about the app, and may add the training.
    let app = begin(loader, "app", &deals["app"], None, Some(training)).await?;
    send(loader, "app", &app).await?;
    // Nobody has answered this one: it is valid until tonight, and expired tomorrow.
    let system = begin(loader, "system", &deals["system"], Some(0), None).await?;
    send(loader, "system", &system).await?;
    // The first price for the dashboard was too high.
    let dashboard = begin(loader, "dashboard", &deals["dashboard"], None, None).await?;
    let sent = send(loader, "dashboard", &dashboard).await?;
    decline(loader, &sent).await?;
    // A small thing that came back signed.
    let body = json!({
        "name": "Product photos", "account_id": accounts["matra"], "opened_on": loader.days.ago(5),
        "expected_close_on": loader.days.ahead(3), "external_ref": loader.days.key("photos"),
        "lines": [line("Photo day", "27", &json!({ "kind": "one_off", "quantity": "1", "unit_price": eur("1450") }))],
    });
    let deal = loader.post("crm/v1/deals", &body, "open photos").await?;
    let photos = begin(loader, "photos", text(&deal, "deal_id")?, None, None).await?;
    let sent = send(loader, "photos", &photos).await?;
    let signed = json!({ "name": "Réka Balogh", "way": "paper", "note": "Signed at the cellar door; the original is in the binder." });
    let path = format!("crm/v1/quotes/{}/record-acceptance", text(&sent, "quote_id")?);
    loader.post(&path, &signed, "accept photos").await?;
    Ok(())
}

/// Begins a quote for a deal: its lines, and perhaps one more that the client may leave out.
async fn begin(
    loader: &Loader<'_>,
    key: &str,
    deal: &str,
    valid_for: Option<u64>,
    more: Option<Value>,
) -> Result<String> {
    let mut body = json!({ "deal_id": deal });
    if let Some(days) = valid_for {
        body["valid_until"] = json!(loader.days.ahead(days).max(today()?));
    }
    let quote = loader.post("crm/v1/quotes", &body, &format!("quote {key}")).await?;
    let id = text(&quote, "quote_id")?.to_owned();
    let path = format!("crm/v1/quotes/{id}");
    let now = loader.api.get(&path).await?;
    if let (Some(more), "draft") = (more, text(&now, "state")?) {
        let kept = now["lines"].as_array().context("a quote without lines")?;
        if !kept.iter().any(|line| line["name"] == more["name"]) {
            let mut lines: Vec<Value> = kept.iter().map(asked).collect();
            lines.push(more);
            let version = now["version"].as_i64().context("a quote without version")?;
            loader.api.change(Method::PATCH, &path, &json!({ "lines": lines }), version).await?;
        }
    }
    Ok(id)
}

/// A line as it is sent back: with what was asked for, and without what follows from it.
fn asked(line: &Value) -> Value {
    json!({
        "deal_line_id": line["deal_line_id"], "name": line["name"], "vat_rate": line["vat_rate"], "billing": line["billing"],
    })
}

async fn send(loader: &Loader<'_>, key: &str, id: &str) -> Result<Value> {
    loader.post(&format!("crm/v1/quotes/{id}/send"), &json!({}), &format!("send {key}")).await
}

/// Says no as the client would, on their page.
async fn decline(loader: &Loader<'_>, sent: &Value) -> Result<()> {
    let id = text(sent, "quote_id")?;
    if loader.api.get(&format!("crm/v1/quotes/{id}")).await?["state"] != "sent" {
        return Ok(());
    }
    // The address is told once; whoever takes up a load makes another.
    let address = match sent["path"].as_str() {
        Some(path) => path.to_owned(),
        None => text(&loader.api.post(&format!("crm/v1/quotes/{id}/link"), &json!({})).await?, "path")?.to_owned(),
    };
    let key = address.strip_prefix("/quote/").context("an address that is none")?;
    let body = json!({ "quote_id": id, "name": "Klara Huber", "reason": "The board wants to start smaller. Could you offer one report first?" });
    loader.api.post(&format!("crm/v1/public/quotes/{key}/decline"), &body).await?;
    Ok(())
}
