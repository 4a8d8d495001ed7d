//! Erasing somebody who stands in texts of accounts, deals, quotes and templates: what the journal has said of them, and what it never
//! said.

use kernel::Role;
use serde_json::{Value, json};
use sqlx::Row;
use testkit::{App, Organization};

use crate::erasing::{ADDRESS, NAME, PHONE, TRACES, finish, superuser, traces_in_tables};
use crate::quotes::sent;
use crate::{eur, path, start, text};

/// What is said of the person: all three that they are found by.
fn said() -> String {
    format!("{NAME}, {ADDRESS}, {PHONE}")
}

/// Events of the journal that hold one of the traces: their types, and where.
async fn traces_in_the_journal(app: &App, org: &Organization) -> Vec<(String, String)> {
    let (app, org) = (app.clone(), org.id.as_uuid());
    testkit::on_runtime(async move {
        let mut conn = superuser(&app).await;
        let rows = sqlx::query("select type, payload::text from journal where org_id = $1 order by position");
        let rows = rows.bind(org).fetch_all(&mut conn).await.unwrap();
        assert!(rows.len() > 8, "{} events", rows.len());
        let all = rows.into_iter().map(|row| (row.get::<String, _>(0), row.get::<String, _>(1)));
        all.filter(|(_, payload)| TRACES.iter().any(|trace| payload.to_lowercase().contains(trace))).collect()
    })
    .await
}

/// How many keys there are of some things, so that what is veiled of them could be found out.
async fn keys(app: &App, org: &Organization, ids: &[&Value]) -> i64 {
    let (app, org) = (app.clone(), org.id.as_uuid());
    let ids: Vec<uuid::Uuid> = ids.iter().map(|id| text(id).parse().unwrap()).collect();
    testkit::on_runtime(async move {
        let mut conn = superuser(&app).await;
        let count = "select count(*) from veil_keys where org_id = $1 and aggregate_id = any($2)";
        sqlx::query_scalar(count).bind(org).bind(ids).fetch_one(&mut conn).await.unwrap()
    })
    .await
}

#[tokio::test]
async fn the_journal_never_knew_what_nobody_else_acts_upon() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let field = async |record: &str| {
        let field = json!({"record": record, "name": "More", "kind": "text"});
        text(&admin.post("/v1/custom-fields", &field).await.expect(201)["field_id"]).to_owned()
    };
    let (of_account, of_deal) = (field("account").await, field("deal").await);
    let account = json!({"name": "Kert Kft.", "industry": format!("Advised by {NAME}"), "website": format!("https://kert.example/?to={ADDRESS}"),
                         "custom": {&of_account: said()}});
    let account = admin.post("/v1/accounts", &account).await.expect(201);
    let person = json!({"name": NAME, "email": ADDRESS, "phone": PHONE, "account_id": account["account_id"]});
    let person = admin.post("/v1/contacts", &person).await.expect(201);
    let fixed = json!({"kind": "fixed", "price": eur("1000"), "budget_hours": "80",
                       "milestones": [{"name": "Design", "amount": eur("1000")}]});
    let line = json!({"name": "Website", "vat_rate": "27", "billing": fixed});
    let deal = json!({"name": "Garden", "account_id": account["account_id"], "contact_id": person["contact_id"],
                      "custom": {&of_deal: said()}, "external_ref": "705559182", "competitors": [NAME],
                      "next_step": {"text": format!("Call {NAME}")}, "lines": [line]});
    let deal = admin.post("/v1/deals", &deal).await.expect(201);
    let (quote, _) = sent(&admin, &deal).await;
    let template = json!({"name": format!("For {ADDRESS}"), "subject": PHONE, "body": format!("Write to {ADDRESS}")});
    let template = admin.post("/v1/mail-templates", &template).await.expect(201);
    admin.post(path(&deal, "/lose"), &json!({"reason": format!("{} has no money", said())})).await.expect(200);
    let lost = admin.get(path(&deal, "")).await.expect(200);
    assert_eq!(lost["lost_reason"], format!("{} has no money", said()), "here it is whole");
    admin.post(path(&deal, "/reopen"), &json!({"reason": format!("{NAME} changed her mind")})).await.expect(200);
    let told = app.published(&org).await;
    let reason = |event_type: &str| {
        told.iter().find(|one| one.event_type == event_type).map(|one| text(&one.payload["reason"]).to_owned())
    };
    assert_eq!(reason("crm.deal.lost.v1").as_deref(), Some("…, …, … has no money"));
    assert_eq!(reason("crm.deal.reopened.v1").as_deref(), Some("… changed her mind"));
    assert_eq!(traces_in_the_journal(&app, &org).await, [], "not even before they are erased");

    let things = [&account["account_id"], &deal["deal_id"], &template["mail_template_id"], &quote["quote_id"]];
    assert_eq!(keys(&app, &org, &things).await, 4);
    let at = format!("/v1/contacts/{}", text(&person["contact_id"]));
    let preview = admin.get(format!("{at}/erasure-preview")).await.expect(200);
    assert_eq!(preview["stays"], json!([]), "{}", preview.text);
    let erased = admin.post(format!("{at}/erase"), &json!({"reason": "request"})).await.expect(200);
    finish(&app, &org, &admin, &erased.json).await;
    assert_eq!(traces_in_tables(&app, &org).await, Vec::<String>::new(), "the journal and the outbox are among them");
    assert_eq!(keys(&app, &org, &things).await, 0, "what veils them is gone");
}

