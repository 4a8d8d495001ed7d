//! Forms against programs: what looks like spam is held and never lost, pages for browsers without a script, limits by the hour.

use axum::body::Body;
use chrono::{DateTime, TimeDelta, Utc};
use crm::lead_forms::key::FormKey;
use crm::lead_forms::token::FormToken;
use http::Method;
use kernel::Role;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use platform::clock::Clock;
use platform::config::Secret;
use platform::seal::Sealer;
use serde_json::{Value, json};
use testkit::{Answer, Client, Organization};

use crate::erasing::{finish, superuser};
use crate::person_exports::unpacked;
use crate::{event_types, pointer, start, text};

async fn form(admin: &Client, change: Value) -> Answer {
    let mut body = json!({"name": "Contact us", "fields": ["name", "company", "message"], "language": "en"});
    body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    admin.post("/v1/lead-forms", &body).await.expect(201)
}

fn at(form: &Answer, below: &str) -> String {
    format!("/v1/public/forms/{}/{below}", text(&form["form_key"]))
}

/// Somebody with no token of the suite at all.
fn nobody(org: &Organization) -> Client {
    org.with_token("none").without_header("authorization")
}

/// What the form of a web page sends in a browser without a script.
async fn send(org: &Organization, form: &Answer, fields: &[(&str, &str)]) -> Answer {
    let page = nobody(org).with_header("content-type", "application/x-www-form-urlencoded");
    let page = page.with_header("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let body: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    page.send(Method::POST, &at(form, "submissions"), Body::from(body.join("&"))).await
}

async fn leads(client: &Client) -> Vec<String> {
    let page = client.get("/v1/leads").await.expect(200);
    page["items"].as_array().unwrap().iter().map(|lead| text(&lead["email"]).to_owned()).collect()
}

/// What waits, the last first: address and reasons.
async fn held(client: &Client) -> Vec<(String, Value)> {
    let page = client.get("/v1/suspected-messages").await.expect(200);
    let one = |held: &Value| (text(&held["sent"]["email"]).to_owned(), held["reasons"].clone());
    page["items"].as_array().unwrap().iter().map(one).collect()
}

fn of(held: &Value, below: &str) -> String {
    format!("/v1/suspected-messages/{}{below}", text(&held["suspected_message_id"]))
}

#[tokio::test]
async fn what_advertises_waits_until_somebody_lets_it_in_or_throws_it_away() {
    let (app, org) = start().await;
    let (admin, sales) = (org.as_role(Role::Admin), org.as_role(Role::Sales));
    let made = form(&admin, json!({"consent_text": "The old words"})).await;
    let links = "http://a.example http://b.example www.c.example";
    for (email, message) in [("good@acme.hu", "Please call"), ("ads@x.hu", links), ("more@x.hu", "<a href=1>x</a>")] {
        let body = json!({"email": email, "name": "Anna", "message": message, "consent": true});
        let answer = nobody(&org).post(at(&made, "submissions"), &body).await.expect(200);
        assert_eq!(answer.json, json!({"received": true}), "nobody is told what became of it");
    }
    assert_eq!(leads(&sales).await, ["good@acme.hu"]);
    let expected = [("more@x.hu".to_owned(), json!(["markup"])), ("ads@x.hu".to_owned(), json!(["many_links"]))];
    assert_eq!(held(&sales).await, expected);
    let before = event_types(&app, &org).await;
    let page = sales.get("/v1/suspected-messages?limit=1").await.expect(200);
    let next = format!("/v1/suspected-messages?limit=1&cursor={}", text(&page["next_cursor"]));
    let next = sales.get(next).await.expect(200);
    let (more, ads) = (page["items"][0].clone(), next["items"][0].clone());
    assert_eq!((&ads["sent"]["message"], &ads["form_name"]), (&json!(links), &json!("Contact us")));
    let of_form = |id: &Value| format!("/v1/suspected-messages?lead_form_id={}", text(id));
    assert_eq!(sales.get(of_form(&made["lead_form_id"])).await.expect(200)["items"].as_array().unwrap().len(), 2);
    assert_eq!(sales.get(of_form(&more["suspected_message_id"])).await.expect(200)["items"], json!([]));
    assert_eq!(event_types(&app, &org).await, before, "nobody hears of what waits");
    let file = format!("/v1/exports/suspected-messages.csv?lead_form_id={}", text(&made["lead_form_id"]));
    let file = sales.get(file).await.expect(200);
    let lines: Vec<&str> = file.text.lines().collect();
    assert!(lines.len() == 3 && lines[1].contains("more@x.hu") && lines[2].contains("ads@x.hu"), "{}", file.text);
    assert!(lines[1].contains("markup") && lines[2].contains(links), "{}", file.text);
    let of_none = format!("/v1/exports/suspected-messages.csv?lead_form_id={}", text(&more["suspected_message_id"]));
    assert_eq!(sales.get(of_none).await.expect(200).text.lines().count(), 1, "with the filter of the list");

    // Nobody else's is seen, and not everybody may let it in.
    let stranger = app.organization().await.as_role(Role::Owner);
    assert_eq!(stranger.get("/v1/suspected-messages").await.expect(200)["items"], json!([]));
    let nothing = stranger.get("/v1/exports/suspected-messages.csv").await.expect(200);
    assert_eq!(nothing.text.lines().count(), 1, "only the heading");
    stranger.get(of(&ads, "")).await.problem(404, "not-found");
    stranger.post(of(&ads, "/not-spam"), &json!({})).await.problem(404, "not-found");
    stranger.delete(of(&ads, "")).await.problem(404, "not-found");
    org.as_role(Role::Employee).post(of(&ads, "/not-spam"), &json!({})).await.problem(403, "forbidden");

    // What it says counts as it did when it came, whatever the form asks for since.
    let path = format!("/v1/lead-forms/{}", text(&made["lead_form_id"]));
    let change = json!({"consent_text": "The new words", "fields": [], "active": false});
    admin.with_header("if-match", "*").patch(&path, &change).await.expect(200);
    let (nothing, path) = (json!({}), of(&ads, "/not-spam"));
    let (one, other) = tokio::join!(sales.post(&path, &nothing), admin.post(&path, &nothing));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 404], "it is let in once");
    assert_eq!(leads(&sales).await.len(), 2);
    let all = sales.get("/v1/leads").await.expect(200);
    let lead = all["items"].as_array().unwrap().iter().find(|lead| lead["email"] == "ads@x.hu").unwrap();
    assert_eq!((&lead["received_at"], &lead["origin"]["channel"]), (&ads["received_at"], &json!("form")));
    assert_eq!((&lead["origin"]["form_id"], &lead["note"]), (&made["lead_form_id"], &json!(links)));
    assert_eq!(
        (&lead["consent"]["text"], &lead["consent"]["given_at"]),
        (&json!("The old words"), &ads["received_at"])
    );
    sales.delete(of(&more, "")).await.expect(200);
    sales.delete(of(&more, "")).await.problem(404, "not-found");
    assert_eq!(held(&sales).await, []);
    assert_eq!(leads(&sales).await.len(), 2);
}

