//! Activities and the timelines they stand on.

use contracts::identity::{Member, MemberAdded, MemberUpdated};
use kernel::{MemberId, Role, RoleSet, UserId};
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Delivery, Organization};

use crate::{account, deal, event_types, path, pointer, start, text};

/// A colleague the service has heard of.
pub async fn colleague(app: &App, org: &Organization, name: &str) -> MemberId {
    let member = member(name);
    let id = member.member_id;
    assert_eq!(app.deliver(org, 1, &MemberAdded { member }).await, Delivery::Applied);
    id
}

fn member(name: &str) -> Member {
    let id = MemberId::new();
    Member {
        member_id: id,
        user_id: UserId::new(),
        name: name.parse().unwrap(),
        email: format!("{id}@example.com").parse().unwrap(),
        roles: [Role::Sales].into_iter().collect::<RoleSet>(),
        active: true,
        guest: false,
    }
}

/// A contact of an account.
async fn contact(client: &Client, account: &Value) -> Answer {
    client.post("/v1/contacts", &json!({"name": "Béla", "account_id": account})).await.expect(201)
}

fn note(about: &Value, words: &str) -> Value {
    json!({"about": about, "content": {"kind": "note", "text": words}})
}

/// What stands on a timeline: of activities the words, of all else the event.
pub async fn told(client: &Client, timeline: &str) -> Vec<String> {
    let page = client.get(timeline).await.expect(200);
    let one = |item: &Value| match item["what"]["content"]["text"].as_str() {
        Some(words) => words.to_owned(),
        None => text(&item["what"]["event"]).to_owned(),
    };
    page["items"].as_array().unwrap().iter().map(one).collect()
}

#[tokio::test]
async fn one_call_stands_on_the_timelines_of_all_it_is_about() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = deal(&sales).await;
    let contact = contact(&sales, &deal["account_id"]).await;
    let call = json!({
        "about": [{"deal_id": deal["deal_id"]}, {"contact_id": contact["contact_id"]}],
        "content": {"kind": "call", "direction": "outgoing", "outcome": "reached", "duration_minutes": 12, "text": "yes"},
    });
    let call = sales.post("/v1/activities", &call).await.expect(201);
    assert_eq!((&call["kind"], &call["author_id"]), (&json!("call"), &json!(sales.member_id)));
    let account = format!("/v1/accounts/{}", text(&deal["account_id"]));
    for of in [account.clone(), path(&deal, ""), format!("/v1/contacts/{}", text(&contact["contact_id"]))] {
        let timeline = format!("{of}/timeline");
        assert_eq!(told(&sales, &timeline).await[0], "yes", "{of}");
        assert_eq!(told(&sales, &format!("{timeline}?kind=call")).await, ["yes"], "{of}");
        assert!(told(&sales, &format!("{timeline}?kind=note")).await.is_empty(), "{of}");
    }
    // The list tells what is about a thing itself; the timeline of an account what belongs to it too.
    let of_account = sales.get(format!("/v1/activities?account_id={}", text(&deal["account_id"]))).await.expect(200);
    assert_eq!(of_account["items"], json!([]));
    let of_deal = sales.get(format!("/v1/activities?kind=call&deal_id={}", text(&deal["deal_id"]))).await.expect(200);
    assert_eq!(of_deal["items"][0]["activity_id"], call["activity_id"]);
    assert_eq!(event_types(&app, &org).await.last().unwrap(), "crm.activity.recorded.v1");
}

