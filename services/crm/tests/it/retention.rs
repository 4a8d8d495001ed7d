//! How long people are kept nobody deals with.

use chrono::{DateTime, Months, TimeDelta, Utc};
use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Organization};

use crate::mails::{compose, mailbox, now};
use crate::mails_in::{arrive, raw};
use crate::smtp::Server;
use crate::{deal, event_types, pointer, start, text};

const JOB: &str = "keep to retention rules";

async fn set(admin: &Client, rules: Value) -> Answer {
    let shown = admin.get("/v1/retention/rules").await.expect(200);
    admin.with_header("if-match", shown.etag()).put("/v1/retention/rules", &rules).await
}

fn rules(months: i64) -> Value {
    json!({"disqualified_leads_months": months, "quiet_leads_months": null, "quiet_contacts_months": months, "notice_days": 30})
}

/// The job as often as there is something to do, at a moment.
async fn pass(app: &App, org: &Organization, at: DateTime<Utc>) {
    for _ in 0..5 {
        app.run_job_at(org, JOB, at).await;
    }
}

async fn is_erased(client: &Client, at: &str) -> bool {
    !client.get(at).await.expect(200)["erased_at"].is_null()
}

#[tokio::test]
async fn rules_are_off_until_somebody_sets_them() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let off = admin.get("/v1/retention/rules").await.expect(200);
    assert_eq!(
        (&off["version"], &off["quiet_contacts_months"], off.etag()),
        (&json!(0), &Value::Null, "\"0\"".to_owned())
    );
    admin.put("/v1/retention/rules", &rules(12)).await.problem(428, "match-required");
    admin.with_header("if-match", "\"3\"").put("/v1/retention/rules", &rules(12)).await.problem(412, "stale-version");
    assert_eq!(pointer(&set(&admin, rules(0)).await.problem(422, "invalid-field")), "/disqualified_leads_months");
    set(&admin, rules(12)).await.expect(200);
    assert_eq!(event_types(&app, &org).await, ["crm.retention_rules.updated.v1"]);
    for role in [Role::Sales, Role::Auditor] {
        org.as_role(role).get("/v1/retention/rules").await.problem(403, "forbidden");
        org.as_role(role).get("/v1/retention/preview").await.problem(403, "forbidden");
    }
    let stranger = app.organization().await.as_role(Role::Admin);
    assert_eq!(stranger.get("/v1/retention/rules").await.expect(200)["version"], json!(0));
}

