//! Calendars: secret addresses, and what they show to whom.

use contracts::identity::{Member, MemberUpdated};
use kernel::{OrgId, Role, RoleSet, UserId};
use serde_json::{Value, json};
use testkit::Client;

use crate::activities::colleague;
use crate::{account, start, text};

/// The lines of a calendar that begin with a word, folded lines joined.
fn lines(calendar: &str, word: &str) -> Vec<String> {
    let unfolded = calendar.replace("\r\n ", "");
    unfolded.lines().filter(|line| line.starts_with(word)).map(str::to_owned).collect()
}

async fn address(client: &Client) -> String {
    text(&client.post("/v1/calendar-feed", &json!({})).await.expect(200)["path"]).to_owned()
}

#[tokio::test]
async fn it_shows_what_its_owner_does_in_the_right_hour() {
    let (app, org) = start().await;
    let me = colleague(&app, &org, "Anna").await;
    let sales = org.as_member(me, [Role::Sales]);
    let nobody = org.with_token("none").without_header("authorization");
    assert_eq!(sales.get("/v1/calendar-feed").await.expect(200)["since"], Value::Null);
    let path = address(&sales).await;
    let today = text(&sales.get("/v1/my-day").await.expect(200)["today"]).to_owned();
    let call =
        json!({"title": "Call, then; write", "due_on": today, "due_time": "14:30:00", "note": "first line\nsecond"});
    sales.post("/v1/follow-ups", &call).await.expect(201);
    sales.post("/v1/follow-ups", &json!({"title": "Whole day", "due_on": today})).await.expect(201);
    org.as_role(Role::Sales).post("/v1/follow-ups", &json!({"title": "Not mine", "due_on": today})).await.expect(201);
    let about = json!([{"account_id": account(&sales).await["account_id"]}]);
    let meeting = json!({"about": about, "happened_at": format!("{today}T08:00:00Z"),
        "content": {"kind": "meeting", "title": "Kick-off", "place": "Here", "ends_at": format!("{today}T09:30:00Z")}});
    sales.post("/v1/activities", &meeting).await.expect(201);

    let answer = nobody.get(&path).await.expect(200);
    assert_eq!(answer.headers["content-type"], "text/calendar; charset=utf-8");
    let calendar = answer.text;
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"), "{calendar}");
    assert!(calendar.lines().all(|line| line.len() <= 75), "{calendar}");
    let mut summaries = lines(&calendar, "SUMMARY");
    summaries.sort();
    assert_eq!(summaries, ["SUMMARY:Call\\, then\\; write", "SUMMARY:Kick-off", "SUMMARY:Whole day"]);
    let described = lines(&calendar, "DESCRIPTION");
    assert_eq!(described[0], "DESCRIPTION:first line\\nsecond");
    assert!(described[1].starts_with("DESCRIPTION:Acme\\nhttps://gerinc.example/crm/accounts/"), "{described:?}");
    let day = today.replace('-', "");
    // Whether clocks are an hour or two ahead depends on the day this runs on.
    let begins = lines(&calendar, "DTSTART");
    let winter = format!("DTSTART:{day}T133000Z");
    let summer = format!("DTSTART:{day}T123000Z");
    assert!(begins.contains(&winter) || begins.contains(&summer), "{begins:?}");
    assert!(begins.contains(&format!("DTSTART;VALUE=DATE:{day}")), "{begins:?}");
    assert!(begins.contains(&format!("DTSTART:{day}T080000Z")), "{begins:?}");
    assert_eq!(lines(&calendar, "DTEND").len(), 2, "a whole day has no end: {calendar}");
    assert!(lines(&calendar, "DTEND").contains(&format!("DTEND:{day}T093000Z")), "{calendar}");
    assert_eq!(lines(&calendar, "UID").len(), 3);
}

#[tokio::test]
async fn an_address_opens_one_calendar_of_one_organisation_until_it_is_changed() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let today = text(&sales.get("/v1/my-day").await.expect(200)["today"]).to_owned();
    sales.post("/v1/follow-ups", &json!({"title": "Secret", "due_on": today})).await.expect(201);
    let nobody = org.with_token("none").without_header("authorization");
    let old = address(&sales).await;
    assert!(nobody.get(&old).await.expect(200).text.contains("Secret"));

    // Another organisation's name before the same secret, and the other way round.
    let theirs = app.organization().await;
    let stranger = theirs.as_role(Role::Sales);
    let their_path = address(&stranger).await;
    let secret = old.split_once('.').unwrap().1;
    let their_secret = their_path.split_once('.').unwrap().1;
    for wrong in [
        format!("/v1/public/calendars/{}.{secret}", theirs.id),
        format!("/v1/public/calendars/{}.{their_secret}", org.id),
        format!("/v1/public/calendars/{}.{secret}", OrgId::new()),
        format!("/v1/public/calendars/{}.{}.ics", org.id, "0".repeat(64)),
        format!("/v1/public/calendars/{}..ics", org.id),
        "/v1/public/calendars/x".to_owned(),
        format!("/v1/public/calendars/{}'.{secret}", org.id),
        old.replace(".ics", ""),
    ] {
        nobody.get(&wrong).await.problem(404, "not-found");
    }
    assert!(!nobody.get(&their_path).await.expect(200).text.contains("Secret"));
    nobody.post(&old, &json!({})).await.problem(405, "method-not-allowed");

    let new = address(&sales).await;
    assert_ne!(old, new);
    nobody.get(&old).await.problem(404, "not-found");
    nobody.get(&new).await.expect(200);
    sales.delete("/v1/calendar-feed").await.expect(200);
    nobody.get(&new).await.problem(404, "not-found");
    // The rest of the service still asks who is there.
    nobody.get("/v1/calendar-feed").await.problem(401, "missing-token");
    nobody.get("/v1/follow-ups").await.problem(401, "missing-token");
}

