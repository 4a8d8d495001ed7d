//! Deals that were won elsewhere and come as history: they count as won, and nothing follows from them.

use contracts::Event;
use contracts::crm::{DealRecordedWon, DealWon};
use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Organization};

use crate::imports::{at, check, names, outcomes, run, set, settled, upload};
use crate::{event_types, fixed_line, pointer, start, text};

const FILE: &str = "Deal,Company,Contact person,E-mail,Amount,Currency,Status,Opened on,Closed on\n\
                    Shop,Acme,Anna,anna@example.com,1000,EUR,won,2025-01-10,2025-03-01\n\
                    Advice,,,,250.50,EUR,won,2025-02-01,2025-04-01\n\
                    Thing,Acme,,,70,EUR,lost,2025-02-01,2025-04-02\n\
                    Next,Beta,,,80,EUR,open,2025-02-01,\n";

/// A file that was run as it was proposed.
async fn brought(app: &App, org: &Organization, sales: &Client) -> Answer {
    let import = upload(sales, "kind=deals", FILE).await.expect(201);
    assert_eq!(import["settings"]["won_deals"], "history");
    check(app, org, sales, &import.json).await;
    let tried = outcomes(sales, &import.json).await;
    let plain =
        |(outcome, codes): &(String, Vec<String>)| outcome == "created" && codes.iter().all(|code| code == "also_made");
    assert!(tried.iter().all(plain), "{tried:?}");
    run(app, org, sales, &import.json).await;
    assert_eq!(outcomes(sales, &import.json).await, tried, "what was tried out came about");
    import
}

async fn deal(client: &Client, name: &str) -> Answer {
    let found = client.get(format!("/v1/deals?q={name}")).await.expect(200);
    client.get(format!("/v1/deals/{}", text(&found["items"][0]["deal_id"]))).await.expect(200)
}

fn below(deal: &Answer, what: &str) -> String {
    format!("/v1/deals/{}/{what}", text(&deal["deal_id"]))
}

/// How often something of this type was told.
async fn told(app: &App, org: &Organization, kind: &str) -> usize {
    event_types(app, org).await.iter().filter(|one| *one == kind).count()
}

#[tokio::test]
async fn a_deal_won_elsewhere_is_won_on_its_day_and_nothing_follows() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    brought(&app, &org, &sales).await;
    let shop = deal(&sales, "Shop").await;
    assert_eq!((text(&shop["status"]), &shop["won_elsewhere"], &shop["win_no"]), ("won", &json!(true), &json!(0)));
    assert_eq!((text(&shop["opened_on"]), text(&shop["closed_on"])), ("2025-01-10", "2025-03-01"));
    assert_eq!((&shop["value"], &shop["odds_percent"]), (&crate::eur("1000.00"), &json!(100)));
    assert_eq!((&shop["lines"], &shop["delivery"]), (&json!([]), &Value::Null));
    let stay = &shop["history"][0];
    assert_eq!(
        (&stay["outcome"], &stay["entered_on"], &stay["left_on"]),
        (&json!("won"), &json!("2025-01-10"), &json!("2025-03-01"))
    );
    let advice = deal(&sales, "Advice").await;
    assert_eq!((&advice["status"], &advice["account_id"]), (&json!("won"), &Value::Null), "who bought may be unknown");
    let won = sales.get("/v1/deals?status=won&sort=name").await.expect(200);
    let won: Vec<_> =
        won["items"].as_array().unwrap().iter().map(|one| (one["name"].clone(), &one["won_elsewhere"])).collect();
    assert_eq!(won, [(json!("Advice"), &json!(true)), (json!("Shop"), &json!(true))]);
    assert_eq!((told(&app, &org, DealRecordedWon::TYPE).await, told(&app, &org, DealWon::TYPE).await), (2, 0));
    let timeline = sales.get(format!("/v1/accounts/{}/timeline", text(&shop["account_id"]))).await.expect(200);
    let said = timeline["items"].as_array().unwrap().iter().find(|one| one["what"]["event"] == "deal_won").unwrap();
    assert_eq!((&said["what"]["elsewhere"], &said["what"]["name"]), (&json!(true), &json!("Shop")));
    assert!(text(&said["at"]).starts_with("2025-03-01"), "{said}");
    let notices = sales.get("/v1/notifications").await.expect(200);
    assert_eq!(notices["items"], json!([]));
}

