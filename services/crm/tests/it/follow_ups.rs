//! Follow-ups, what reminds of them, and my day.

use kernel::{MemberId, Role};
use serde_json::{Value, json};
use testkit::{Answer, Client};

use crate::activities::colleague;
use crate::{account, deal, eur, event_types, path, pointer, start, text};

fn at(follow_up: &Answer, below: &str) -> String {
    format!("/v1/follow-ups/{}{below}", text(&follow_up["follow_up_id"]))
}

async fn titles(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(format!("/v1/follow-ups?{query}")).await.expect(200);
    page["items"].as_array().unwrap().iter().map(|item| text(&item["title"]).to_owned()).collect()
}

#[tokio::test]
async fn it_is_planned_changed_done_and_stands_on_the_timeline() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = deal(&sales).await;
    let body = json!({"title": "Call", "due_on": "2026-03-02", "due_time": "14:30:00", "priority": "high",
                      "about": [{"deal_id": deal["deal_id"]}]});
    let planned = sales.post("/v1/follow-ups", &body).await.expect(201);
    assert_eq!((&planned["status"], &planned["owner_id"]), (&json!("open"), &json!(sales.member_id)));
    let change = json!({"title": "Call back", "due_time": null});
    sales.patch(at(&planned, ""), &change).await.problem(428, "match-required");
    let changed = sales.with_header("if-match", planned.etag()).patch(at(&planned, ""), &change).await.expect(200);
    assert_eq!((&changed["title"], &changed["due_time"]), (&json!("Call back"), &Value::Null));
    sales.with_header("if-match", planned.etag()).patch(at(&planned, ""), &change).await.problem(412, "stale-version");
    sales
        .with_header("if-match", planned.etag())
        .post(at(&planned, "/complete"), &json!({}))
        .await
        .problem(412, "stale-version");
    let past =
        sales.post(at(&planned, "/snooze"), &json!({"due_on": "2026-03-05"})).await.problem(422, "invalid-field");
    assert_eq!(pointer(&past), "/due_on", "nothing is put off to what has passed");
    let later = sales.post(at(&planned, "/snooze"), &json!({"due_on": "2199-03-05"})).await.expect(200);
    assert_eq!(later["due_on"], "2199-03-05");
    let done = sales.post(at(&planned, "/complete"), &json!({})).await.expect(200);
    assert_eq!((&done["status"], &done["next_follow_up_id"]), (&json!("done"), &Value::Null));
    sales.post(at(&planned, "/complete"), &json!({})).await.problem(409, "follow-up-not-open");
    let timeline = sales.get(path(&deal, "/timeline?kind=follow_up")).await.expect(200);
    assert_eq!(timeline["items"][0]["what"]["title"], "Call back");
    sales.post(at(&planned, "/reopen"), &json!({})).await.expect(200);
    sales.post(at(&planned, "/reopen"), &json!({})).await.problem(409, "follow-up-open");
    assert_eq!(sales.post(at(&planned, "/cancel"), &json!({})).await.expect(200)["status"], "cancelled");
    let types: Vec<_> = event_types(&app, &org).await.into_iter().filter(|one| one.contains("follow_up")).collect();
    let said = ["created", "updated", "updated", "completed", "reopened", "cancelled"];
    assert_eq!(types, said.map(|word| format!("crm.follow_up.{word}.v1")));
}

#[tokio::test]
async fn what_cannot_be_is_refused_where_it_stands() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let theirs = account(&app.organization().await.as_role(Role::Sales)).await["account_id"].clone();
    for (change, pointed) in [
        (json!({"title": " "}), "/title"),
        (json!({"due_on": "2026-02-30"}), "/due_on"),
        (json!({"due_on": "0001-01-01"}), "/due_on"),
        (json!({"due_time": "25:00"}), "/due_time"),
        (json!({"remind_minutes_before": -5}), "/remind_minutes_before"),
        (json!({"owner_id": MemberId::new()}), "/owner_id"),
        (json!({"about": [{"account_id": theirs}]}), "/about/0/account_id"),
        (json!({"recurrence": {"frequency": "daily", "interval": 0}}), "/recurrence/interval"),
        (json!({"recurrence": {"frequency": "daily", "weekdays": ["monday"]}}), "/recurrence/weekdays"),
        (json!({"recurrence": {"frequency": "hourly"}}), "/recurrence/frequency"),
    ] {
        let mut body = json!({"title": "x", "due_on": "2026-03-02"});
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let problem = sales.post("/v1/follow-ups", &body).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), pointed, "{problem}");
    }
    org.as_role(Role::Auditor)
        .post("/v1/follow-ups", &json!({"title": "x", "due_on": "2026-03-02"}))
        .await
        .problem(403, "forbidden");
}

