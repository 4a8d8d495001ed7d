//! Looking at a demo company, and what nobody may make of it.

use http::Method;
use kernel::OrgId;
use serde_json::{Value, json};
use testkit::{environment, on_runtime};

use crate::stage::{PASSWORD, Person, Stage, cookie_of, gateway};

const DEMOS: &str = "/api/identity/v1/session/demos";
const JOIN: &str = "/api/identity/v1/session/demos/join";
const LEAVE: &str = "/api/identity/v1/session/demos/leave";
const MEMBERS: &str = "/api/identity/v1/members";
const PLACES: &str = "/api/identity/v1/session/organizations";
const SESSION: &str = "/api/identity/v1/session";
const SWITCH: &str = "/api/identity/v1/session/switch";

/// Says as the operator that an organisation is a demo company, or is none any more.
async fn operator(org: &str, is_demo: bool) -> anyhow::Result<()> {
    let org: OrgId = org.parse().unwrap();
    let environment = Box::pin(environment()).await;
    on_runtime(async move {
        let access = environment.database("gateway", &gateway::service()).await;
        if is_demo {
            gateway::demo::mark(&access.owner, org).await
        } else {
            gateway::demo::unmark(&access.owner, org).await
        }
    })
    .await
}

/// A demo company: its owner.
async fn demo(stage: &Stage) -> Person {
    let owner = stage.owner().await;
    operator(&owner.org_id, true).await.unwrap();
    owner
}

fn chosen(org: &str) -> Value {
    json!({ "organization_id": org })
}

/// Goes to another organisation.
async fn go(person: &Person, org: &str) -> Person {
    let gone = person.post(SWITCH, &chosen(org)).await.expect(200);
    let member_id = gone["member_id"].as_str().unwrap().to_owned();
    Person { cookie: cookie_of(&gone.headers), org_id: org.to_owned(), member_id, ..person.clone() }
}

#[tokio::test]
async fn somebody_looks_at_the_demo_company_and_goes_back() {
    let stage = gateway().await;
    let (demo, bela) = (demo(&stage).await, stage.owner().await);
    let found = |list: &Value| {
        list["items"].as_array().unwrap().iter().find(|one| one["org_id"] == demo.org_id.as_str()).cloned()
    };
    let shown = found(&bela.get(DEMOS).await.expect(200).json).unwrap();
    assert_eq!(shown, json!({ "org_id": demo.org_id, "name": "Kovács Kft.", "joined": false }));

    let joined = bela.post(JOIN, &chosen(&demo.org_id)).await.expect(200);
    assert_eq!((&joined["org_id"], &joined["name"]), (&json!(demo.org_id), &json!("Kovács Kft.")));
    assert_eq!(found(&bela.get(DEMOS).await.expect(200).json).unwrap()["joined"], true);
    // The session stays where it is until she goes.
    let session = bela.get(SESSION).await.expect(200);
    assert_eq!((&session["organization"]["org_id"], &session["guest"]), (&json!(bela.org_id), &json!(false)));

    let there = go(&bela, &demo.org_id).await;
    let session = there.get(SESSION).await.expect(200);
    assert_eq!((&session["guest"], &session["roles"]), (&json!(true), &json!(["auditor"])));
    assert_eq!(
        (&session["user"]["email"], &session["user"]["name"]),
        (&json!(bela.email), &json!("Anna")),
        "to herself"
    );
    let places = there.get(PLACES).await.expect(200);
    let places: Vec<_> =
        places["items"].as_array().unwrap().iter().map(|one| (&one["org_id"], &one["guest"])).collect();
    assert_eq!(places, [(&json!(bela.org_id), &json!(false)), (&json!(demo.org_id), &json!(true))]);
    go(&there, &bela.org_id).await.get(SESSION).await.expect(200);
    // Whoever logs in begins in their own organisation.
    assert_eq!(stage.log_in(&bela.email, PASSWORD).await.org_id, bela.org_id);
}

#[tokio::test]
async fn a_guest_reads_and_changes_nothing() {
    let stage = gateway().await;
    let (demo, bela) = (demo(&stage).await, stage.owner().await);
    bela.post(JOIN, &chosen(&demo.org_id)).await.expect(200);
    let guest = go(&bela, &demo.org_id).await;
    guest.get(MEMBERS).await.expect(200);
    let new = json!({ "name": "Carl", "email": "carl@example.com", "roles": ["auditor"] });
    guest.post(MEMBERS, &new).await.problem(403, "forbidden");
    guest
        .post("/api/identity/v1/api-keys", &json!({ "name": "mine", "roles": ["auditor"] }))
        .await
        .problem(403, "forbidden");
    let rename = json!({ "name": "Mine" });
    guest.patch("/api/identity/v1/organization", "\"1\"", &rename).await.problem(403, "forbidden");
    // Nor is a guest made more than that, whoever asks.
    let path = format!("{MEMBERS}/{}", guest.member_id);
    demo.patch(&path, "\"1\"", &json!({ "roles": ["admin"] })).await.problem(409, "guest-only-looks");
}