#[tokio::test]
async fn what_may_be_changed_of_a_closed_deal_may_of_this_one_and_reopened_it_is_like_any_other() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    brought(&app, &org, &sales).await;
    let shop = deal(&sales, "Shop").await;
    let (path, any) = (format!("/v1/deals/{}", text(&shop["deal_id"])), sales.with_header("if-match", "*"));
    any.patch(&path, &json!({"value": crate::eur("5")})).await.problem(409, "deal-not-open");
    any.patch(&path, &json!({"owner_id": null})).await.expect(200);
    sales.post(below(&shop, "win"), &json!({})).await.problem(409, "deal-not-open");
    assert_eq!(deal(&sales, "Shop").await["won_elsewhere"], true);

    let reopened = sales.post(below(&shop, "reopen"), &json!({"reason": "They want more"})).await.expect(200);
    assert_eq!((&reopened["status"], &reopened["won_elsewhere"]), (&json!("open"), &json!(false)));
    let bare = sales.post(below(&shop, "win"), &json!({})).await.problem(422, "deal-without-lines");
    assert_eq!(pointer(&bare), "/lines");
    any.patch(&path, &json!({"lines": [fixed_line("5")]})).await.expect(200);
    let won = sales.post(below(&shop, "win"), &json!({})).await.expect(200);
    assert_eq!((&won["win_no"], &won["won_elsewhere"]), (&json!(1), &json!(false)), "its first win here");
    assert_eq!(told(&app, &org, DealWon::TYPE).await, 1);
    let delivery = sales.get(&path).await.expect(200)["delivery"].clone();
    assert_eq!(delivery["waiting_for"], "project");
}

#[tokio::test]
async fn undoing_the_import_takes_it_back_unless_somebody_went_on_with_it() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let import = brought(&app, &org, &sales).await;
    let advice = deal(&sales, "Advice").await;
    let path = format!("/v1/deals/{}", text(&advice["deal_id"]));
    sales.with_header("if-match", "*").patch(path, &json!({"owner_id": null})).await.expect(200);
    sales.post(at(&import.json, "/undo"), &json!({})).await.expect(200);
    settled(&app, &org, &sales, &import.json, "undone").await;
    assert_eq!(names(&sales, "/v1/deals?sort=name").await, ["Advice"]);
    assert_eq!(names(&sales, "/v1/accounts").await, Vec::<String>::new());
    let kept = sales.get(at(&import.json, "/records?undo=kept")).await.expect(200);
    let kept: Vec<_> = kept["items"].as_array().unwrap().iter().map(|one| (&one["name"], &one["why"])).collect();
    assert_eq!(kept, [(&json!("Advice"), &json!("changed"))]);
    assert_eq!(told(&app, &org, "crm.deal.removed.v1").await, 3);
}

#[tokio::test]
async fn it_goes_with_its_account_into_a_merge_and_back() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    brought(&app, &org, &sales).await;
    let shop = deal(&sales, "Shop").await;
    let kept = sales.post("/v1/accounts", &json!({"name": "Gamma"})).await.expect(201)["account_id"].clone();
    let merge = format!("/v1/accounts/{}/merge", text(&kept));
    let merged = sales.post(merge, &json!({"merged_id": shop["account_id"]})).await.expect(200);
    let now = deal(&sales, "Shop").await;
    assert_eq!((&now["account_id"], &now["won_elsewhere"]), (&kept, &json!(true)));
    sales.post(format!("/v1/merges/{}/undo", text(&merged["merge_id"])), &json!({})).await.expect(200);
    assert_eq!(deal(&sales, "Shop").await["account_id"], shop["account_id"]);
}

#[tokio::test]
async fn what_is_done_with_them_is_said_of_each_file() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let import = upload(&sales, "kind=deals", FILE).await.expect(201);
    let left_out = set(&sales, &import, |settings| {
        settings.as_object_mut().unwrap().remove("won_deals");
    });
    let left_out = left_out.await.expect(200);
    assert_eq!(left_out["settings"]["won_deals"], "leave_out", "who says nothing of them wants nothing of them");
    run(&app, &org, &sales, &left_out.json).await;
    let codes: Vec<_> = outcomes(&sales, &left_out.json).await.into_iter().map(|(outcome, _)| outcome).collect();
    assert_eq!(codes, ["left_out", "left_out", "created", "created"]);
    let next = upload(&sales, "kind=deals", FILE.replace("Shop", "Shop two")).await.expect(201);
    assert_eq!(next["settings"]["won_deals"], "history");
    let unknown = set(&sales, &next, |settings| settings["won_deals"] = json!("maybe")).await;
    assert_eq!(unknown.status, 422, "{}", unknown.text);
}