#[tokio::test]
async fn whoever_nobody_deals_with_gets_a_notice_and_is_erased_on_that_day() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let contact = |name: &str| json!({"name": name, "email": format!("{}@old.example", name.to_lowercase())});
    let quiet = admin.post("/v1/contacts", &contact("Quiet")).await.expect(201);
    let held = admin.post("/v1/contacts", &contact("Held")).await.expect(201);
    let busy = admin.post("/v1/contacts", &contact("Busy")).await.expect(201);
    let sold = admin.post("/v1/contacts", &contact("Sold")).await.expect(201);
    let at = |contact: &Answer| format!("/v1/contacts/{}", text(&contact["contact_id"]));
    let lead = admin.post("/v1/leads", &json!({"name": "Gone", "email": "gone@old.example"})).await.expect(201);
    let at_lead = format!("/v1/leads/{}", text(&lead["lead_id"]));
    admin.post(format!("{at_lead}/disqualify"), &json!({"reason": "no money"})).await.expect(200);
    let open = admin.post("/v1/leads", &json!({"name": "Open"})).await.expect(201);
    let plan = json!({"title": "Call", "due_on": "2030-01-01", "about": [{"contact_id": busy["contact_id"]}]});
    admin.post("/v1/follow-ups", &plan).await.expect(201);
    let deal = deal(&admin).await;
    let role = json!({"contacts": [{"contact_id": sold["contact_id"], "role": "user"}]});
    admin.with_header("if-match", "*").patch(crate::path(&deal, ""), &role).await.expect(200);
    let reason = json!({"reason": "A dispute"});
    admin
        .put(format!("{}/retention-hold", at(&held)), &json!({"reason": "x", "until": "2000-01-01"}))
        .await
        .problem(422, "invalid-field");
    admin.put(format!("{}/retention-hold", at(&held)), &reason).await.expect(200);

    let later = now(&app) + Months::new(13);
    pass(&app, &org, later).await;
    assert!(
        admin.get("/v1/retention/preview").await.expect(200)["people"].as_array().unwrap().is_empty(),
        "rules are off"
    );
    set(&admin, rules(12)).await.expect(200);
    let today = admin.get("/v1/retention/preview").await.expect(200);
    assert_eq!((&today["people"], &today["counts"]), (&json!([]), &json!([])), "nothing is that old today");
    pass(&app, &org, later).await;
    assert!(!is_erased(&admin, &at(&quiet)).await, "there is a notice first");
    pass(&app, &org, later + TimeDelta::days(29)).await;
    assert!(!is_erased(&admin, &at(&quiet)).await);
    pass(&app, &org, later + TimeDelta::days(31)).await;
    assert!(is_erased(&admin, &at(&quiet)).await && is_erased(&admin, &at_lead).await);
    for kept in [&held, &busy, &sold] {
        assert!(!is_erased(&admin, &at(kept)).await, "{}", kept.text);
    }
    assert!(
        !is_erased(&admin, &format!("/v1/leads/{}", text(&open["lead_id"]))).await,
        "there is no rule for open leads"
    );
    let erasures = admin.get("/v1/erasures?reason=retention").await.expect(200);
    assert_eq!(erasures["items"].as_array().unwrap().len(), 2);
    assert_eq!(erasures["items"][0]["erased_by"], "system:crm");

    let holds = admin.get("/v1/retention/holds").await.expect(200);
    assert_eq!((&holds["items"][0]["name"], &holds["items"][0]["reason"]), (&json!("Held"), &json!("A dispute")));
    admin.post(format!("{}/erase", at(&held)), &json!({"reason": "request"})).await.problem(409, "retention-hold");
    let stranger = app.organization().await.as_role(Role::Admin);
    stranger.put(format!("{}/retention-hold", at(&held)), &reason).await.problem(404, "not-found");
    stranger.delete(format!("{}/retention-hold", at(&held))).await.problem(404, "not-found");
    org.as_role(Role::Sales).delete(format!("{}/retention-hold", at(&held))).await.problem(403, "forbidden");
    admin.delete(format!("{}/retention-hold", at(&held))).await.expect(200);
    admin.delete(format!("{}/retention-hold", at(&held))).await.problem(404, "not-found");
    assert_eq!(admin.get("/v1/retention/holds").await.expect(200)["items"], json!([]));
    admin.put(format!("{}/retention-hold", at(&held)), &reason).await.expect(200);
    let types = event_types(&app, &org).await;
    assert_eq!(types.iter().filter(|one| one.starts_with("crm.retention_hold.")).count(), 3);
}

#[tokio::test]
async fn a_notice_is_taken_back_when_something_happens() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let contact = admin.post("/v1/contacts", &json!({"name": "Quiet"})).await.expect(201);
    let at = format!("/v1/contacts/{}", text(&contact["contact_id"]));
    set(&admin, rules(1)).await.expect(200);
    let later = now(&app) + Months::new(2);
    pass(&app, &org, later).await;
    admin.put(format!("{at}/retention-hold"), &json!({"reason": "She called"})).await.expect(200);
    pass(&app, &org, later + TimeDelta::days(31)).await;
    admin.delete(format!("{at}/retention-hold")).await.expect(200);
    assert!(!is_erased(&admin, &at).await, "the day came while they were held");
    pass(&app, &org, later + TimeDelta::days(32)).await;
    assert!(!is_erased(&admin, &at).await, "they get another notice");
    pass(&app, &org, later + TimeDelta::days(63)).await;
    assert!(is_erased(&admin, &at).await);
}