#[tokio::test]
async fn whoever_is_let_in_and_is_known_came_forward_when_they_wrote() {
    let (_, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let made = form(&admin, json!({})).await;
    let first = json!({"email": "anna@acme.hu", "message": "<a href=1>x</a>"});
    nobody(&org).post(at(&made, "submissions"), &first).await.expect(200);
    nobody(&org).post(at(&made, "submissions"), &json!({"email": "anna@acme.hu"})).await.expect(200);
    let one = admin.get("/v1/suspected-messages").await.expect(200)["items"][0].clone();
    let before = admin.get("/v1/leads").await.expect(200)["items"][0].clone();
    admin.post(of(&one, "/not-spam"), &json!({})).await.expect(200);
    let lead = admin.get(format!("/v1/leads/{}", text(&before["lead_id"]))).await.expect(200);
    assert_eq!((&lead["touches"], &lead["last_touch_at"]), (&json!(2), &before["last_touch_at"]));
    let touches = lead["touch_list"].as_array().unwrap();
    assert!(touches.iter().any(|touch| touch["at"] == one["received_at"]), "{touches:?}");
}

/// A token that a page got some time ago.
fn given(form: &Answer, ago: TimeDelta) -> String {
    let sealer = Sealer::new(Some(&Secret::new("5".repeat(64)))).unwrap();
    let (key, _) = FormKey::read(text(&form["form_key"])).unwrap();
    FormToken::give(Clock::default().now() - ago, rand::random()).write(&key, &sealer).unwrap()
}

#[tokio::test]
async fn a_page_says_when_it_was_opened_once() {
    let (_, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let made = form(&admin, json!({"needs_token": true})).await;
    let other = form(&admin, json!({"needs_token": true})).await;
    let submit = async |email: &str, token: Option<&str>| {
        let body = json!({"email": email, "form_token": token});
        nobody(&org).post(at(&made, "submissions"), &body).await.expect(200);
        held(&admin).await.remove(0)
    };
    let token = async |form: &Answer| {
        let given = nobody(&org).get(at(form, "token")).await.expect(200);
        assert_eq!((&given["least_seconds"], &given["most_seconds"]), (&json!(3), &json!(86_400)));
        assert_eq!(given.headers["access-control-allow-origin"], "*");
        text(&given["form_token"]).to_owned()
    };
    assert_eq!(submit("none@x.hu", None).await, ("none@x.hu".to_owned(), json!(["no_token"])));
    assert_eq!(submit("made.up@x.hu", Some("made.up.token")).await.1, json!(["no_token"]));
    assert_eq!(submit("other@x.hu", Some(&token(&other).await)).await.1, json!(["no_token"]));
    let fast = token(&made).await;
    assert_eq!(submit("fast@x.hu", Some(&fast)).await, ("fast@x.hu".to_owned(), json!(["too_fast"])));
    assert_eq!(submit("again@x.hu", Some(&fast)).await.1, json!(["used_twice"]));
    assert_eq!(leads(&admin).await, Vec::<String>::new());
    // What was given ten seconds ago fits, and only once; what was given a day ago says nothing any more.
    let (fits, old) = (given(&made, TimeDelta::seconds(10)), given(&made, TimeDelta::hours(25)));
    let sent = json!({"email": "good@x.hu", "form_token": fits});
    nobody(&org).post(at(&made, "submissions"), &sent).await.expect(200);
    assert_eq!(leads(&admin).await, ["good@x.hu"]);
    assert_eq!(submit("twice@x.hu", Some(&fits)).await.1, json!(["used_twice"]));
    assert_eq!(submit("old@x.hu", Some(&old)).await.1, json!(["too_old"]));
    let unknown = at(&made, "token").replace(&text(&made["form_key"])[30..], "AAAAAAAAAAAAA");
    nobody(&org).get(unknown).await.problem(404, "not-found");
}

#[tokio::test]
async fn a_browser_without_a_script_is_answered_by_pages_whatever_happens() {
    let (_, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let own = json!({"record": "lead", "name": "Team <size>", "kind": "number"});
    let own = admin.post("/v1/custom-fields", &own).await.expect(201)["field_id"].clone();
    let made = form(&admin, json!({"own_fields": [{"field_id": own, "required": true}], "language": "hu"})).await;
    let custom = format!("custom.{}", text(&own));
    let page = send(&org, &made, &[("email", "<x>"), (&custom, "5")]).await.expect(422);
    assert!(page.headers["content-type"].to_str().unwrap().starts_with("text/html"));
    assert!(page.text.contains("lang=\"hu\"") && page.text.contains("<strong>E-mail</strong>"), "{}", page.text);
    assert!(!page.text.contains("<x>"), "{}", page.text);
    let page = send(&org, &made, &[("email", "a@b.hu"), (&custom, "many")]).await.expect(422);
    assert!(page.text.contains("<strong>Team &lt;size&gt;</strong>"), "{}", page.text);
    assert_eq!(leads(&admin).await, Vec::<String>::new());
    let page = send(&org, &made, &[("email", "a@b.hu"), (&custom, "5")]).await.expect(200);
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(page.text.contains("Köszönjük") && policy.contains("default-src 'none'"), "{policy}: {}", page.text);
    assert!(!policy.contains("unsafe"), "{policy}");
    // A script that sends the same is told what it was told before.
    let script = nobody(&org).with_header("content-type", "application/x-www-form-urlencoded");
    let body = || Body::from(format!("email=a%40b.hu&{custom}=5"));
    let told = script.send(Method::POST, &at(&made, "submissions"), body()).await.expect(200);
    assert_eq!(told.json, json!({"received": true}));
    let path = format!("/v1/lead-forms/{}", text(&made["lead_form_id"]));
    let change = json!({"sites": ["www.acme.hu"], "redirect_url": "https://www.acme.hu/thanks"});
    admin.with_header("if-match", "*").patch(&path, &change).await.expect(200);
    let on = send(&org, &made, &[("email", "a@b.hu"), (&custom, "5")]).await.expect(303);
    assert_eq!(on.headers["location"], "https://www.acme.hu/thanks");
    // The address and the sites it may be on belong together.
    let wrong = admin.with_header("if-match", "*").patch(&path, &json!({"sites": []})).await;
    assert_eq!(pointer(&wrong.problem(422, "invalid-field")), "/redirect_url");
    admin.with_header("if-match", "*").patch(&path, &json!({"active": false})).await.expect(200);
    let gone = send(&org, &made, &[("email", "a@b.hu")]).await.expect(404);
    assert!(gone.text.contains("<h1>"), "{}", gone.text);
}

#[tokio::test]
async fn a_form_takes_so_much_within_an_hour() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let wrong = admin.post("/v1/lead-forms", &json!({"name": "x", "hourly_limit": 0})).await;
    assert_eq!(pointer(&wrong.problem(422, "invalid-field")), "/hourly_limit");
    let made = form(&admin, json!({"hourly_limit": 2})).await;
    let other = form(&admin, json!({})).await;
    let submit =
        async |form: &Answer, email: &str| nobody(&org).post(at(form, "submissions"), &json!({"email": email})).await;
    // What is refused or thrown away counts for nothing.
    submit(&made, "x").await.problem(422, "invalid-field");
    let robot = json!({"email": "a@b.hu", "fax_number": "1"});
    nobody(&org).post(at(&made, "submissions"), &robot).await.expect(200);
    let mut statuses = Vec::new();
    for email in ["a@x.hu", "b@x.hu", "c@x.hu", "d@x.hu", "e@x.hu"] {
        statuses.push(submit(&made, email).await.status);
    }
    // An hour may have begun on the way.
    let taken = statuses.iter().filter(|status| **status == 200).count();
    assert!((2..=4).contains(&taken) && statuses[..2] == [200, 200] && statuses.contains(&429), "{statuses:?}");
    let mut superuser = superuser(&app).await;
    sqlx::query("update lead_form_hours set taken = 2 where org_id = $1")
        .bind(org.id.as_uuid())
        .execute(&mut superuser)
        .await
        .unwrap();
    let full = submit(&made, "f@x.hu").await;
    let after: i64 = full.headers["retry-after"].to_str().unwrap().parse().unwrap();
    full.problem(429, "form-full");
    assert!((1..=3_600).contains(&after), "{after}");
    let page = send(&org, &made, &[("email", "f@x.hu")]).await.expect(429);
    assert!(page.headers.contains_key("retry-after") && page.text.contains("in an hour"), "{}", page.text);
    submit(&other, "g@x.hu").await.expect(200);
    assert_eq!(leads(&admin).await.len(), taken + 1);
    let earlier = "update lead_form_hours set hour = hour - interval '2 hours' where org_id = $1";
    sqlx::query(earlier).bind(org.id.as_uuid()).execute(&mut superuser).await.unwrap();
    submit(&made, "f@x.hu").await.expect(200);
}

#[tokio::test]
async fn what_nobody_looks_at_is_thrown_away_after_thirty_days() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let made = form(&admin, json!({})).await;
    let advert = |email: &str| json!({"email": email, "message": "<a href=1>x</a>"});
    nobody(&org).post(at(&made, "submissions"), &advert("old@x.hu")).await.expect(200);
    let one = admin.get("/v1/suspected-messages").await.expect(200)["items"][0].clone();
    let until: DateTime<Utc> = text(&one["kept_until"]).parse().unwrap();
    app.run_job_at(&org, "tidy up suspected messages", until).await;
    assert_eq!(held(&admin).await.len(), 1);
    app.run_job_at(&org, "tidy up suspected messages", until + TimeDelta::seconds(1)).await;
    assert_eq!(held(&admin).await, []);
    admin.get(of(&one, "")).await.problem(404, "not-found");
}

#[tokio::test]
async fn an_erasure_takes_what_waits_and_an_export_of_the_person_has_it() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let made = form(&admin, json!({})).await;
    let lead = admin.post("/v1/leads", &json!({"name": "Kis Bori", "email": "Bori@client.example"})).await.expect(201);
    for email in ["bori@client.example", "other@client.example"] {
        let body = json!({"email": email, "message": "<a href=1>x</a>"});
        nobody(&org).post(at(&made, "submissions"), &body).await.expect(200);
    }
    let at_lead = format!("/v1/leads/{}", text(&lead["lead_id"]));
    let export = admin.post(format!("{at_lead}/person-exports"), &json!({})).await.expect(201);
    let archive = format!("/v1/person-exports/{}/archive", text(&export["person_export_id"]));
    let files = unpacked(&admin.get(archive).await.expect(200));
    let rows: Value = serde_json::from_str(&files["data/suspected_messages.json"]).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert_eq!(rows[0]["sent"]["email"], "bori@client.example");
    let erased = admin.post(format!("{at_lead}/erase"), &json!({"reason": "request"})).await.expect(200);
    finish(&app, &org, &admin, &erased.json).await;
    assert_eq!(held(&admin).await.into_iter().map(|one| one.0).collect::<Vec<_>>(), ["other@client.example"]);
}
