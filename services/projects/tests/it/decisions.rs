//! Questions that wait for a person.

use kernel::Role;
use serde_json::json;

use crate::world::{Sale, World, by_the_hour, fixed, text};

/// A project in which a milestone was reached before its deal was reopened; the question's address.
async fn held(world: &World) -> (Sale, String) {
    let sale = Sale::new(vec![fixed(), by_the_hour()]);
    world.hear(1, &sale.won(1)).await;
    let project = world.owner().get(sale.path()).await.expect(200);
    let reached = text(&project["milestones"][0]["milestone_id"]);
    world.owner().post(format!("{}/milestones/{reached}/complete", sale.path()), &json!({})).await.expect(200);
    world.hear(2, &sale.reopened(1)).await;
    let open = world.owner().get("/v1/decisions").await.expect(200);
    assert_eq!(open["items"].as_array().map(Vec::len), Some(1), "{}", open.text);
    let path = format!("/v1/decisions/{}/resolve", text(&open["items"][0]["decision_id"]));
    (sale, path)
}

#[tokio::test]
async fn a_project_with_work_in_it_waits_for_a_person() {
    let world = World::new().await;
    let (sale, path) = held(&world).await;
    let manager = world.org.as_role(Role::ProjectManager);
    assert_eq!(manager.get(sale.path()).await.expect(200)["status"], "on_hold");
    let asked = manager.get("/v1/decisions").await.expect(200)["items"][0].clone();
    assert_eq!((&asked["project_name"], &asked["reason"]), (&json!("Website"), &json!("They changed their mind")));
    assert_eq!(
        (&asked["deal_id"], &asked["win_no"], &asked["action"]),
        (&json!(sale.deal.deal_id), &json!(1), &json!(null))
    );

    // The deal is lost on top of it: the same question, not a second one.
    world.hear(3, &sale.lost(1)).await;
    assert_eq!(manager.get("/v1/decisions").await.expect(200)["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(world.payloads("projects.project.held.v1").await.len(), 1);

    let answered =
        manager.post(&path, &json!({ "action": "cancel", "note": "Billed what was done" })).await.expect(200);
    assert_eq!((&answered["action"], &answered["note"]), (&json!("cancel"), &json!("Billed what was done")));
    assert_eq!(answered["resolved_by"], format!("member:{}", manager.member_id));
    assert_eq!(manager.get(sale.path()).await.expect(200)["status"], "cancelled");
    assert_eq!(manager.get("/v1/decisions").await.expect(200)["items"], json!([]));
    assert_eq!(manager.get("/v1/decisions?resolved=true").await.expect(200)["items"].as_array().map(Vec::len), Some(1));
    manager.post(&path, &json!({ "action": "resume" })).await.problem(409, "decision-resolved");
}

#[tokio::test]
async fn logged_time_is_work_too() {
    let world = World::new().await;
    let sale = Sale::new(vec![by_the_hour()]);
    world.hear(1, &sale.won(1)).await;
    let (employee, _) = world.worker(Role::Employee).await;
    let task = world.owner().get(sale.path()).await.expect(200)["tasks"][0]["task_id"].clone();
    let work = json!({ "project_id": sale.project_id(), "task_id": task, "work_on": "2024-05-20", "hours": "1" });
    let entry = employee.post("/v1/time-entries", &work).await.expect(201);
    world.hear(2, &sale.lost(1)).await;
    assert_eq!(world.owner().get(sale.path()).await.expect(200)["status"], "on_hold");
    employee.post("/v1/time-entries", &work).await.problem(409, "project-not-active");
    let path = format!("/v1/time-entries/{}", text(&entry["time_entry_id"]));
    let changed = employee.with_header("if-match", "\"1\"").patch(&path, &json!({ "hours": "2" })).await;
    changed.problem(409, "project-not-active");
}

#[tokio::test]
async fn time_logged_while_the_deal_is_lost_is_seen_or_refused() {
    let world = World::new().await;
    let (employee, _) = world.worker(Role::Employee).await;
    for _ in 0..8 {
        let sale = Sale::new(vec![by_the_hour()]);
        world.hear(1, &sale.won(1)).await;
        let task = world.owner().get(sale.path()).await.expect(200)["tasks"][0]["task_id"].clone();
        let work = json!({ "project_id": sale.project_id(), "task_id": task, "work_on": "2024-05-20", "hours": "1" });
        let (lost, client) = (sale.lost(1), employee.clone());
        let logging = tokio::spawn(async move { client.post("/v1/time-entries", &work).await.status });
        world.hear(2, &lost).await;
        let status = world.owner().get(sale.path()).await.expect(200)["status"].clone();
        let expected = if logging.await.unwrap() == 201 { "on_hold" } else { "cancelled" };
        assert_eq!(status, expected);
    }
}

#[tokio::test]
async fn each_answer_has_its_effect() {
    for (action, status) in [("resume", "active"), ("complete", "completed"), ("cancel", "cancelled")] {
        let world = World::new().await;
        let (sale, path) = held(&world).await;
        world.owner().post(&path, &json!({ "action": action })).await.expect(200);
        assert_eq!(world.owner().get(sale.path()).await.expect(200)["status"], status);
    }
}

#[tokio::test]
async fn what_is_done_with_the_project_answers_the_question() {
    let world = World::new().await;
    let (sale, path) = held(&world).await;
    world.owner().post(format!("{}/resume", sale.path()), &json!({})).await.expect(200);
    let answered = world.owner().get("/v1/decisions?resolved=true").await.expect(200);
    assert_eq!(answered["items"][0]["action"], "resume");
    world.owner().post(&path, &json!({ "action": "cancel" })).await.problem(409, "decision-resolved");

    // The deal is lost for good: it is asked again, and winning it once more answers it.
    world.hear(3, &sale.lost(1)).await;
    assert_eq!(world.owner().get("/v1/decisions").await.expect(200)["items"].as_array().map(Vec::len), Some(1));
    world.hear(4, &sale.won(2)).await;
    assert_eq!(world.owner().get("/v1/decisions").await.expect(200)["items"], json!([]));
    assert_eq!(world.owner().get(sale.path()).await.expect(200)["status"], "active");
}

#[tokio::test]
async fn bad_answers_are_refused() {
    let world = World::new().await;
    let (_, path) = held(&world).await;
    world.owner().post(&path, &json!({ "action": "forget" })).await.problem(422, "invalid-field");
    world.owner().post(&path, &json!({ "action": "cancel", "why": "x" })).await.problem(422, "invalid-field");
    world.org.as_role(Role::Employee).post(&path, &json!({ "action": "cancel" })).await.problem(403, "forbidden");
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let world = World::new().await;
    let (_, path) = held(&world).await;
    let other = world.app.organization().await;
    other.as_role(Role::Owner).post(&path, &json!({ "action": "cancel" })).await.problem(404, "not-found");
    assert_eq!(other.as_role(Role::Owner).get("/v1/decisions").await.expect(200)["items"], json!([]));
}