#[tokio::test]
async fn an_address_is_told_once_and_kept_nowhere() {
    let (app, org) = start().await;
    let sales = org.as_member(colleague(&app, &org, "Anna").await, [Role::Sales]);
    let once = sales.with_header("idempotency-key", "once");
    let first = once.post("/v1/calendar-feed", &json!({})).await.expect(200);
    assert_eq!(first.headers["cache-control"], "no-store");
    assert!(first["path"].is_string());
    let again = once.post("/v1/calendar-feed", &json!({})).await.expect(200);
    assert_eq!((&again["path"], &again["since"]), (&Value::Null, &first["since"]));
}

#[tokio::test]
async fn the_calendar_of_somebody_who_left_is_closed() {
    let (app, org) = start().await;
    let me = colleague(&app, &org, "Anna").await;
    let path = address(&org.as_member(me, [Role::Sales])).await;
    let nobody = org.with_token("none").without_header("authorization");
    nobody.get(&path).await.expect(200);
    let member = Member {
        member_id: me,
        user_id: UserId::new(),
        name: "Anna".parse().unwrap(),
        email: "anna@example.com".parse().unwrap(),
        roles: [Role::Sales].into_iter().collect::<RoleSet>(),
        active: false,
        guest: false,
    };
    app.deliver(&org, 2, &MemberUpdated { member }).await;
    nobody.get(&path).await.problem(404, "not-found");
}

#[tokio::test]
async fn it_reminds_says_what_it_is_about_and_shows_next_steps() {
    let (app, org) = start().await;
    let me = colleague(&app, &org, "Anna").await;
    let sales = org.as_member(me, [Role::Sales]);
    let path = address(&sales).await;
    let today = text(&sales.get("/v1/my-day").await.expect(200)["today"]).to_owned();
    let step = json!({"text": "Send the offer", "due_on": today});
    let deal = sales.post("/v1/deals", &json!({"name": "Shop", "next_step": step})).await.expect(201);
    let lead = json!({"name": "Kis Bori", "owner_id": me, "next_step": {"text": "Ring them", "due_on": today}});
    let lead = sales.post("/v1/leads", &lead).await.expect(201);
    let of_others = json!({"name": "Theirs", "next_step": {"text": "Not mine", "due_on": today}});
    org.as_role(Role::Sales).post("/v1/deals", &of_others).await.expect(201);
    sales.post("/v1/deals", &json!({"name": "No day", "next_step": {"text": "Some day"}})).await.expect(201);
    let about = json!([{"deal_id": deal["deal_id"]}, {"lead_id": lead["lead_id"]}]);
    let call =
        json!({"title": "Call", "due_on": today, "due_time": "14:30:00", "remind_minutes_before": 15, "about": about});
    sales.post("/v1/follow-ups", &call).await.expect(201);

    let nobody = org.with_token("none").without_header("authorization");
    let calendar = nobody.get(&path).await.expect(200).text;
    let mut summaries = lines(&calendar, "SUMMARY");
    summaries.sort();
    assert_eq!(summaries, ["SUMMARY:Call", "SUMMARY:Ring them", "SUMMARY:Send the offer"]);
    let of_deal = format!("https://gerinc.example/crm/deals/{}", text(&deal["deal_id"]));
    let described = lines(&calendar, "DESCRIPTION");
    assert!(described.contains(&format!("DESCRIPTION:Shop · Kis Bori\\n{of_deal}")), "{described:?}");
    assert!(described.contains(&format!("DESCRIPTION:Shop\\n{of_deal}")), "{described:?}");
    assert_eq!(lines(&calendar, "URL").iter().filter(|url| url.ends_with(&of_deal)).count(), 2, "{calendar}");
    assert_eq!(lines(&calendar, "BEGIN:VALARM").len(), 1);
    let day = today.replace('-', "");
    let trigger = lines(&calendar, "TRIGGER");
    // Whether clocks are an hour or two ahead depends on the day this runs on.
    let expected = ["131500", "121500"].map(|time| format!("TRIGGER;VALUE=DATE-TIME:{day}T{time}Z"));
    assert!(trigger.len() == 1 && expected.contains(&trigger[0]), "{trigger:?}");
}
