//! What people agreed to.

use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Organization};

use crate::quotes::nobody;
use crate::small_lists::{by, check};
use crate::{event_types, pointer, start, text};

fn agreed(purpose: &str) -> Value {
    json!({"purpose": purpose, "basis": "consent", "how": "by telephone", "text": "You may write to me."})
}

async fn lead(client: &Client, change: Value) -> Answer {
    let mut body = json!({"name": "Bob Miller", "email": "bob@client.example"});
    body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    client.post("/v1/leads", &body).await.expect(201)
}

fn at_lead(lead: &Value, below: &str) -> String {
    format!("/v1/leads/{}{below}", text(&lead["lead_id"]))
}

fn at_contact(contact: &Value, below: &str) -> String {
    format!("/v1/contacts/{}{below}", text(&contact["contact_id"]))
}

/// What is for what, and whether it still counts.
async fn purposes(client: &Client, at: &str) -> Vec<(String, bool)> {
    let list = client.get(at).await.expect(200);
    let one = |consent: &Value| (text(&consent["purpose"]).to_owned(), consent["withdrawn_at"].is_null());
    list["items"].as_array().unwrap().iter().map(one).collect()
}

fn stand(list: &[(&str, bool)]) -> Vec<(String, bool)> {
    list.iter().map(|(purpose, stands)| ((*purpose).to_owned(), *stands)).collect()
}

/// A sequence that writes to those alone who agreed, and somebody in it.
async fn enrolled(app: &App, org: &Organization, admin: &Client, person: Value) -> Answer {
    let server = crate::smtp::Server::start().await;
    let mailbox = crate::mails::mailbox(admin, &server, json!({})).await;
    let step = json!({"content": {"kind": "mail", "subject": "Hello", "body": "Hello", "continues": false}});
    let sequence = json!({"name": "News", "mailbox_id": mailbox["mailbox_id"], "needs_consent": true, "steps": [step]});
    let sequence = admin.post("/v1/sequences", &sequence).await.expect(201);
    let at = format!("/v1/sequences/{}", text(&sequence["sequence_id"]));
    admin.post(format!("{at}/publish"), &json!({})).await.expect(200);
    admin.post(format!("{at}/stand"), &json!({"status": "active"})).await.expect(200);
    let mut enrol = json!({"sequence_id": sequence["sequence_id"], "start_at": crate::mails::now(app) + chrono::TimeDelta::days(9)});
    enrol.as_object_mut().unwrap().extend(person.as_object().unwrap().clone());
    let enrolment = admin.post("/v1/enrolments", &enrol).await.expect(201);
    assert_eq!(event_types(app, org).await.last().unwrap(), "crm.enrolment.started.v1");
    enrolment
}

#[tokio::test]
async fn a_consent_is_written_down_once_and_taken_back_once() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let contact = sales.post("/v1/contacts", &json!({"name": "Eva", "email": "eva@client.example"})).await.expect(201);
    let at = at_contact(&contact.json, "/consents");
    for (change, pointed) in [
        (json!({"text": null}), "/text"),
        (json!({"how": null}), "/how"),
        (json!({"given_at": "2999-01-01T00:00:00Z"}), "/given_at"),
    ] {
        let mut body = agreed("newsletter");
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        assert_eq!(pointer(&sales.post(&at, &body).await.problem(422, "invalid-field")), pointed);
    }
    let given = sales.post(&at, &agreed("newsletter")).await.expect(201);
    assert_eq!((text(&given["source"]), &given["version"]), ("manual", &json!(1)));
    let contract = json!({"purpose": "support", "basis": "contract", "given_at": "2025-01-01T00:00:00Z"});
    sales.post(&at, &contract).await.expect(201);
    assert_eq!(purposes(&sales, &at).await, stand(&[("newsletter", true), ("support", true)]));
    let at_consent = format!("/v1/consents/{}", text(&given["consent_id"]));
    let stale = sales.with_header("if-match", "\"7\"");
    stale.post(format!("{at_consent}/withdraw"), &json!({})).await.problem(412, "stale-version");
    let how = json!({"how": "She called."});
    let withdrawn =
        sales.with_header("if-match", given.etag()).post(format!("{at_consent}/withdraw"), &how).await.expect(200);
    assert_eq!((text(&withdrawn["withdrawn_how"]), withdrawn.etag()), ("She called.", "\"2\"".to_owned()));
    sales.post(format!("{at_consent}/withdraw"), &json!({})).await.problem(409, "consent-withdrawn");
    assert_eq!(sales.get(&at_consent).await.expect(200)["version"], json!(2));
    assert_eq!(purposes(&sales, &at).await, stand(&[("newsletter", false), ("support", true)]));
    let types = event_types(&app, &org).await;
    assert_eq!(types[types.len() - 3..], ["crm.consent.given.v1", "crm.consent.given.v1", "crm.consent.withdrawn.v1"]);
    let told = app.published(&org).await;
    assert!(told.iter().all(|event| !event.payload.to_string().contains("by telephone")), "how they agreed is veiled");

    org.as_role(Role::Auditor).get(&at).await.expect(200);
    org.as_role(Role::Auditor).post(&at, &contract).await.problem(403, "forbidden");
    org.as_role(Role::Employee).get(&at).await.problem(403, "forbidden");
    let stranger = app.organization().await.as_role(Role::Admin);
    stranger.get(&at).await.problem(404, "not-found");
    stranger.post(&at, &contract).await.problem(404, "not-found");
    stranger.get(&at_consent).await.problem(404, "not-found");
    stranger.post(format!("{at_consent}/withdraw"), &json!({})).await.problem(404, "not-found");
}

