//! Deals and leads that nobody looks after, and what was not done in time.

use chrono::{Days, NaiveDate};
use contracts::identity::{Member, MemberUpdated};
use kernel::{MemberId, Role, RoleSet, UserId};
use serde_json::{Value, json};
use testkit::{Answer, App, Client};

use crate::activities::colleague;
use crate::{eur, event_types, path, pointer, start, text};

async fn forgotten(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(format!("/v1/forgotten?{query}")).await.expect(200);
    page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()).collect()
}

/// Deals that lack something each, and two that lack nothing; the one called "left" belongs to somebody.
async fn fill(sales: &Client, bela: MemberId, today: &str) {
    let step = json!({"text": "x", "due_on": "2090-01-01"});
    for (name, value, change) in [
        ("fine", "1", json!({"next_step": step})),
        ("no step", "2", json!({})),
        ("late step", "3", json!({"next_step": {"text": "x", "due_on": "2026-01-01"}})),
        ("past close", "4", json!({"next_step": step, "expected_close_on": "2026-01-01"})),
        ("due today", "5", json!({"next_step": {"text": "x", "due_on": today}, "expected_close_on": today})),
        ("left", "6", json!({"next_step": step, "owner_id": bela})),
        ("old", "7", json!({"next_step": step, "opened_on": "2026-01-01"})),
        ("old but cared for", "8", json!({"next_step": step, "opened_on": "2026-01-01"})),
        ("lost", "9", json!({})),
    ] {
        let mut body = json!({"name": name, "value": eur(value)});
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let deal = sales.post("/v1/deals", &body).await.expect(201);
        match name {
            "lost" => drop(sales.post(path(&deal, "/lose"), &json!({"reason": "x"})).await.expect(200)),
            "old but cared for" => {
                let note = json!({"about": [{"deal_id": deal["deal_id"]}], "content": {"kind": "note", "text": "x"}});
                sales.post("/v1/activities", &note).await.expect(201);
            }
            _ => {}
        }
    }
}

#[tokio::test]
async fn each_reason_is_named_counted_and_filtered_by() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let bela = colleague(&app, &org, "Béla").await;
    let today = text(&sales.get("/v1/my-day").await.expect(200)["today"]).to_owned();
    fill(&sales, bela, &today).await;
    let left = Member {
        member_id: bela,
        user_id: UserId::new(),
        name: "Béla".parse().unwrap(),
        email: "bela@example.com".parse().unwrap(),
        roles: [Role::Sales].into_iter().collect::<RoleSet>(),
        active: false,
        guest: false,
    };
    app.deliver(&org, 2, &MemberUpdated { member: left }).await;

    let page = sales.get("/v1/forgotten?sort=-value").await.expect(200);
    let reasons: Vec<(&str, &Value)> =
        page["items"].as_array().unwrap().iter().map(|item| (text(&item["name"]), &item["reasons"])).collect();
    assert_eq!(
        reasons,
        [
            ("old but cared for", &json!(["stale_in_stage"])),
            ("old", &json!(["stale_in_stage", "no_activity"])),
            ("left", &json!(["no_owner"])),
            ("past close", &json!(["close_date_passed"])),
            ("late step", &json!(["next_step_overdue"])),
            ("no step", &json!(["no_next_step"])),
        ]
    );
    assert_eq!(page["total"], 6);
    let count = |reason: &str| {
        let counts = page["counts"].as_array().unwrap();
        counts.iter().find(|one| one["reason"] == reason).map_or(json!(0), |one| one["count"].clone())
    };
    assert_eq!((count("stale_in_stage"), count("no_activity"), count("no_owner")), (json!(2), json!(1), json!(1)));
    assert_eq!(page["rules"], json!({"stale_after_days": 30, "quiet_after_days": 14, "version": 0}));
    assert_eq!(page["items"][0]["last_activity_on"], json!(today));
    assert_eq!(forgotten(&sales, "reason=no_activity").await, ["old"]);
    assert_eq!(forgotten(&sales, &format!("owner_id={bela}")).await, ["left"]);
    assert_eq!(page["kinds"], json!([{"kind": "deal", "count": 6}]));
    assert_eq!(page["items"][3]["since"], "2026-01-02", "the day after it should have closed");
    assert_eq!(page["items"][1]["since"], "2026-01-15", "quiet for two weeks since it was opened");
    let stranger = app.organization().await.as_role(Role::Sales);
    assert!(forgotten(&stranger, "").await.is_empty());
}