#[tokio::test]
async fn mails_are_emptied_after_a_while_unless_they_are_about_somebody_who_is_held() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let server = Server::start().await;
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let contact = |name: &str| json!({"name": name, "email": format!("{}@old.example", name.to_lowercase())});
    let anna = admin.post("/v1/contacts", &contact("Anna")).await.expect(201);
    let held = admin.post("/v1/contacts", &contact("Held")).await.expect(201);
    let hold = format!("/v1/contacts/{}/retention-hold", text(&held["contact_id"]));
    admin.put(hold, &json!({"reason": "A dispute"})).await.expect(200);
    let mut mails = Vec::new();
    for from in ["anna@old.example", "held@old.example"] {
        let headers = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n";
        let body = "--B\r\nContent-Type: text/plain\r\n\r\nSee file\r\n--B\r\nContent-Type: application/pdf\r\n\
                    Content-Disposition: attachment; filename=secret.pdf\r\n\r\n%PDF-1.7\r\n--B--\r\n";
        let came = arrive(&admin, &mailbox, &raw(from, headers, body)).await.expect(200);
        let mail = admin.get(format!("/v1/mails/{}", text(&came["mail_id"]))).await.expect(200);
        assert_eq!(mail["files"][0]["name"], "secret.pdf", "{}", mail.text);
        mails.push(mail);
    }
    let waits = compose(&app, &admin, &mailbox, json!({"send_at": now(&app) + TimeDelta::days(365)})).await;
    let mut asked = rules(1);
    for name in ["disqualified_leads_months", "quiet_contacts_months"] {
        asked[name] = Value::Null;
    }
    asked["mails_months"] = json!(0);
    assert_eq!(pointer(&set(&admin, asked.clone()).await.problem(422, "invalid-field")), "/mails_months");
    asked["mails_months"] = json!(3);
    assert_eq!(set(&admin, asked).await.expect(200)["mails_months"], json!(3));
    let show = async |mail: &Answer| admin.get(format!("/v1/mails/{}", text(&mail["mail_id"]))).await.expect(200);
    pass(&app, &org, now(&app) + Months::new(2)).await;
    assert_eq!(show(&mails[0]).await["body"], mails[0]["body"], "not yet");
    pass(&app, &org, now(&app) + Months::new(4)).await;
    let emptied = show(&mails[0]).await;
    assert_eq!((text(&emptied["subject"]), text(&emptied["body"]), &emptied["files"]), ("…", "", &json!([])));
    assert_eq!(text(&emptied["from"]), "erased@person.invalid");
    let timeline = admin.get(format!("/v1/contacts/{}/timeline", text(&anna["contact_id"]))).await.expect(200);
    assert!(!timeline.text.contains("See file") && !timeline.text.contains("secret.pdf"), "{}", timeline.text);
    let kept = show(&mails[1]).await;
    assert_eq!((&kept["body"], &kept["files"]), (&mails[1]["body"], &mails[1]["files"]));
    assert_eq!(show(&waits).await["status"], "queued", "what is not over is kept");
    let count = event_types(&app, &org).await.len();
    pass(&app, &org, now(&app) + Months::new(4)).await;
    assert_eq!(event_types(&app, &org).await.len(), count, "once");
}

#[tokio::test]
async fn the_preview_counts_mails_that_are_kept_for_longer_than_they_may_be() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let server = Server::start().await;
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let held = admin.post("/v1/contacts", &json!({"name": "Held", "email": "held@old.example"})).await.expect(201);
    let hold = format!("/v1/contacts/{}/retention-hold", text(&held["contact_id"]));
    admin.put(&hold, &json!({"reason": "A dispute"})).await.expect(200);
    admin.post("/v1/contacts", &json!({"name": "Anna", "email": "anna@old.example"})).await.expect(201);
    let then = "Date: Mon, 05 Jan 2015 08:00:00 +0000\r\n";
    for (from, date) in [("anna@old.example", then), ("held@old.example", then), ("anna@old.example", "")] {
        arrive(&admin, &mailbox, &raw(from, &format!("Subject: Hello\r\n{date}"), "Hello.")).await.expect(200);
    }
    let counted = async || admin.get("/v1/retention/preview").await.expect(200)["mails"].clone();
    assert_eq!(counted().await, json!(0), "mails are kept for good");
    let mut asked = rules(1);
    asked["mails_months"] = json!(3);
    set(&admin, asked).await.expect(200);
    assert_eq!(counted().await, json!(1), "not the new one, and not that of somebody who is held");
    pass(&app, &org, now(&app)).await;
    assert_eq!(counted().await, json!(0));
    let stranger = app.organization().await.as_role(Role::Admin);
    assert_eq!(stranger.get("/v1/retention/preview").await.expect(200)["mails"], json!(0));
}