#[tokio::test]
async fn one_that_comes_again_makes_the_next_exactly_once() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let body = json!({"title": "Weekly", "due_on": "2026-03-02", "recurrence": {"frequency": "weekly", "count": 2}});
    let first = sales.post("/v1/follow-ups", &body).await.expect(201);
    // Two who complete it at once: one of them has done it.
    let complete = at(&first, "/complete");
    let nothing = json!({});
    let answers = tokio::join!(sales.post(&complete, &nothing), sales.post(&complete, &nothing));
    let mut statuses = [answers.0.status, answers.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(titles(&sales, "status=open").await.len(), 1);
    sales.post(at(&first, "/reopen"), &json!({})).await.expect(200);
    let again = sales.post(at(&first, "/complete"), &json!({})).await.expect(200);
    assert_eq!(titles(&sales, "status=open").await.len(), 1, "it was made before");
    let created = event_types(&app, &org).await.into_iter().filter(|one| one == "crm.follow_up.created.v1").count();
    assert_eq!(created, 2);
    let next = sales.get(format!("/v1/follow-ups/{}", text(&again["next_follow_up_id"]))).await.expect(200);
    assert_eq!((&next["occurrence"], &next["series_id"]), (&json!(2), &first["follow_up_id"]));
    let last = sales.post(at(&next, "/complete"), &json!({})).await.expect(200);
    assert_eq!(last["next_follow_up_id"], Value::Null, "it comes twice in all");
}

#[tokio::test]
async fn lists_are_filtered_sorted_and_paged() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let bela = colleague(&app, &org, "Béla").await;
    let account = account(&sales).await;
    for (title, due_on, owner, about) in [
        ("late", "2020-03-01", None, json!([])),
        ("theirs", "2020-03-02", Some(bela), json!([])),
        ("linked", "2090-03-03", None, json!([{"account_id": account["account_id"]}])),
        ("far", "2090-03-04", None, json!([])),
    ] {
        let body = json!({"title": title, "due_on": due_on, "owner_id": owner, "about": about});
        sales.post("/v1/follow-ups", &body).await.expect(201);
    }
    assert_eq!(titles(&sales, "").await, ["late", "theirs", "linked", "far"]);
    assert_eq!(titles(&sales, "sort=-due_at").await, ["far", "linked", "theirs", "late"]);
    assert_eq!(titles(&sales, "sort=-created_at&limit=1").await, ["far"]);
    assert_eq!(titles(&sales, "overdue=true").await, ["late", "theirs"]);
    assert_eq!(titles(&sales, &format!("owner_id={bela}")).await, ["theirs"]);
    assert_eq!(titles(&sales, "due_by=2090-03-03&status=open").await, ["late", "theirs", "linked"]);
    assert_eq!(titles(&sales, &format!("account_id={}", text(&account["account_id"]))).await, ["linked"]);
    assert!(titles(&sales, "priority=high").await.is_empty());
    let page = sales.get("/v1/follow-ups?limit=3").await.expect(200);
    let cursor = text(&page["next_cursor"]);
    assert_eq!(titles(&sales, &format!("limit=3&cursor={cursor}")).await, ["far"]);
    let stranger = app.organization().await.as_role(Role::Sales);
    assert!(titles(&stranger, "").await.is_empty());
    let inbox = org.as_member(bela, [Role::Sales]).get("/v1/notifications").await.expect(200);
    assert_eq!((&inbox["unread"], &inbox["items"][0]["text"]), (&json!(1), &json!("theirs")));
}