#[tokio::test]
async fn nobody_is_told_who_the_guests_are() {
    let stage = gateway().await;
    let (demo, bela, carl) = (demo(&stage).await, stage.owner().await, stage.owner().await);
    for guest in [&bela, &carl] {
        guest.post(JOIN, &chosen(&demo.org_id)).await.expect(200);
    }
    let guest = go(&bela, &demo.org_id).await;
    let other = go(&carl, &demo.org_id).await;
    for reader in [&guest, &demo] {
        let list = reader.get(MEMBERS).await.expect(200);
        let ids: Vec<_> = list["items"].as_array().unwrap().iter().map(|one| &one["member_id"]).collect();
        assert_eq!(ids, [&json!(demo.member_id)], "guests are not listed");
        let seen = reader.get(&format!("{MEMBERS}/{}", other.member_id)).await.expect(200);
        assert_eq!(seen["name"], "Guest");
        assert!(seen["email"].as_str().unwrap().ends_with("@demo.invalid") && !seen.text.contains(&carl.email));
        let changes = reader.get("/api/identity/v1/changes").await;
        assert!(!changes.text.contains(&carl.email) && !changes.text.contains(&bela.email), "{}", changes.text);
    }
    let events = stage.published(&demo.org_id).await;
    let guests: Vec<_> = events.iter().filter(|(_, _, event)| event["member"]["guest"] == true).collect();
    assert_eq!(guests.len(), 2);
    assert!(events.iter().all(|(_, _, event)| {
        let text = event.to_string();
        !text.contains(&carl.email) && !text.contains(&bela.email)
    }));
    // Not even by inviting them does one learn who is a guest: it is answered as for anybody with a log-in.
    let invite = json!({ "name": "Carl", "email": carl.email, "roles": ["sales"] });
    assert!(demo.post(MEMBERS, &invite).await.expect(201)["code"].is_string());
}

#[tokio::test]
async fn clicking_twice_makes_one_guest() {
    let stage = gateway().await;
    let (demo, bela) = (demo(&stage).await, stage.owner().await);
    let body = chosen(&demo.org_id);
    let (one, other) = tokio::join!(bela.post(JOIN, &body), bela.post(JOIN, &body));
    let (one, other) = (one.expect(200), other.expect(200));
    assert_eq!(one["member_id"], other["member_id"]);
    let again = go(&bela, &demo.org_id).await.post(JOIN, &body).await.expect(200);
    assert_eq!(again["member_id"], one["member_id"]);
    let events = stage.published(&demo.org_id).await;
    let told: Vec<_> = events.iter().filter(|(_, _, event)| event["member"]["guest"] == true).collect();
    assert_eq!(told.len(), 1);
    // Whoever works there stays what they are.
    assert_eq!(demo.post(JOIN, &body).await.expect(200)["member_id"], demo.member_id.as_str());
    assert_eq!(demo.get(SESSION).await.expect(200)["roles"], json!(["owner"]));
}

#[tokio::test]
async fn only_what_the_operator_marked_can_be_joined() {
    let stage = gateway().await;
    let (victim, bela) = (stage.owner().await, stage.owner().await);
    let refused = bela.post(JOIN, &chosen(&victim.org_id)).await.problem(404, "not-found");
    let nowhere = bela.post(JOIN, &chosen(&OrgId::new().to_string())).await.problem(404, "not-found");
    assert_eq!(refused["detail"], nowhere["detail"], "it is not told which organisations there are");
    bela.post(SWITCH, &chosen(&victim.org_id)).await.problem(403, "not-a-member");
    assert!(!bela.get(DEMOS).await.expect(200).text.contains(&victim.org_id));
    assert_eq!(stage.published(&victim.org_id).await.len(), 2, "the sign-up alone");

    // No owner opens their organisation, and the gateway's own role cannot.
    for method in [Method::POST, Method::PUT, Method::PATCH] {
        let answer = victim.call(method, DEMOS, &[], Some(&chosen(&victim.org_id))).await;
        assert_eq!(answer.status, 405, "{}", answer.text);
    }
    let pool = stage.running.state().db.pool().clone();
    let org = victim.org_id.parse::<OrgId>().unwrap();
    let denied = on_runtime(async move {
        sqlx::query("insert into demo_organizations (organization) values ($1)")
            .bind(org.as_uuid())
            .execute(&pool)
            .await
    })
    .await
    .unwrap_err();
    assert!(denied.to_string().contains("permission denied"), "{denied}");
    let unknown = operator(&OrgId::new().to_string(), true).await.unwrap_err();
    assert!(unknown.to_string().contains("there is no organisation"), "{unknown}");

    // Programs look at nothing, and neither does a page of somebody else's.
    let demo = demo(&stage).await;
    let bearer = format!("Bearer {}", bela.token);
    let body = chosen(&demo.org_id);
    let token = [("authorization", bearer.as_str())];
    stage.call(Method::POST, JOIN, &token, Some(&body)).await.problem(403, "session-needed");
    stage.post(JOIN, &body).await.problem(401, "missing-token");
    let cookie = [("cookie", bela.cookie.as_str())];
    stage.call(Method::POST, JOIN, &cookie, Some(&body)).await.problem(403, "cross-site-request");
}

