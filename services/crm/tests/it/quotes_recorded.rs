//! Addresses of quotes that are taken away, and a yes that came in another way than by the client's page.

use chrono::Days;
use kernel::Role;
use serde_json::{Value, json};
use testkit::Answer;

use crate::activities::{colleague, told};
use crate::attachments::send as attach;
use crate::quotes::{at, nobody, public, sent, shown, yes};
use crate::{deal, eur, event_types, path, pointer, start, text};

#[tokio::test]
async fn addresses_are_taken_away_and_made_anew() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let client = nobody(&org);
    let (quote, first) = sent(&sales, &deal(&sales).await).await;
    let second = public(&sales.post(at(&quote, "/link"), &json!({})).await.expect(200));
    let links = at(&quote, "/links");
    app.organization().await.as_role(Role::Owner).delete(&links).await.problem(404, "not-found");
    app.organization().await.as_role(Role::Owner).get(&links).await.problem(404, "not-found");
    org.as_role(Role::Auditor).delete(&links).await.problem(403, "forbidden");
    let known = sales.get(&links).await.expect(200);
    assert_eq!(known["items"].as_array().map(Vec::len), Some(2));
    assert!(known["items"].as_array().unwrap().iter().all(|link| link["ended_at"].is_null()));
    assert!(!known.text.contains("secret") && !known.text.contains("/quote/"), "{}", known.text);

    let version = sales.get(at(&quote, "")).await.expect(200)["version"].as_i64().unwrap();
    for _ in 0..2 {
        let ended = sales.delete(&links).await.expect(200);
        assert_eq!((&ended["version"], text(&ended["state"])), (&json!(version + 1), "sent"));
    }
    // Whoever holds one is told what happened to it, and nothing else.
    for address in [&first, &second] {
        client.get(address).await.problem(404, "quote-link-ended");
        client.get(format!("{address}/pdf")).await.problem(404, "quote-link-ended");
        let view = json!({"quote_id": quote["quote_id"]});
        client.post(format!("{address}/view"), &view).await.problem(404, "quote-link-ended");
        client.post(format!("{address}/accept"), &yes(&quote, &json!([]))).await.problem(404, "quote-link-ended");
    }
    let made_up = first.replace(&first[first.len() - 4..], "0000");
    client.get(made_up).await.problem(404, "not-found");
    let third = public(&sales.post(at(&quote, "/link"), &json!({})).await.expect(200));
    client.get(&third).await.expect(200);
    let known = sales.get(&links).await.expect(200);
    let open = known["items"].as_array().unwrap().iter().filter(|link| link["ended_at"].is_null()).count();
    assert_eq!((known["items"].as_array().map(Vec::len), open), (Some(3), 1));
    let ended = event_types(&app, &org).await.into_iter().filter(|one| one == "crm.quote.links_ended.v1").count();
    assert_eq!(ended, 1, "ended twice is ended once");
    client.post(format!("{third}/accept"), &yes(&quote, &json!([]))).await.expect(200);
}