#[tokio::test]
async fn the_list_is_read_page_by_page() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let bela = colleague(&app, &org, "Béla").await;
    fill(&sales, bela, "2090-01-01").await;
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = sales.get(format!("/v1/forgotten?limit=2{cursor}")).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen.len(), 5);
    let page = sales.get("/v1/forgotten?sort=-value&limit=2").await.expect(200);
    let rest = forgotten(&sales, &format!("sort=-value&limit=9&cursor={}", text(&page["next_cursor"]))).await;
    assert_eq!(rest, ["past close", "late step", "no step"]);
}

#[tokio::test]
async fn a_stage_that_says_when_a_deal_is_stale_goes_before_the_rules() {
    let (_, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let stages = json!([{"name": "Quick", "odds_percent": 20, "stale_after_days": 2},
                        {"name": "Patient", "odds_percent": 40, "stale_after_days": 900}, {"name": "Silent", "odds_percent": 60}]);
    let pipeline = owner.post("/v1/pipelines", &json!({"name": "Other", "stages": stages})).await.expect(201);
    let today: NaiveDate = text(&sales.get("/v1/my-day").await.expect(200)["today"]).parse().unwrap();
    for (index, days, name) in
        [(0, 3, "quick"), (0, 2, "fresh"), (1, 40, "patient"), (2, 40, "silent"), (2, 3, "young")]
    {
        let body = json!({"name": name, "stage_id": pipeline["stages"][index]["stage_id"], "next_step": {"text": "x"},
                          "opened_on": today - Days::new(days)});
        let deal = sales.post("/v1/deals", &body).await.expect(201);
        let note = json!({"about": [{"deal_id": deal["deal_id"]}], "content": {"kind": "note", "text": "Cared for"}});
        sales.post("/v1/activities", &note).await.expect(201);
        assert_eq!(deal["stale"], json!(name == "quick"));
    }
    let mut stale = forgotten(&sales, "reason=stale_in_stage").await;
    stale.sort_unstable();
    assert_eq!(
        stale,
        ["quick", "silent"],
        "what its stage calls stale, and by the rules what stands in one that says nothing"
    );
}

#[tokio::test]
async fn an_organisation_has_rules_of_its_own() {
    let (app, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let body = json!({"name": "d", "next_step": {"text": "x"}, "opened_on": "2026-01-01"});
    sales.post("/v1/deals", &body).await.expect(201);
    assert_eq!(forgotten(&sales, "").await, ["d"]);
    let rules = json!({"stale_after_days": 3650, "quiet_after_days": 3650});
    let before = sales.get("/v1/forgotten/rules").await.expect(200);
    assert_eq!((&before["stale_after_days"], before.etag()), (&json!(30), "\"0\"".to_owned()));
    sales.put("/v1/forgotten/rules", &rules).await.problem(403, "forbidden");
    owner.put("/v1/forgotten/rules", &rules).await.problem(428, "match-required");
    let changer = owner.with_header("if-match", before.etag());
    let kept = changer.put("/v1/forgotten/rules", &rules).await.expect(200);
    assert_eq!(
        (&kept["quiet_after_days"], &kept["version"], kept.etag()),
        (&json!(3650), &json!(1), "\"1\"".to_owned())
    );
    changer.put("/v1/forgotten/rules", &rules).await.problem(412, "stale-version");
    assert_eq!(event_types(&app, &org).await.last().map(String::as_str), Some("crm.forgotten_rules.updated.v1"));
    assert_eq!(sales.get("/v1/forgotten").await.expect(200)["rules"], kept.json);
    let stranger = app.organization().await.as_role(Role::Owner);
    assert_eq!(stranger.get("/v1/forgotten/rules").await.expect(200)["version"], json!(0));
    assert!(forgotten(&sales, "").await.is_empty());
    let wrong = json!({"stale_after_days": 0, "quiet_after_days": 1});
    let problem =
        owner.with_header("if-match", "*").put("/v1/forgotten/rules", &wrong).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/stale_after_days");
}

/// Leads, a deal and a promise, of which some are forgotten.
struct Forgotten {
    app: App,
    sales: Client,
    anna: MemberId,
    /// When what is late was due: five and two days ago.
    earlier: NaiveDate,
    passed: NaiveDate,
    /// Address of the lead that waits for an answer.
    waits: String,
    promise: Answer,
}

async fn some_are_forgotten() -> Forgotten {
    let (app, org) = start().await;
    let anna = colleague(&app, &org, "Anna").await;
    let sales = org.as_member(anna, [Role::Sales]);
    let today: NaiveDate = text(&sales.get("/v1/my-day").await.expect(200)["today"]).parse().unwrap();
    let (passed, earlier) = (today - Days::new(2), today - Days::new(5));
    let step = |day: NaiveDate| json!({"text": "Ring them", "due_on": day});
    let lead = async |name: &str, said: Value| {
        let mut body = json!({"name": name, "company": "Acme", "owner_id": anna, "next_step": step(today)});
        body.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
        let made = sales.post("/v1/leads", &body).await.expect(201);
        let at = format!("/v1/leads/{}", text(&made["lead_id"]));
        if said["received_at"].is_null() {
            sales.post(format!("{at}/respond"), &json!({})).await.expect(200);
        }
        at
    };
    let fine = lead("fine", json!({})).await;
    let fine = fine.trim_start_matches("/v1/leads/");
    lead("no step", json!({"next_step": null})).await;
    lead("late step", json!({"next_step": step(earlier), "estimated_value": eur("50")})).await;
    lead("nobody's", json!({"owner_id": null})).await;
    let waits = lead("unanswered", json!({"received_at": "2026-01-05T08:00:00Z", "next_step": step(today)})).await;
    let quiet = lead("given up", json!({"next_step": null})).await;
    sales.post(format!("{quiet}/disqualify"), &json!({"reason": "x"})).await.expect(200);
    sales.post("/v1/deals", &json!({"name": "deal", "value": eur("9"), "owner_id": anna})).await.expect(201);
    let task = |title: &str, day: NaiveDate| json!({"title": title, "due_on": day, "about": [{"lead_id": fine}]});
    let promise = sales.post("/v1/follow-ups", &task("promise", passed)).await.expect(201);
    sales.post("/v1/follow-ups", &task("today", today)).await.expect(201);
    Forgotten { app, sales, anna, earlier, passed, waits, promise }
}

#[tokio::test]
async fn leads_and_promises_stand_beside_deals() {
    let Forgotten { app, sales, anna, earlier, passed, waits, promise } = some_are_forgotten().await;
    let page = sales.get("/v1/forgotten").await.expect(200);
    let seen: Vec<_> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (text(&item["record"]["kind"]), text(&item["name"]), item["reasons"].clone()))
        .collect();
    // Those that count from today have no order but that of their ids.
    assert_eq!(
        seen[..3],
        [
            ("lead", "unanswered", json!(["no_activity", "response_overdue"])),
            ("lead", "late step", json!(["next_step_overdue"])),
            ("follow_up", "promise", json!(["follow_up_overdue"])),
        ]
    );
    let mut rest = seen[3..].to_vec();
    rest.sort_unstable_by_key(|(_, name, _)| name.to_owned());
    assert_eq!(
        rest,
        [
            ("deal", "deal", json!(["no_next_step"])),
            ("lead", "no step", json!(["no_next_step"])),
            ("lead", "nobody's", json!(["no_owner"])),
        ]
    );
    assert_eq!((&page["total"], &page["items"][0]["since"]), (&json!(6), &json!("2026-01-06")));
    let [late, promised] = [&page["items"][1], &page["items"][2]];
    assert_eq!((&late["since"], &late["client_name"]), (&json!(earlier + Days::new(1)), &json!("Acme")));
    assert_eq!((&late["value"]["amount"], text(&late["next_step"]["text"])), (&json!("50.00"), "Ring them"));
    assert_eq!((text(&late["owner_name"]), &late["record"]["status"]), ("Anna", &json!("new")));
    assert_eq!(promised["record"]["follow_up"]["follow_up_id"], promise["follow_up_id"]);
    assert_eq!((&promised["value"], &promised["since"]), (&Value::Null, &json!(passed + Days::new(1))));
    assert_eq!(
        page["kinds"],
        json!([{"kind": "deal", "count": 1}, {"kind": "lead", "count": 4}, {"kind": "follow_up", "count": 1}])
    );

    assert_eq!(forgotten(&sales, "kind=follow_up").await, ["promise"]);
    assert_eq!(forgotten(&sales, "reason=response_overdue").await, ["unanswered"]);
    assert!(forgotten(&sales, "kind=lead&reason=follow_up_overdue").await.is_empty());
    assert_eq!(forgotten(&sales, &format!("kind=lead&owner_id={anna}")).await.len(), 3);
    let leads = sales.get("/v1/forgotten?kind=lead").await.expect(200);
    assert_eq!((&leads["total"], leads["kinds"].as_array().map(Vec::len)), (&json!(4), Some(3)));
    assert!(leads["counts"].as_array().unwrap().iter().all(|one| one["reason"] != "follow_up_overdue"));
    assert_eq!(forgotten(&sales, "sort=-value").await[..2], ["late step", "deal"]);
    for sort in ["since", "-value"] {
        let whole = forgotten(&sales, &format!("sort={sort}")).await;
        let (mut paged, mut query) = (Vec::new(), format!("sort={sort}&limit=2"));
        loop {
            let page = sales.get(format!("/v1/forgotten?{query}")).await.expect(200);
            paged.extend(page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()));
            let Some(next) = page["next_cursor"].as_str() else { break };
            query = format!("sort={sort}&limit=2&cursor={next}");
        }
        assert_eq!(whole, paged, "{sort}");
    }
    for wrong in ["kind=account", "reason=lazy", "sort=opened_on", "cursor=x"] {
        assert_eq!(sales.get(format!("/v1/forgotten?{wrong}")).await.status, 422, "{wrong}");
    }

    // What is mended is off the list.
    sales.post(format!("/v1/follow-ups/{}/complete", text(&promise["follow_up_id"])), &json!({})).await.expect(200);
    sales.post(format!("{waits}/nurture"), &json!({"until": "2199-01-01"})).await.expect(200);
    assert!(forgotten(&sales, "kind=follow_up").await.is_empty());
    assert!(!forgotten(&sales, "kind=lead").await.contains(&"unanswered".to_owned()), "it is left alone until then");
    let stranger = app.organization().await.as_role(Role::Sales);
    assert!(forgotten(&stranger, "").await.is_empty());
}

