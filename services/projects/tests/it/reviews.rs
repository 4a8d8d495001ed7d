//! Submitting, approving and sending back, and what billing says afterwards.

use chrono::NaiveDate;
use contracts::billing::{BillableItem, WorkBilled, WorkReleased, WorkSource, WorkStatus};
use kernel::{AccountId, BillableItemId, Currency, CustomerId, Money, Name, Quantity, Role, TimeEntryId, VatRate};
use serde_json::{Value, json};
use testkit::Client;

use crate::world::{Project, World, text};

async fn logged(client: &Client, project: &Project, day: &str) -> String {
    text(&client.post("/v1/time-entries", &project.work(day, "2")).await.expect(201)["time_entry_id"])
}

async fn act(client: &Client, id: &str, action: &str, body: Value) -> testkit::Answer {
    client.post(format!("/v1/time-entries/{id}/{action}"), &body).await
}

#[tokio::test]
async fn an_entry_is_sent_back_mended_and_approved() {
    let world = World::new().await;
    let project = world.project().await;
    let (employee, person) = world.worker(Role::Employee).await;
    let manager = world.org.as_role(Role::ProjectManager);
    let id = logged(&employee, &project, "2024-05-20").await;
    act(&manager, &id, "approve", json!({})).await.problem(409, "time-not-submitted");
    act(&employee, &id, "submit", json!({})).await.expect(200);
    act(&employee, &id, "submit", json!({})).await.problem(409, "time-not-submittable");
    let path = format!("/v1/time-entries/{id}");
    let edit = |tag: &str| employee.with_header("if-match", tag);
    edit("\"2\"").patch(&path, &json!({ "hours": "3" })).await.problem(409, "time-not-editable");
    edit("\"2\"").delete(&path).await.problem(409, "time-not-draft");
    act(&employee, &id, "approve", json!({})).await.problem(403, "forbidden");
    act(&manager, &id, "reject", json!({})).await.problem(422, "invalid-field");
    let back = act(&manager, &id, "reject", json!({ "reason": "Which page?" })).await.expect(200);
    assert_eq!((&back["status"], &back["rejection"]), (&json!("rejected"), &json!("Which page?")));
    let mended = edit("\"3\"").patch(&path, &json!({ "note": "Start page" })).await.expect(200);
    assert_eq!((&mended["status"], &mended["rejection"]), (&json!("draft"), &json!(null)));
    act(&employee, &id, "submit", json!({})).await.expect(200);

    // The cost was unknown when the work was written down; it is known now.
    let rate = json!({ "effective_from": "2024-05-01", "hourly_cost": { "amount": "40", "currency": "EUR" } });
    world.owner().post(format!("/v1/people/{person}/cost-rates"), &rate).await.expect(200);
    let approved = act(&manager, &id, "approve", json!({})).await.expect(200);
    assert_eq!(approved["cost"], json!({ "amount": "80.00", "currency": "EUR" }));
    assert_eq!(approved["approved_by"], json!(manager.member_id));
    let told = world.payloads("projects.time.approved.v1").await;
    assert_eq!((&told[0]["entry"]["cost"], &told[0]["approved_by"]), (&approved["cost"], &json!(manager.member_id)));
    edit("\"6\"").patch(&path, &json!({ "hours": "3" })).await.problem(409, "time-not-editable");
    act(&manager, &id, "reject", json!({ "reason": "x" })).await.problem(409, "time-not-submitted");
    let seqs: Vec<_> = world.told(&id).await.into_iter().map(|(_, seq)| seq).collect();
    assert_eq!(seqs, [1, 2, 3, 4, 5, 6]);
}

#[tokio::test]
async fn nobody_but_the_owner_approves_their_own() {
    let world = World::new().await;
    let project = world.project().await;
    for (role, status) in [(Role::ProjectManager, 409), (Role::Finance, 409), (Role::Owner, 200)] {
        let (client, _) = world.worker(role).await;
        let id = logged(&client, &project, "2024-05-20").await;
        act(&client, &id, "submit", json!({})).await.expect(200);
        let answer = act(&client, &id, "approve", json!({})).await.expect(status);
        if status == 409 {
            answer.problem(409, "own-time");
            let bulk = client.post("/v1/time-entries/approve", &json!({ "time_entry_ids": [id] })).await;
            bulk.problem(409, "own-time");
        }
    }
}

#[tokio::test]
async fn many_are_submitted_and_approved_at_once_or_none() {
    let world = World::new().await;
    let project = world.project().await;
    let (employee, _) = world.worker(Role::Employee).await;
    let manager = world.org.as_role(Role::ProjectManager);
    let mut ids = Vec::new();
    for day in ["2024-05-22", "2024-05-20", "2024-05-21"] {
        ids.push(logged(&employee, &project, day).await);
    }
    ids.reverse();
    let all = json!({ "time_entry_ids": ids });
    manager.post("/v1/time-entries/approve", &all).await.problem(409, "time-not-submitted");
    let submitted = employee.post("/v1/time-entries/submit", &all).await.expect(200);
    let items = submitted["items"].as_array().unwrap();
    assert_eq!(items.iter().map(|item| text(&item["time_entry_id"])).collect::<Vec<_>>(), ids, "in the order asked");
    employee.post("/v1/time-entries/approve", &all).await.problem(403, "forbidden");

    let unknown = json!({ "time_entry_ids": [ids[0], TimeEntryId::new()] });
    let refused = manager.post("/v1/time-entries/approve", &unknown).await.problem(422, "invalid-field");
    assert_eq!(refused["errors"][0]["pointer"], "/time_entry_ids/1");
    assert_eq!(manager.get("/v1/time-entries?status=approved").await.expect(200)["items"], json!([]));
    for strange in [json!([]), json!([ids[0], ids[0]]), json!(["x"])] {
        let body = json!({ "time_entry_ids": strange });
        manager.post("/v1/time-entries/approve", &body).await.problem(422, "invalid-field");
    }
    let approved = manager.post("/v1/time-entries/approve", &all).await.expect(200);
    assert!(
        approved["items"].as_array().unwrap().iter().all(|item| item["status"] == "approved" && item["version"] == 3)
    );
    assert_eq!(world.payloads("projects.time.approved.v1").await.len(), 3);
}

