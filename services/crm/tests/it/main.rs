//! CRM through its real router, on a real PostgreSQL and NATS.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod accounts;
mod activities;
mod attachments;
mod automations;
mod automations_asked;
mod calendars;
mod changes;
mod choices;
mod closing;
mod consents;
mod contact_owners;
mod contacts;
mod deals;
mod delivery;
mod duplicates;
mod erasing;
mod erasing_columns;
mod erasing_journal;
mod erasing_others;
mod erasing_roles;
mod exports;
mod exports_hungarian;
mod follow_ups;
mod forecasting;
mod forgotten;
mod hooks;
mod imap;
mod import_activities;
mod import_deals;
mod import_formats;
mod import_history;
mod import_keeping;
mod import_preview;
mod import_values;
mod import_wishes;
mod imports;
mod lapses;
mod lead_care;
mod lead_forms;
mod lead_forms_spam;
mod lead_owners;
mod lead_records;
mod lead_settings;
mod leads;
mod lists;
mod mailboxes_unused;
mod mails;
mod mails_in;
mod mails_kept;
mod mails_private;
mod mails_read;
mod many;
mod members;
mod merges;
mod migrating;
mod next_steps;
mod openapi;
mod orders;
mod person_exports;
mod pipelines;
mod price_lists;
mod quotes;
mod quotes_answered;
mod quotes_recorded;
mod reaches;
mod record_lists;
mod reported;
mod retention;
mod search;
mod search_mails;
mod sequences;
mod sequences_hours;
mod sequences_merged;
mod sequences_rules;
mod settings;
mod small_lists;
mod smtp;
mod stages;
mod undo;
mod values;
mod webhooks;

use serde_json::{Value, json};
use testkit::{Answer, App, Client, Organization};

/// The service and a fresh organisation in it.
async fn start() -> (App, Organization) {
    let app = Box::pin(App::start(crm::service())).await;
    let org = app.organization().await;
    (app, org)
}

/// An amount in euro.
fn eur(amount: &str) -> Value {
    json!({"amount": amount, "currency": "EUR"})
}

/// A line with a fixed price, billed at completion.
fn fixed_line(price: &str) -> Value {
    json!({"name": "Website", "vat_rate": "27", "billing": {"kind": "fixed", "price": eur(price), "budget_hours": "80"}})
}

/// A recorded account.
async fn account(client: &Client) -> Answer {
    client.post("/v1/accounts", &json!({"name": "Acme"})).await.expect(201)
}

/// An open deal that can be won.
async fn deal(client: &Client) -> Answer {
    let account = account(client).await;
    let body = json!({"name": "Website", "account_id": account["account_id"], "lines": [fixed_line("1000")]});
    client.post("/v1/deals", &body).await.expect(201)
}

/// A won deal.
async fn won_deal(client: &Client) -> Answer {
    let deal = deal(client).await;
    client.post(path(&deal, "/win"), &json!({})).await.expect(200)
}

/// The address of a deal, or of something below it.
fn path(deal: &Answer, below: &str) -> String {
    format!("/v1/deals/{}{below}", text(&deal["deal_id"]))
}

/// A JSON string's text.
fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}

/// Where a problem points.
fn pointer(problem: &Value) -> &str {
    text(&problem["errors"][0]["pointer"])
}

/// Types of the events written for an organisation.
async fn event_types(app: &App, org: &Organization) -> Vec<String> {
    app.published(org).await.into_iter().map(|event| event.event_type).collect()
}