#[tokio::test]
async fn what_a_lead_agreed_to_goes_with_it_through_merges_and_conversion() {
    let (_, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let form = json!({"name": "Contact us", "fields": ["name"], "consent_text": "You may write.", "consent_purpose": "answer"});
    let form = admin.post("/v1/lead-forms", &form).await.expect(201);
    let to = format!("/v1/public/forms/{}/submissions", text(&form["form_key"]));
    nobody(&org).post(&to, &json!({"email": "eva@client.example", "consent": true})).await.expect(200);
    let came = admin.get("/v1/leads").await.expect(200)["items"][0].clone();
    let list = admin.get(at_lead(&came, "/consents")).await.expect(200);
    let first = &list["items"][0];
    assert_eq!((text(&first["source"]), &first["form_id"]), ("form", &form["lead_form_id"]), "{}", list.text);

    let other = lead(&admin, json!({"consent": {"how": "by telephone", "text": "Yes.", "purpose": "events"}})).await;
    admin.post(at_lead(&came, "/merge"), &json!({"merged_id": other["lead_id"]})).await.expect(200);
    assert_eq!(purposes(&admin, &at_lead(&came, "/consents")).await, stand(&[("events", true), ("answer", true)]));
    let became = admin.post(at_lead(&came, "/convert"), &json!({})).await.expect(200);
    let contact = became["contact"].clone();
    let there = at_contact(&contact, "/consents");
    assert_eq!(purposes(&admin, &there).await, stand(&[("events", true), ("answer", true)]));
    let kept = admin.post("/v1/contacts", &json!({"name": "Eva"})).await.expect(201);
    let merge = json!({"merged_id": contact["contact_id"]});
    let merge = admin.post(at_contact(&kept.json, "/merge"), &merge).await.expect(200);
    assert_eq!(purposes(&admin, &at_contact(&kept.json, "/consents")).await.len(), 2);
    admin.post(format!("/v1/merges/{}/undo", text(&merge["merge_id"])), &json!({})).await.expect(200);
    assert!(purposes(&admin, &at_contact(&kept.json, "/consents")).await.is_empty());
    assert_eq!(purposes(&admin, &there).await.len(), 2);
}

#[tokio::test]
async fn a_sequence_that_needs_consent_ends_when_the_last_one_is_taken_back() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let contact = admin.post("/v1/contacts", &json!({"name": "Eva", "email": "eva@client.example"})).await.expect(201);
    let at = at_contact(&contact.json, "/consents");
    let one = admin.post(&at, &agreed("newsletter")).await.expect(201);
    let two = admin.post(&at, &agreed("events")).await.expect(201);
    let enrolment = enrolled(&app, &org, &admin, json!({"contact_id": contact["contact_id"]})).await;
    let at_enrolment = format!("/v1/enrolments/{}", text(&enrolment["enrolment_id"]));
    let withdraw = |consent: &Answer| format!("/v1/consents/{}/withdraw", text(&consent["consent_id"]));
    admin.post(withdraw(&one), &json!({})).await.expect(200);
    assert_eq!(admin.get(&at_enrolment).await.expect(200)["status"], "active", "one still counts");
    admin.post(withdraw(&two), &json!({})).await.expect(200);
    let ended = admin.get(&at_enrolment).await.expect(200);
    assert_eq!((text(&ended["status"]), text(&ended["exit_reason"])), ("exited", "no_consent"));
}