#[tokio::test]
async fn it_is_corrected_with_its_history_and_removed_without_its_words() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = deal(&sales).await;
    let other = org.as_role(Role::Sales);
    let about = json!([{"deal_id": deal["deal_id"]}]);
    let written = sales.post("/v1/activities", &note(&about, "furst")).await.expect(201);
    let at = format!("/v1/activities/{}", text(&written["activity_id"]));
    let mended = json!({"content": {"kind": "note", "text": "first"}, "about": [{"account_id": deal["account_id"]}]});
    sales.patch(&at, &mended).await.problem(428, "match-required");
    let good = sales.with_header("if-match", written.etag()).patch(&at, &mended).await.expect(200);
    sales.with_header("if-match", written.etag()).patch(&at, &mended).await.problem(412, "stale-version");
    let timeline = format!("/v1/accounts/{}/timeline", text(&deal["account_id"]));
    assert_eq!(told(&sales, &timeline).await[0], "first");
    assert!(!told(&sales, &path(&deal, "/timeline")).await.contains(&"first".to_owned()), "it is about something else");
    let changes = sales.get(format!("/v1/changes/{}", text(&written["activity_id"]))).await.expect(200);
    assert_eq!(changes["items"][1]["fields"], json!(["content", "about"]));

    other.delete(&at).await.problem(403, "not-your-activity");
    let kind = json!({"content": {"kind": "email", "direction": "incoming", "subject": "x"}});
    let problem = sales.with_header("if-match", good.etag()).patch(&at, &kind).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/content/kind");
    let gone = sales.delete(&at).await.expect(200);
    assert_eq!((&gone["content"], &gone["kind"], &gone["version"]), (&Value::Null, &json!("note"), &json!(3)));
    assert_eq!(sales.get(&at).await.expect(200)["content"], Value::Null);
    assert_eq!(sales.get("/v1/activities").await.expect(200)["items"], json!([]));
    assert_eq!(told(&sales, &timeline).await[0], "activity", "that there was one stays");
    sales.with_header("if-match", "*").patch(&at, &mended).await.problem(409, "activity-removed");
    let types = event_types(&app, &org).await;
    assert_eq!(
        types[types.len() - 3..],
        ["crm.activity.recorded.v1", "crm.activity.updated.v1", "crm.activity.removed.v1"]
    );
}

#[tokio::test]
async fn what_cannot_be_is_refused_where_it_stands() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let about = json!([{"account_id": account(&sales).await["account_id"]}]);
    let stranger = app.organization().await.as_role(Role::Sales);
    let theirs = account(&stranger).await["account_id"].clone();
    let with = |content: Value| json!({"about": about, "content": content});
    for (body, at) in [
        (note(&json!([]), "x"), "/about"),
        (note(&json!([{"account_id": theirs}]), "x"), "/about/0/account_id"),
        (note(&json!([about[0], about[0]]), "x"), "/about/1/account_id"),
        (note(&json!([{"lead": theirs}]), "x"), "/about/0"),
        (note(&about, "  "), "/content"),
        (
            json!({"about": about, "content": {"kind": "note", "text": "x"}, "happened_at": "2999-01-01T00:00:00Z"}),
            "/happened_at",
        ),
        (
            json!({"about": about, "content": {"kind": "note", "text": "x"}, "mentions": [MemberId::new()]}),
            "/mentions/0",
        ),
        (
            with(json!({"kind": "call", "direction": "incoming", "outcome": "reached", "duration_minutes": -1})),
            "/content/duration_minutes",
        ),
        (with(json!({"kind": "meeting", "title": "x", "ends_at": "2020-01-01T00:00:00Z"})), "/content/ends_at"),
        (with(json!({"kind": "meeting", "title": "x", "members": [MemberId::new()]})), "/content/members/0"),
        (with(json!({"kind": "hand_over", "to_id": MemberId::new(), "open": "x"})), "/content/to_id"),
        (with(json!({"kind": "note", "text": "x", "surprise": 1})), "/content"),
    ] {
        let problem = sales.post("/v1/activities", &body).await.problem(422, "invalid-field");
        assert!(pointer(&problem).starts_with(at), "{body}: {problem}");
    }
    org.as_role(Role::Auditor).post("/v1/activities", &note(&about, "x")).await.problem(403, "forbidden");
    let two = format!("/v1/activities?account_id={theirs}&deal_id={theirs}").replace('"', "");
    sales.get(two).await.problem(422, "invalid-field");
}

