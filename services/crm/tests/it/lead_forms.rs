//! Forms that anybody may send.

use axum::body::Body;
use http::Method;
use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, Client, Organization};

use crate::{pointer, start, text};

/// A form that takes a name, a company and a message, with consent.
async fn form(admin: &Client) -> Answer {
    let body = json!({"name": "Contact us", "fields": ["name", "company", "message"], "source": "website",
                      "consent_text": "You may write to me.", "consent_purpose": "answer"});
    admin.post("/v1/lead-forms", &body).await.expect(201)
}

/// Where a form is sent to.
fn address(form: &Answer) -> String {
    format!("/v1/public/forms/{}/submissions", text(&form["form_key"]))
}

/// Somebody with no token at all.
fn nobody(org: &Organization) -> Client {
    org.with_token("none").without_header("authorization")
}

async fn leads(client: &Client) -> Vec<Value> {
    client.get("/v1/leads").await.expect(200)["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_form_is_made_shown_and_changed() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let made = form(&admin).await;
    assert_eq!((text(&made["form_key"]).len(), made["active"].as_bool()), (43, Some(true)));
    let at = format!("/v1/lead-forms/{}", text(&made["lead_form_id"]));
    let elsewhere = json!({"redirect_url": "https://example.com/thanks"});
    let problem = admin.with_header("if-match", "*").patch(&at, &elsewhere).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/redirect_url", "it is on none of the sites of the form");
    let change = json!({"redirect_url": "https://example.com/thanks", "sites": ["example.com"], "campaign": "autumn"});
    admin.patch(&at, &change).await.problem(428, "match-required");
    let changed = admin.with_header("if-match", made.etag()).patch(&at, &change).await.expect(200);
    assert_eq!((&changed["form_key"], text(&changed["campaign"])), (&made["form_key"], "autumn"));
    let wrong = json!({"redirect_url": "javascript:alert(1)"});
    let problem = admin.with_header("if-match", "*").patch(&at, &wrong).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/redirect_url");
    org.as_role(Role::Sales).post("/v1/lead-forms", &json!({"name": "x"})).await.problem(403, "forbidden");
    assert_eq!(admin.get("/v1/lead-forms").await.expect(200)["items"].as_array().map(Vec::len), Some(1));
    let stranger = app.organization().await.as_role(Role::Owner);
    stranger.get(&at).await.problem(404, "not-found");
    stranger.with_header("if-match", "*").patch(&at, &change).await.problem(404, "not-found");
}

#[tokio::test]
async fn what_somebody_unknown_sends_becomes_a_lead_with_consent_and_origin() {
    let (app, org) = start().await;
    let made = form(&org.as_role(Role::Admin)).await;
    let sent = json!({"email": "anna@acme.hu", "name": "Kovács Anna", "company": "Acme", "message": "Hello", "consent": true,
                      "utm_source": "google", "utm_campaign": "autumn", "referrer": "https://example.com"});
    let answer = nobody(&org).post(address(&made), &sent).await.expect(200);
    assert_eq!(answer.json, json!({"received": true}));
    assert_eq!(answer.headers["access-control-allow-origin"], "*");
    let sales = org.as_role(Role::Sales);
    let lead = leads(&sales).await.remove(0);
    assert_eq!((text(&lead["name"]), text(&lead["note"])), ("Kovács Anna", "Hello"));
    let origin = &lead["origin"];
    assert_eq!(
        (text(&origin["channel"]), text(&origin["source"]), text(&origin["campaign"])),
        ("form", "website", "autumn")
    );
    assert_eq!(origin["form_id"], made["lead_form_id"]);
    assert_eq!((text(&lead["consent"]["text"]), text(&lead["consent"]["how"])), ("You may write to me.", "Contact us"));
    let published = app.published(&org).await;
    assert_eq!(published.last().map(|event| event.event_type.as_str()), Some("crm.consent.given.v1"));
    let shown = sales.get(format!("/v1/leads/{}", text(&lead["lead_id"]))).await.expect(200);
    assert_eq!(text(&shown["history"][0]["by"]), "system:lead_form");
}

#[tokio::test]
async fn the_form_of_a_web_page_is_taken_and_the_browser_goes_on() {
    let (_, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let made = form(&admin).await;
    let page = nobody(&org).with_header("content-type", "application/x-www-form-urlencoded");
    let send =
        |body: &'static str| page.send(Method::POST, Box::leak(address(&made).into_boxed_str()), Body::from(body));
    send("email=anna%40acme.hu&name=Kov%C3%A1cs+Anna&company=&consent=on&fax_number=").await.expect(200);
    assert_eq!(text(&leads(&admin).await[0]["name"]), "Kovács Anna");
    let at = format!("/v1/lead-forms/{}", text(&made["lead_form_id"]));
    let change = json!({"redirect_url": "https://example.com/thanks", "sites": ["example.com"]});
    admin.with_header("if-match", "*").patch(&at, &change).await.expect(200);
    let answer = send("email=bela%40acme.hu&consent=on").await.expect(303);
    assert_eq!(answer.headers["location"], "https://example.com/thanks");
    assert_eq!(text(&leads(&admin).await[0]["name"]), "bela");
    for (body, at) in [
        ("email=x&consent=on", "/email"),
        ("email=a%40b.hu", "/consent"),
        ("email=a%40b.hu&email=c%40b.hu", "/email"),
        ("email=a%40b.hu&consent=on&colour=red", "/colour"),
    ] {
        assert_eq!(pointer(&send(body).await.problem(422, "invalid-field")), at, "{body}");
    }
    send("email=a%00%40b.hu").await.problem(400, "malformed-json");
    let big = format!("email=a%40b.hu&message={}", "x".repeat(70_000));
    page.send(Method::POST, &address(&made), Body::from(big)).await.problem(413, "body-too-large");
}

#[tokio::test]
async fn a_program_that_fills_in_everything_is_thanked_and_forgotten() {
    let (_, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let made = form(&admin).await;
    let sent = json!({"email": "bot@spam.example", "consent": true, "fax_number": "123"});
    assert_eq!(nobody(&org).post(address(&made), &sent).await.expect(200).json, json!({"received": true}));
    assert!(leads(&admin).await.is_empty());
}

#[tokio::test]
async fn whoever_writes_again_is_the_same_lead_even_at_the_same_moment() {
    let (_, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let made = form(&admin).await;
    let tasks: Vec<_> = (0..8)
        .map(|index| {
            let (nobody, address) = (nobody(&org), address(&made));
            let email = if index % 2 == 0 { "Anna@acme.hu" } else { "anna@ACME.hu" };
            let sent = json!({"email": email, "consent": true, "message": format!("message {index}")});
            tokio::spawn(async move { nobody.post(address, &sent).await.expect(200).json })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), json!({"received": true}));
    }
    let known = leads(&admin).await;
    assert_eq!((known.len(), known[0]["touches"].as_i64()), (1, Some(8)));
    let at = format!("/v1/leads/{}", text(&known[0]["lead_id"]));
    let shown = admin.get(&at).await.expect(200);
    assert_eq!(shown["touch_list"].as_array().map(Vec::len), Some(8));

    // Whoever waited for a day is answered anew; whoever was given up begins again.
    admin.post(format!("{at}/nurture"), &json!({"until": "2199-01-01"})).await.expect(200);
    let again = json!({"email": "anna@acme.hu", "consent": true});
    nobody(&org).post(address(&made), &again).await.expect(200);
    assert_eq!(text(&admin.get(&at).await.expect(200)["status"]), "new");
    admin.post(format!("{at}/disqualify"), &json!({"reason": "spam"})).await.expect(200);
    nobody(&org).post(address(&made), &again).await.expect(200);
    assert_eq!(leads(&admin).await.len(), 2);
}

#[tokio::test]
async fn a_key_opens_its_own_form_and_nothing_else() {
    let (app, org) = start().await;
    let theirs = app.organization().await;
    let (ours, their_admin) = (form(&org.as_role(Role::Admin)).await, theirs.as_role(Role::Admin));
    let their_form = form(&their_admin).await;
    let sent = json!({"email": "a@b.hu", "consent": true});
    let key = text(&ours["form_key"]).to_owned();
    let their_key = text(&their_form["form_key"]).to_owned();
    // The organisation of one and the secret of another; the first character of a key belongs to the organisation.
    let crossed = format!("{}{}", &their_key[..22], &key[22..]);
    let other_first = format!("{}{}", if key.starts_with('A') { 'B' } else { 'A' }, &key[1..]);
    let never = "A".repeat(43);
    let mut shapes = Vec::new();
    for wrong in [crossed.as_str(), &other_first, &never, "short", &key[..42], "%00", &format!("{key}A")] {
        let answer = nobody(&org).post(format!("/v1/public/forms/{wrong}/submissions"), &sent).await;
        let mut problem = answer.problem(404, "not-found");
        problem.as_object_mut().unwrap().remove("trace_id");
        shapes.push(problem);
    }
    shapes.dedup();
    assert!(shapes.len() <= 3, "answers tell what is there: {shapes:?}");
    assert!(leads(&org.as_role(Role::Admin)).await.is_empty() && leads(&their_admin).await.is_empty());

    // A form that is not active looks as if it were not there, whatever is sent.
    let at = format!("/v1/lead-forms/{}", text(&ours["lead_form_id"]));
    org.as_role(Role::Admin).with_header("if-match", "*").patch(&at, &json!({"active": false})).await.expect(200);
    nobody(&org).post(address(&ours), &sent).await.problem(404, "not-found");
    // A token of somebody else changes nothing.
    their_admin.post(address(&their_form), &sent).await.expect(200);
    assert_eq!(leads(&their_admin).await.len(), 1);
}