#[tokio::test]
async fn what_is_promised_to_an_accounts_people_or_for_its_deals_is_promised_to_it() {
    let (_app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let account = account(&sales).await["account_id"].clone();
    let other = sales.post("/v1/accounts", &json!({"name": "Other", "country": "HU"})).await.expect(201);
    let person = json!({"name": "Zoe", "account_id": account});
    let person = sales.post("/v1/contacts", &person).await.expect(201);
    let deal = json!({"name": "Site", "value": eur("1"), "account_id": account});
    let deal = sales.post("/v1/deals", &deal).await.expect(201);
    for (title, day, about) in [
        ("itself", "2090-01-01", json!({"account_id": account})),
        ("person", "2090-01-02", json!({"contact_id": person["contact_id"]})),
        ("deal", "2090-01-03", json!({"deal_id": deal["deal_id"]})),
        ("other", "2090-01-04", json!({"account_id": other["account_id"]})),
    ] {
        let body = json!({"title": title, "due_on": day, "about": [about]});
        sales.post("/v1/follow-ups", &body).await.expect(201);
    }
    let of = |kind: &str, id: &Value| format!("{kind}={}", text(id));
    assert_eq!(titles(&sales, &of("account_id", &account)).await, ["itself", "person", "deal"]);
    assert_eq!(titles(&sales, &of("account_id", &other["account_id"])).await, ["other"]);
    assert_eq!(titles(&sales, &of("contact_id", &person["contact_id"])).await, ["person"]);
}

#[tokio::test]
async fn a_reminder_is_told_once_and_again_when_it_was_put_off() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let job = "remind of follow-ups";
    let body = json!({"title": "Call", "due_on": "2026-03-02", "due_time": "10:00:00", "remind_minutes_before": 10});
    let planned = sales.post("/v1/follow-ups", &body).await.expect(201);
    let future = json!({"title": "Far", "due_on": "2090-03-02", "remind_minutes_before": 0});
    sales.post("/v1/follow-ups", &future).await.expect(201);
    let unread = async || sales.get("/v1/notifications").await.expect(200)["unread"].clone();
    app.run_job(&org, job).await;
    app.run_job(&org, job).await;
    assert_eq!(unread().await, 1);
    let inbox = sales.get("/v1/notifications").await.expect(200);
    assert_eq!((&inbox["items"][0]["kind"], &inbox["items"][0]["text"]), (&json!("reminder"), &json!("Call")));
    assert_eq!(inbox["items"][0]["follow_up_id"], planned["follow_up_id"]);
    // A change that leaves the reminder where it was does not repeat it.
    let renamed = json!({"title": "Call back"});
    sales.with_header("if-match", "*").patch(at(&planned, ""), &renamed).await.expect(200);
    app.run_job(&org, job).await;
    assert_eq!(unread().await, 1);
    let any = sales.with_header("if-match", "*");
    any.patch(at(&planned, ""), &json!({"due_on": "2026-03-03"})).await.expect(200);
    app.run_job(&org, job).await;
    assert_eq!(unread().await, 2);
    any.patch(at(&planned, ""), &json!({"due_on": "2026-03-04"})).await.expect(200);
    sales.post(at(&planned, "/complete"), &json!({})).await.expect(200);
    app.run_job(&org, job).await;
    assert_eq!(unread().await, 2, "of what is done nobody is reminded");
}

#[tokio::test]
async fn my_day_holds_what_waits_for_me() {
    let (app, org) = start().await;
    let me = colleague(&app, &org, "Anna").await;
    let sales = org.as_member(me, [Role::Sales]);
    let other = org.as_role(Role::Sales);
    let empty = sales.get("/v1/my-day").await.expect(200);
    let today = text(&empty["today"]).to_owned();
    assert_eq!((&empty["overdue"], &empty["mentions"]), (&json!([]), &json!([])));
    let account = account(&sales).await;
    let about = json!([{"account_id": account["account_id"]}]);
    for (title, due_on, priority) in [
        ("old", "2020-01-01", "normal"),
        ("today", today.as_str(), "normal"),
        ("urgent", today.as_str(), "high"),
        ("then", "2090-01-01", "high"),
    ] {
        let body = json!({"title": title, "due_on": due_on, "priority": priority});
        sales.post("/v1/follow-ups", &body).await.expect(201);
    }
    other.post("/v1/follow-ups", &json!({"title": "not mine", "due_on": today})).await.expect(201);
    for (name, due_on) in [("due", today.as_str()), ("later", "2090-01-01")] {
        let body = json!({"name": name, "next_step": {"text": "x", "due_on": due_on}});
        sales.post("/v1/deals", &body).await.expect(201);
    }
    let meeting = json!({"about": about, "content": {"kind": "meeting", "title": "Kick-off", "members": [me]},
                         "happened_at": format!("{today}T10:00:00Z")});
    other.post("/v1/activities", &meeting).await.expect(201);
    let past =
        json!({"about": about, "content": {"kind": "meeting", "title": "Old"}, "happened_at": "2026-01-01T10:00:00Z"});
    sales.post("/v1/activities", &past).await.expect(201);
    let mention = json!({"about": about, "content": {"kind": "note", "text": "see"}, "mentions": [me]});
    other.post("/v1/activities", &mention).await.expect(201);

    let day = sales.get("/v1/my-day").await.expect(200);
    let of = |part: &str, field: &str| -> Vec<String> {
        day[part].as_array().unwrap().iter().map(|item| text(&item[field]).to_owned()).collect()
    };
    assert_eq!(of("overdue", "title"), ["old"]);
    assert_eq!(of("due_today", "title"), ["urgent", "today"]);
    assert_eq!(of("next_steps", "name"), ["due"]);
    assert_eq!(day["meetings"].as_array().unwrap().len(), 1);
    assert_eq!(day["meetings"][0]["content"]["title"], "Kick-off");
    assert_eq!(of("mentions", "text"), ["see"]);
}