#[tokio::test]
async fn a_deal_that_is_called_like_them_says_so_without_them() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let account = admin.post("/v1/accounts", &json!({"name": "Kert Kft."})).await.expect(201);
    let person = json!({"name": NAME, "email": ADDRESS, "phone": PHONE, "account_id": account["account_id"]});
    let person = admin.post("/v1/contacts", &person).await.expect(201);
    let milestones = json!([{"name": format!("Lesson of {NAME}"), "amount": eur("1000")}]);
    let fixed = json!({"kind": "fixed", "price": eur("1000"), "budget_hours": "80", "milestones": milestones});
    let rates = json!([{"role": format!("Helping {NAME}"), "hourly_rate": eur("50"), "estimated_hours": "10"}]);
    let lines = json!([{"name": format!("Training for {NAME}"), "vat_rate": "27", "billing": fixed},
                       {"name": "Help", "vat_rate": "27", "billing": {"kind": "time_and_materials", "rates": rates}}]);
    let deal = json!({"name": format!("Garden of {NAME}"), "account_id": account["account_id"],
                      "contact_id": person["contact_id"], "lines": lines});
    let deal = admin.post("/v1/deals", &deal).await.expect(201);
    let elsewhere = json!({"name": format!("Call {PHONE}")});
    let elsewhere = admin.post("/v1/deals", &elsewhere).await.expect(201);
    admin.post(path(&deal, "/win"), &json!({})).await.expect(200);
    let at = format!("/v1/contacts/{}", text(&person["contact_id"]));
    let preview = admin.get(format!("{at}/erasure-preview")).await.expect(200);
    let history = json!({"kind": "deal_history", "deal_id": deal["deal_id"], "name": format!("Garden of {NAME}")});
    assert_eq!(preview["stays"], json!([history]), "{}", preview.text);

    let erased = admin.post(format!("{at}/erase"), &json!({"reason": "request"})).await.expect(200);
    finish(&app, &org, &admin, &erased.json).await;
    let left = admin.get(path(&deal, "")).await.expect(200);
    assert_eq!((text(&left["name"]), text(&left["lines"][0]["name"])), ("Garden of …", "Training for …"));
    assert_eq!(left["lines"][0]["billing"]["milestones"][0]["name"], "Lesson of …");
    assert_eq!(left["lines"][1]["billing"]["rates"][0]["role"], "Helping …");
    assert_eq!((&left["status"], &left["value"]), (&json!("won"), &eur("1500.00")), "what it is worth stays");
    assert_eq!(admin.get(path(&elsewhere, "")).await.expect(200)["name"], "Call …");
    // Others hear of it in the order of the deal's own events.
    let told = app.published(&org).await;
    let of_deal: Vec<(&str, i64)> = told
        .iter()
        .filter(|one| one.aggregate_id.to_string() == text(&deal["deal_id"]))
        .map(|one| (one.event_type.as_str(), one.aggregate_seq))
        .collect();
    assert_eq!(of_deal.last(), Some(&("crm.deal.redacted.v1", 3)), "{of_deal:?}");
    let redacted = told.iter().filter(|one| one.event_type == "crm.deal.redacted.v1").count();
    assert_eq!(redacted, 2, "of those that named them, once each");
    // Only what was told before knows them, and the preview had said so.
    let known = traces_in_tables(&app, &org).await;
    let elsewhere: Vec<&String> = known.iter().filter(|found| !found.starts_with("journal.payload")).collect();
    assert_eq!(elsewhere, Vec::<&String>::new());
}

#[tokio::test]
async fn invoices_that_were_issued_stay_and_are_named() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let account = admin.post("/v1/accounts", &json!({"name": "Kert Kft."})).await.expect(201);
    let person =
        admin.post("/v1/contacts", &json!({"name": NAME, "account_id": account["account_id"]})).await.expect(201);
    let deal = json!({"name": format!("Garden of {NAME}"), "account_id": account["account_id"],
                      "contact_id": person["contact_id"], "lines": [crate::fixed_line("1000")]});
    let deal = admin.post("/v1/deals", &deal).await.expect(201);
    admin.post(path(&deal, "/win"), &json!({})).await.expect(200);
    crate::delivery::invoiced(&app, &org, &deal).await;
    let at = format!("/v1/contacts/{}", text(&person["contact_id"]));
    let preview = admin.get(format!("{at}/erasure-preview")).await.expect(200);
    let issued = preview["stays"].as_array().unwrap().iter().find(|one| one["kind"] == "issued_invoices");
    assert_eq!(issued.map(|one| &one["first_invoice"]), Some(&json!("2026-0001")), "{}", preview.text);
}

#[tokio::test]
async fn another_one_may_be_called_the_same() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let person = admin.post("/v1/contacts", &json!({"name": NAME, "email": ADDRESS})).await.expect(201);
    let namesake = admin.post("/v1/deals", &json!({"name": format!("Garden of {NAME}")})).await.expect(201);
    let at = format!("/v1/contacts/{}/erase", text(&person["contact_id"]));
    let erased = admin.post(at, &json!({"reason": "request"})).await.expect(200);
    finish(&app, &org, &admin, &erased.json).await;
    assert_eq!(admin.get(path(&namesake, "")).await.expect(200)["name"], format!("Garden of {NAME}"));
    let told = app.published(&org).await;
    assert!(told.iter().all(|one| one.event_type != "crm.deal.redacted.v1"));
}