#[tokio::test]
async fn a_lead_shows_the_last_thing_it_agreed_to() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let made = lead(&admin, json!({})).await;
    let at = at_lead(&made.json, "/consents");
    let given = admin.post(&at, &agreed("newsletter")).await.expect(201);
    let shown = admin.get(at_lead(&made.json, "")).await.expect(200);
    assert_eq!((text(&shown["consent"]["purpose"]), &shown["version"]), ("newsletter", &json!(2)));
    let enrolment = enrolled(&app, &org, &admin, json!({"lead_id": made["lead_id"]})).await;
    admin.post(format!("/v1/consents/{}/withdraw", text(&given["consent_id"])), &json!({})).await.expect(200);
    assert!(admin.get(at_lead(&made.json, "")).await.expect(200)["consent"].is_null());
    let ended = admin.get(format!("/v1/enrolments/{}", text(&enrolment["enrolment_id"]))).await.expect(200);
    assert_eq!(text(&ended["exit_reason"]), "no_consent");
    // The other way round: what is said of the lead is written down, too.
    let any = admin.with_header("if-match", "*");
    let consent = json!({"consent": {"how": "by mail", "text": "Write."}});
    any.patch(at_lead(&made.json, ""), &consent).await.expect(200);
    assert_eq!(purposes(&admin, &at).await, stand(&[("marketing", true), ("newsletter", false)]));
    any.patch(at_lead(&made.json, ""), &json!({"consent": null})).await.expect(200);
    assert_eq!(purposes(&admin, &at).await, stand(&[("marketing", false), ("newsletter", false)]));
}

#[tokio::test]
async fn what_everybody_agreed_to_is_a_list() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let mut ids = Vec::new();
    for (name, purpose, basis, day) in [
        ("Élan", "newsletter", "consent", "2025-03-01"),
        ("echo", "Árak", "contract", "2025-01-01"),
        ("gamma", "support", "legitimate_interest", "2025-02-01"),
        ("Foxtrot", "newsletter", "consent", "2025-02-01"),
    ] {
        let person = admin.post("/v1/contacts", &json!({"name": name})).await.expect(201);
        let consent = json!({"purpose": purpose, "basis": basis, "how": "by mail", "text": "Yes", "given_at": format!("{day}T10:00:00Z")});
        let at = format!("/v1/contacts/{}/consents", text(&person["contact_id"]));
        ids.push(admin.post(at, &consent).await.expect(201)["consent_id"].clone());
    }
    for id in &ids[..2] {
        admin.post(format!("/v1/consents/{}/withdraw", text(id)), &json!({})).await.expect(200);
    }
    let fields = || {
        vec![
            ("given_at", by("/given_at")),
            ("person", by("/person_name")),
            ("purpose", by("/purpose")),
            ("basis", by("/basis")),
            ("withdrawn_at", by("/withdrawn_at")),
        ]
    };
    check(&admin, "consents", "/consent_id", fields()).await;
    let count = async |query: &str| {
        admin.get(format!("/v1/consents?{query}")).await.expect(200)["items"].as_array().unwrap().len()
    };
    assert_eq!((count("purpose=NEWSLETTER").await, count("basis=contract").await), (2, 1));
    assert_eq!((count("stands=true").await, count("stands=false").await), (2, 2));
    assert_eq!(count("from=2025-02-01&to=2025-02-28").await, 2, "the days of both ends too");
    assert_eq!(count("sort=person&from=2025-02-01&to=2025-02-28&stands=true").await, 2);
    assert_eq!((count("source=manual").await, count("sort=purpose&source=form").await), (4, 0));
    assert_eq!(
        pointer(&admin.get("/v1/consents?from=2025-02-01&to=2025-01-01").await.problem(422, "invalid-field")),
        "to"
    );
    org.as_role(Role::Auditor).get("/v1/consents").await.expect(200);
    org.as_role(Role::Employee).get("/v1/consents").await.problem(403, "forbidden");
    let theirs = app.organization().await.as_role(Role::Admin).get("/v1/consents").await.expect(200);
    assert_eq!(theirs["items"], json!([]));
}