#[tokio::test]
async fn a_guest_leaves_and_may_come_again() {
    let stage = gateway().await;
    let (demo, bela) = (demo(&stage).await, stage.owner().await);
    let body = chosen(&demo.org_id);
    let joined = bela.post(JOIN, &body).await.expect(200);
    let there = go(&bela, &demo.org_id).await;
    there.post(LEAVE, &body).await.problem(409, "demo-open");
    let bela = go(&there, &bela.org_id).await;
    let elsewhere = stage.log_in(&bela.email, PASSWORD).await;
    let elsewhere = go(&elsewhere, &demo.org_id).await;
    for _ in 0..2 {
        bela.post(LEAVE, &body).await.expect(204);
    }
    elsewhere.get(SESSION).await.problem(401, "session-over");
    bela.post(SWITCH, &body).await.problem(403, "not-a-member");
    assert_eq!(bela.get(PLACES).await.expect(200)["items"].as_array().unwrap().len(), 1);
    let again = bela.post(JOIN, &body).await.expect(200);
    assert_eq!(again["member_id"], joined["member_id"]);
    let events = stage.published(&demo.org_id).await;
    let told: Vec<_> = events
        .iter()
        .filter(|(_, _, event)| event["member"]["guest"] == true)
        .map(|(kind, version, event)| (kind.as_str(), *version, event["member"]["active"].as_bool().unwrap()))
        .collect();
    let (added, updated) = ("identity.member.added.v1", "identity.member.updated.v1");
    assert_eq!(told, [(added, 1, true), (updated, 2, false), (updated, 3, true)]);
    let head = stage.published(&demo.org_id).await.len();
    bela.post(JOIN, &body).await.expect(200);
    assert_eq!(stage.published(&demo.org_id).await.len(), head);
    bela.post(LEAVE, &chosen(&bela.org_id)).await.problem(409, "demo-open");
}

#[tokio::test]
async fn whoever_works_there_neither_leaves_nor_comes_back_by_this_door() {
    let stage = gateway().await;
    let (demo, bela) = (demo(&stage).await, stage.owner().await);
    let code = demo.invite(&bela.email, &["sales"]).await;
    let member = bela.accept(&code, PASSWORD).await.expect(200);
    bela.post(LEAVE, &chosen(&demo.org_id)).await.problem(403, "not-a-guest");
    let path = format!("{MEMBERS}/{}", member["member_id"].as_str().unwrap());
    demo.patch(&path, "\"1\"", &json!({ "active": false })).await.expect(200);
    bela.post(JOIN, &chosen(&demo.org_id)).await.problem(403, "not-a-member");
    assert_eq!(demo.get(&path).await.expect(200)["active"], false);
}

#[tokio::test]
async fn guests_are_out_once_it_is_no_demo_company_any_more() {
    let stage = gateway().await;
    let (demo, bela, carl) = (demo(&stage).await, stage.owner().await, stage.owner().await);
    for guest in [&bela, &carl] {
        guest.post(JOIN, &chosen(&demo.org_id)).await.expect(200);
    }
    // What carl's session stands for has not been asked yet, so the next question is.
    let carl = go(&carl, &demo.org_id).await;
    operator(&demo.org_id, false).await.unwrap();
    carl.get(SESSION).await.problem(401, "session-over");
    bela.post(SWITCH, &chosen(&demo.org_id)).await.problem(403, "not-a-member");
    bela.post(JOIN, &chosen(&demo.org_id)).await.problem(404, "not-found");
    assert!(!bela.get(PLACES).await.expect(200).text.contains(&demo.org_id));
    assert!(!bela.get(DEMOS).await.expect(200).text.contains(&demo.org_id));
    // Leaving stays possible, and those who work there stay.
    bela.post(LEAVE, &chosen(&demo.org_id)).await.expect(204);
    demo.get(SESSION).await.expect(200);
}

#[tokio::test]
async fn whoever_has_another_place_left_logs_in_there() {
    let stage = gateway().await;
    let (first, demo, last) = (stage.owner().await, demo(&stage).await, stage.owner().await);
    let zoe = first.hire(&["sales"]).await;
    zoe.post(JOIN, &chosen(&demo.org_id)).await.expect(200);
    let code = last.invite(&zoe.email, &["sales"]).await;
    // Whoever was hired chooses a password of their own when they join somebody else.
    let own = "a password of my own";
    let accepted = json!({ "code": code, "email": zoe.email, "password": PASSWORD, "new_password": own });
    zoe.post("/api/identity/v1/invitations/accept", &accepted).await.expect(200);
    let path = format!("{MEMBERS}/{}", zoe.member_id);
    first.patch(&path, "\"1\"", &json!({ "active": false })).await.expect(200);
    operator(&demo.org_id, false).await.unwrap();
    assert_eq!(stage.log_in(&zoe.email, own).await.org_id, last.org_id);
    let named = json!({ "email": zoe.email, "password": own, "organization_id": demo.org_id });
    stage.post("/api/identity/v1/login", &named).await.problem(403, "not-a-member");
}