#[tokio::test]
async fn a_timeline_is_read_page_by_page_newest_first() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = deal(&sales).await;
    let about = json!([{"deal_id": deal["deal_id"]}]);
    for day in 1..=7 {
        let mut body = note(&about, &format!("{day}"));
        body["happened_at"] = json!(format!("2026-02-0{day}T10:00:00Z"));
        sales.post("/v1/activities", &body).await.expect(201);
    }
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = sales.get(path(&deal, &format!("/timeline?kind=note&limit=3{cursor}"))).await.expect(200);
        let words =
            page["items"].as_array().unwrap().iter().map(|item| text(&item["what"]["content"]["text"]).to_owned());
        seen.extend(words);
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen, ["7", "6", "5", "4", "3", "2", "1"]);
    sales.get(path(&deal, "/timeline?cursor=x")).await.problem(422, "invalid-field");
    let stranger = app.organization().await.as_role(Role::Sales);
    stranger.get(path(&deal, "/timeline")).await.problem(404, "not-found");
}

#[tokio::test]
async fn a_deal_tells_what_became_of_it_and_takes_that_along_to_another_account() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let (from, to) = (account(&sales).await, account(&sales).await);
    let contact = contact(&sales, &from["account_id"]).await;
    let body = json!({"name": "d", "account_id": from["account_id"], "contact_id": contact["contact_id"]});
    let opened = sales.post("/v1/deals", &body).await.expect(201);
    let stages = sales.get("/v1/pipelines").await.expect(200)["items"][0]["stages"].clone();
    let moved = sales.post(path(&opened, "/move"), &json!({"stage_id": stages[1]["stage_id"]})).await.expect(200);
    sales.post("/v1/activities", &note(&json!([{"deal_id": opened["deal_id"]}]), "only the deal")).await.expect(201);
    let both = json!([{"deal_id": opened["deal_id"]}, {"account_id": from["account_id"]}]);
    sales.post("/v1/activities", &note(&both, "both")).await.expect(201);
    let boss = colleague(&app, &org, "Boss").await;
    let owner = json!({"owner_id": boss});
    let owned = sales.with_header("if-match", moved.etag()).patch(path(&opened, ""), &owner).await.expect(200);
    let all = ["owner_changed", "both", "only the deal", "deal_moved", "deal_opened"];
    let of = |account: &Answer| format!("/v1/accounts/{}/timeline", text(&account["account_id"]));
    assert_eq!(told(&sales, &path(&opened, "/timeline")).await, all);
    assert_eq!(told(&sales, &of(&from)).await, all);
    let of_contact = format!("/v1/contacts/{}/timeline", text(&contact["contact_id"]));
    assert_eq!(told(&sales, &of_contact).await, all, "whoever is in a deal knows what was said of it");

    // The contact stays with the account, and what is about it too.
    let there = json!({"account_id": to["account_id"], "contact_id": null});
    sales.with_header("if-match", owned.etag()).patch(path(&opened, ""), &there).await.expect(200);
    assert_eq!(told(&sales, &of(&to)).await, all);
    assert_eq!(told(&sales, &of(&from)).await, ["owner_changed", "both", "deal_moved", "deal_opened"]);
    sales.post(path(&opened, "/lose"), &json!({"reason": "price"})).await.expect(200);
    sales.post(path(&opened, "/reopen"), &json!({"reason": "again"})).await.expect(200);
    assert_eq!(told(&sales, &of(&to)).await[..2], ["deal_reopened", "deal_lost"]);
}

