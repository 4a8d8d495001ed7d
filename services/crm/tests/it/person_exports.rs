//! Taking out what is known of a person.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use axum::body::Body;
use chrono::TimeDelta;
use http::Method;
use kernel::Role;
use serde_json::{Value, json};
use testkit::Answer;

use crate::mails::mailbox;
use crate::mails_in::{arrive, raw};
use crate::smtp::Server;
use crate::{event_types, start, text};

/// The files of an archive by their names.
pub fn unpacked(answer: &Answer) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(answer.bytes.to_vec())).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect()
}

#[tokio::test]
async fn an_archive_holds_everything_and_is_told_of() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let consent = json!({"how": "by telephone", "text": "You may write."});
    let lead = json!({"name": "Kis Bori", "email": "bori@client.example", "note": "Likes cats", "consent": consent});
    let lead = admin.post("/v1/leads", &lead).await.expect(201);
    let at_lead = format!("/v1/leads/{}", text(&lead["lead_id"]));
    let became = admin.post(format!("{at_lead}/convert"), &json!({"account_name": "Kert Kft."})).await.expect(200);
    let at = format!("/v1/contacts/{}", text(&became["contact"]["contact_id"]));
    let about = json!([{"contact_id": became["contact"]["contact_id"]}]);
    let note = json!({"about": about, "content": {"kind": "note", "text": "Wants a garden"}});
    admin.post("/v1/activities", &note).await.expect(201);
    let body = Body::from("a plan");
    let file = admin.with_header("content-type", "text/plain");
    file.send(Method::POST, &format!("{at}/attachments?name=../terv.txt"), body).await.expect(201);
    let server = Server::start().await;
    let mailbox = mailbox(&admin, &server, json!({})).await;
    arrive(&admin, &mailbox, &raw("bori@client.example", "Subject: Roses\r\n", "Red ones.")).await.expect(200);
    admin.post("/v1/contacts", &json!({"name": "Idegen Ida", "email": "ida@other.example"})).await.expect(201);
    admin.with_header("if-match", "*").patch("/v1/quote-settings", &json!({"language": "hu"})).await.expect(200);

    let asked = json!({"note": "She wrote on Monday"});
    let export = admin.post(format!("{at}/person-exports"), &asked).await.expect(201);
    assert_eq!((export["contact_ids"].as_array().unwrap().len(), export["lead_ids"].as_array().unwrap().len()), (1, 1));
    let at_export = format!("/v1/person-exports/{}", text(&export["person_export_id"]));
    let answer = admin.get(format!("{at_export}/archive")).await.expect(200);
    assert_eq!(answer.headers["content-type"], "application/zip");
    assert_eq!(answer.headers["cache-control"], "no-store");
    let files = unpacked(&answer);
    let page = &files["index.html"];
    assert!(page.contains("lang=\"hu\"") && page.contains("Kis Bori") && page.contains("Levelek (1)"), "{page}");
    let part = |name: &str| -> Value { serde_json::from_str(&files[&format!("data/{name}.json")]).unwrap() };
    assert_eq!(part("contacts")[0]["account_name"], "Kert Kft.");
    assert_eq!(part("leads")[0]["note"], "Likes cats");
    assert_eq!(part("consents")[0]["wording"], "You may write.");
    assert_eq!(part("activities").as_array().unwrap().len(), 2, "the note and the mail");
    assert_eq!(part("mails")[0]["body"], "Red ones.");
    let kept = files.iter().find(|(name, _)| name.starts_with("files/")).unwrap();
    assert!(kept.0.ends_with("-terv.txt") && kept.1 == "a plan", "{kept:?}");
    assert!(!files.values().any(|text| text.contains("Idegen Ida")), "nobody else is in it");
    let shown = admin.get(&at_export).await.expect(200);
    assert_eq!((&shown["fetched"], shown["fetched_by"].is_null()), (&json!(1), false));
    assert!(event_types(&app, &org).await.contains(&"crm.person.exported.v1".to_owned()));
    assert_eq!(admin.get("/v1/person-exports?limit=1").await.expect(200)["items"][0]["note"], "She wrote on Monday");

    org.as_role(Role::Sales).get(format!("{at_export}/archive")).await.problem(403, "forbidden");
    org.as_role(Role::Auditor).post(format!("{at}/person-exports"), &json!({})).await.problem(403, "forbidden");
    let stranger = app.organization().await.as_role(Role::Admin);
    for below in ["", "/archive"] {
        stranger.get(format!("{at_export}{below}")).await.problem(404, "not-found");
    }
    stranger.post(format!("{at}/person-exports"), &json!({})).await.problem(404, "not-found");
    stranger.post(format!("{at_lead}/person-exports"), &json!({})).await.problem(404, "not-found");

    // For a day, and never of somebody who was erased.
    let (running, id) = (app.clone(), org.id);
    let late = crate::mails::now(&app) - TimeDelta::days(2);
    testkit::on_runtime(async move {
        let mut tx = running.running.state().db.begin(id, platform::db::Mode::Write).await.unwrap();
        sqlx::query("update person_exports set expires_at = $2 where org_id = $1")
            .bind(id.as_uuid())
            .bind(late)
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    })
    .await;
    admin.get(format!("{at_export}/archive")).await.problem(409, "export-expired");
    let again = admin.post(format!("{at_lead}/person-exports"), &json!({})).await.expect(201);
    admin.post(format!("{at}/erase"), &json!({"reason": "request"})).await.expect(200);
    let gone = format!("/v1/person-exports/{}/archive", text(&again["person_export_id"]));
    admin.get(gone).await.problem(409, "person-erased");
    admin.post(format!("{at}/person-exports"), &json!({})).await.problem(409, "person-erased");
}