#[tokio::test]
async fn what_is_approved_is_what_was_seen() {
    let world = World::new().await;
    let project = world.project().await;
    let (employee, _) = world.worker(Role::Employee).await;
    let [first, second] = [world.org.as_role(Role::ProjectManager), world.org.as_role(Role::ProjectManager)];
    let ids = [logged(&employee, &project, "2024-05-20").await, logged(&employee, &project, "2024-05-21").await];
    employee.post("/v1/time-entries/submit", &json!({ "time_entry_ids": ids, "versions": [1, 1] })).await.expect(200);

    // The first manager sees both; the second sends one back, and it comes again with other hours.
    let seen = json!({ "time_entry_ids": ids, "versions": [2, 2] });
    act(&second, &ids[1], "reject", json!({ "reason": "So little?" })).await.expect(200);
    let path = format!("/v1/time-entries/{}", ids[1]);
    employee.with_header("if-match", "\"3\"").patch(&path, &json!({ "hours": "9" })).await.expect(200);
    act(&employee, &ids[1], "submit", json!({})).await.expect(200);

    let refused = first.post("/v1/time-entries/approve", &seen).await.problem(412, "stale-version");
    assert_eq!(refused["errors"][0]["pointer"], "/time_entry_ids/1");
    assert_eq!(first.get("/v1/time-entries?status=approved").await.expect(200)["items"], json!([]), "neither of them");
    let stale = first.with_header("if-match", "\"2\"");
    act(&stale, &ids[1], "reject", json!({ "reason": "x" })).await.problem(412, "stale-version");
    for strange in [json!([2]), json!([2, 5, 5]), json!("2")] {
        let body = json!({ "time_entry_ids": ids, "versions": strange });
        first.post("/v1/time-entries/approve", &body).await.problem(422, "invalid-field");
    }
    let again = json!({ "time_entry_ids": ids, "versions": [2, 5] });
    let approved = first.post("/v1/time-entries/approve", &again).await.expect(200);
    assert_eq!(approved["items"][1]["hours"], "9");
}

#[tokio::test]
async fn work_of_a_stopped_project_can_still_be_approved() {
    let world = World::new().await;
    let project = world.project().await;
    let (employee, _) = world.worker(Role::Employee).await;
    let id = logged(&employee, &project, "2024-05-20").await;
    let reason = json!({ "reason": "No budget" });
    world.owner().post(format!("/v1/projects/{}/cancel", project.id), &reason).await.expect(200);
    act(&employee, &id, "submit", json!({})).await.expect(200);
    act(&world.owner(), &id, "approve", json!({})).await.expect(200);
}

fn item(entry: &str) -> BillableItem {
    let amount = Money::new(200.into(), Currency::EUR).unwrap();
    BillableItem {
        billable_item_id: BillableItemId::new(),
        origin: WorkSource::Time { time_entry_id: entry.parse().unwrap() },
        customer_id: CustomerId::new(),
        account_id: AccountId::new(),
        project_id: kernel::ProjectId::new(),
        deal_id: None,
        description: Name::new("Build").unwrap(),
        delivered_on: NaiveDate::from_ymd_opt(2024, 5, 20).unwrap(),
        quantity: Quantity::new(2.into()).unwrap(),
        unit_price: amount,
        amount,
        vat_rate: VatRate::new(27.into()).unwrap(),
        status: WorkStatus::Billed,
        invoice_id: None,
    }
}

#[tokio::test]
async fn billed_time_is_marked_and_locked() {
    let world = World::new().await;
    let project = world.project().await;
    let (employee, _) = world.worker(Role::Employee).await;
    let id = logged(&employee, &project, "2024-05-20").await;
    let item = item(&id);
    world.hear(1, &WorkBilled { item: item.clone() }).await;
    let path = format!("/v1/time-entries/{id}");
    assert_eq!(employee.get(&path).await.expect(200)["billed"], true);
    let current = employee.with_header("if-match", "\"1\"");
    current.patch(&path, &json!({ "hours": "1" })).await.problem(409, "time-billed");
    current.delete(&path).await.problem(409, "time-billed");
    world.hear(2, &WorkReleased { item }).await;
    assert_eq!(employee.get(&path).await.expect(200)["billed"], false);
}

#[tokio::test]
async fn another_organisations_entries_are_unknown() {
    let world = World::new().await;
    let project = world.project().await;
    let (employee, _) = world.worker(Role::Employee).await;
    let id = logged(&employee, &project, "2024-05-20").await;
    let other = world.app.organization().await;
    let body = json!({ "time_entry_ids": [id] });
    for action in ["submit", "approve"] {
        let refused = other.as_role(Role::Owner).post(format!("/v1/time-entries/{action}"), &body).await;
        refused.problem(422, "invalid-field");
    }
}