#[tokio::test]
async fn mentions_and_hand_overs_are_told_once_and_to_those_they_concern() {
    let (app, org) = start().await;
    let (anna, bela) = (colleague(&app, &org, "Anna").await, colleague(&app, &org, "Béla").await);
    let (anna, bela) = (org.as_member(anna, [Role::Sales]), org.as_member(bela, [Role::Sales]));
    let deal = deal(&anna).await;
    let about = json!([{"deal_id": deal["deal_id"]}]);
    let mut body = note(&about, "look at this\nplease");
    body["mentions"] = json!([bela.member_id, anna.member_id]);
    let written = anna.post("/v1/activities", &body).await.expect(201);
    let inbox = bela.get("/v1/notifications").await.expect(200);
    assert_eq!(inbox["unread"], 1);
    let told = &inbox["items"][0];
    assert_eq!(
        (&told["kind"], &told["text"], &told["subject_name"]),
        (&json!("mention"), &json!("look at this"), &json!("Website"))
    );
    assert_eq!(told["subject"], json!({"deal_id": deal["deal_id"]}));
    assert_eq!(told["told_by"], format!("member:{}", anna.member_id));
    assert_eq!(anna.get("/v1/notifications").await.expect(200)["unread"], 0, "nobody tells themselves");
    let raised = app.published(&org).await.into_iter().find(|event| event.event_type == "crm.notification.raised.v1");
    assert_eq!(raised.unwrap().aggregate_id, bela.member_id.as_uuid(), "whose it is stands on the envelope");

    let at = format!("/v1/activities/{}", text(&written["activity_id"]));
    let mended = json!({"content": {"kind": "note", "text": "look"}});
    anna.with_header("if-match", written.etag()).patch(&at, &mended).await.expect(200);
    assert_eq!(bela.get("/v1/notifications").await.expect(200)["unread"], 1, "a correction is no news");

    let over = json!({"about": about, "content": {"kind": "hand_over", "to_id": bela.member_id, "promised": "an offer"},
                      "mentions": [bela.member_id]});
    let over = anna.post("/v1/activities", &over).await.expect(201);
    assert_eq!(over["content"]["from_id"], json!(anna.member_id));
    let inbox = bela.get("/v1/notifications?unread=true&limit=1").await.expect(200);
    assert_eq!((&inbox["unread"], &inbox["items"][0]["kind"]), (&json!(2), &json!("hand_over")));

    let first = text(&inbox["items"][0]["notification_id"]).to_owned();
    anna.post(format!("/v1/notifications/{first}/read"), &json!({})).await.problem(404, "not-found");
    let read = bela.post(format!("/v1/notifications/{first}/read"), &json!({})).await.expect(200);
    assert_eq!(read["unread"], 1);
    assert_eq!(bela.get("/v1/notifications?unread=true").await.expect(200)["items"].as_array().unwrap().len(), 1);
    assert_eq!(bela.post("/v1/notifications/read-all", &json!({})).await.expect(200)["unread"], 0);
    assert_eq!(bela.get("/v1/notifications").await.expect(200)["items"].as_array().unwrap().len(), 2);
    anna.delete(&at).await.expect(200);
    assert_eq!(
        bela.get("/v1/notifications").await.expect(200)["items"].as_array().unwrap().len(),
        1,
        "its words are gone"
    );
}

#[tokio::test]
async fn who_is_given_something_is_told_and_who_has_left_is_not_asked() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let member = member("Béla");
    let id = member.member_id;
    app.deliver(&org, 1, &MemberAdded { member: member.clone() }).await;
    let bela = org.as_member(id, [Role::Sales]);
    sales.post("/v1/deals", &json!({"name": "given", "owner_id": id})).await.expect(201);
    let imported = json!({"name": "imported", "owner_id": id, "external_ref": "A-1"});
    sales.post("/v1/deals", &imported).await.expect(201);
    let account = account(&sales).await;
    let at = format!("/v1/accounts/{}", text(&account["account_id"]));
    sales.with_header("if-match", account.etag()).patch(&at, &json!({"owner_id": id})).await.expect(200);
    let inbox = bela.get("/v1/notifications").await.expect(200);
    let lines: Vec<_> = inbox["items"].as_array().unwrap().iter().map(|item| text(&item["text"])).collect();
    assert_eq!(lines, ["Acme", "given"]);
    assert_eq!(inbox["items"][0]["kind"], "assigned");

    let left = Member { active: false, ..member };
    let mut known = note(&json!([{"account_id": account["account_id"]}]), "known");
    known["mentions"] = json!([id]);
    let known = sales.post("/v1/activities", &known).await.expect(201);
    app.deliver(&org, 2, &MemberUpdated { member: left }).await;
    let mended = json!({"content": {"kind": "note", "text": "mended"}});
    let at = format!("/v1/activities/{}", text(&known["activity_id"]));
    sales.with_header("if-match", known.etag()).patch(&at, &mended).await.expect(200);
    let mut body = note(&json!([{"account_id": account["account_id"]}]), "x");
    body["mentions"] = json!([id]);
    let problem = sales.post("/v1/activities", &body).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/mentions/0");
}