#[tokio::test]
async fn what_was_done_with_a_lead_that_was_merged_was_done_with_the_one_that_goes_on() {
    let (_app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let lead = async |name: &str| {
        let body = json!({"name": name, "company": "Acme", "received_at": "2026-01-05T08:00:00Z"});
        sales.post("/v1/leads", &body).await.expect(201)["lead_id"].clone()
    };
    let (kept, merged, first) = (lead("kept").await, lead("merged").await, lead("first").await);
    let merge = async |kept: &Value, other: &Value| {
        sales.post(format!("/v1/leads/{}/merge", text(kept)), &json!({"merged_id": other})).await.expect(200)
    };
    let note = json!({"about": [{"lead_id": first}], "content": {"kind": "note", "text": "They will see"}});
    sales.post("/v1/activities", &note).await.expect(201);
    merge(&merged, &first).await;
    assert_eq!(forgotten(&sales, "reason=no_activity").await, ["kept"]);

    let second = merge(&kept, &merged).await;
    assert!(forgotten(&sales, "reason=no_activity").await.is_empty(), "a merge of a merge counts, too");
    let today = text(&sales.get("/v1/my-day").await.expect(200)["today"]).to_owned();
    let seen = sales.get("/v1/forgotten?sort=-last_activity").await.expect(200);
    assert_eq!((&seen["items"][0]["name"], &seen["items"][0]["last_activity_on"]), (&json!("kept"), &json!(today)));

    sales.post(format!("/v1/merges/{}/undo", text(&second["merge_id"])), &json!({})).await.expect(200);
    assert_eq!(forgotten(&sales, "reason=no_activity").await, ["kept"], "it never was this one's");
}