/// What was said on paper.
fn paper(more: &Value) -> Value {
    let mut body = json!({"name": "Nagy Éva", "way": "paper", "note": "Signed at their office."});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

fn record(quote: &Answer) -> String {
    at(quote, "/record-acceptance")
}

#[tokio::test]
async fn a_yes_on_paper_does_what_one_on_the_page_does() {
    let (app, org) = start().await;
    let owner = colleague(&app, &org, "Anna").await;
    let sales = org.as_member(owner, [Role::Sales]);
    let deal = deal(&sales).await;
    let (quote, address) = sent(&sales, &deal).await;
    let logo = sales.get(at(&quote, "")).await.expect(200)["lines"][1]["deal_line_id"].clone();
    let to = path(&deal, "/attachments?name=signed.pdf");
    let file = attach(&sales, &to, "application/pdf", "%PDF-1.7 signed by hand").await.expect(201);

    org.as_role(Role::ProjectManager).post(record(&quote), &paper(&json!({}))).await.problem(403, "forbidden");
    app.organization()
        .await
        .as_role(Role::Owner)
        .post(record(&quote), &paper(&json!({})))
        .await
        .problem(404, "not-found");
    let now = app.running.state().clock.now();
    let tomorrow = now.date_naive() + Days::new(2);
    let before = now.date_naive() - Days::new(3);
    for (wrong, at) in [
        (json!({"accepted_on": tomorrow}), "/accepted_on"),
        (json!({"accepted_on": before}), "/accepted_on"),
        (json!({"attachment_id": quote["quote_id"]}), "/attachment_id"),
        (json!({"chosen": [quote["quote_id"]]}), "/chosen/0"),
    ] {
        let refused = sales.post(record(&quote), &paper(&wrong)).await;
        assert_eq!(pointer(&refused.problem(422, "invalid-field")), at);
    }
    let stale = sales.with_header("if-match", "\"99\"");
    stale.post(record(&quote), &paper(&json!({}))).await.problem(412, "stale-version");

    let body = paper(&json!({"attachment_id": file["attachment_id"], "chosen": [logo]}));
    let one = sales.post(record(&quote), &body);
    let (one, two) = tokio::join!(one, sales.post(record(&quote), &body));
    let (done, refused) = if one.status == 200 { (one, two) } else { (two, one) };
    refused.problem(409, "quote-accepted");
    let done = done.expect(200);
    let answer = &done["answer"];
    assert_eq!((text(&answer["kind"]), text(&answer["name"])), ("accepted", "Nagy Éva"));
    assert_eq!(answer["effect"], json!({"lines_taken": true, "deal_won": true, "left": null, "detail": null}));
    let recorded = &done["recorded"];
    assert_eq!((text(&recorded["way"]), text(&recorded["note"])), ("paper", "Signed at their office."));
    assert_eq!(
        (text(&recorded["by"]), &recorded["attachment_id"]),
        (&*format!("member:{owner}"), &file["attachment_id"])
    );
    assert_eq!((&done["answered_from"], &done["viewed_at"]), (&Value::Null, &Value::Null), "nobody read it here");
    let won = shown(&sales, &deal).await;
    assert_eq!((text(&won["status"]), &won["value"]), ("won", &eur("1100.00")));
    assert_eq!((&won["accepted_quote_id"], &won["lines"][1]["deal_line_id"]), (&quote["quote_id"], &logo));
    let types = event_types(&app, &org).await;
    assert!(types.ends_with(&["crm.deal.updated.v1", "crm.deal.won.v1", "crm.quote.accepted.v1"].map(str::to_owned)));
    assert_eq!(told(&sales, &path(&deal, "/timeline?kind=quote")).await.len(), 2);

    // The client sees that it is settled, and how; what shows it stays.
    let offer = nobody(&org).get(&address).await.expect(200);
    assert_eq!((text(&offer["state"]), &offer["answer"]["recorded"]), ("accepted", &json!(true)));
    assert!(!offer.text.contains("their office"), "what was noted stays inside: {}", offer.text);
    let kept = format!("/v1/attachments/{}", text(&file["attachment_id"]));
    sales.delete(&kept).await.problem(409, "attachment-is-evidence");
    sales.get(&kept).await.expect(200);
    sales.post(record(&quote), &paper(&json!({}))).await.problem(409, "quote-accepted");
}

#[tokio::test]
async fn only_what_was_offered_can_be_said_yes_to() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = deal(&sales).await;
    let draft = sales.post("/v1/quotes", &json!({"deal_id": deal["deal_id"]})).await.expect(201);
    sales.post(record(&draft), &paper(&json!({}))).await.problem(409, "quote-not-sent");
    let (quote, address) = sent(&sales, &deal).await;
    let no = json!({"quote_id": quote["quote_id"], "reason": "too dear"});
    nobody(&org).post(format!("{address}/decline"), &no).await.expect(200);
    sales.post(record(&quote), &paper(&json!({}))).await.problem(409, "quote-not-offered");
    // A file beside another deal shows nothing here.
    let other = crate::deal(&sales).await;
    let to = path(&other, "/attachments");
    let file = attach(&sales, &to, "application/pdf", "%PDF-1.7 of another deal").await.expect(201);
    let (next, _) = sent(&sales, &deal).await;
    let foreign = paper(&json!({"attachment_id": file["attachment_id"]}));
    assert_eq!(pointer(&sales.post(record(&next), &foreign).await.problem(422, "invalid-field")), "/attachment_id");
}
