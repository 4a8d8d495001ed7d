//! A deal that says nothing more of somebody who was erased: neither does what came of it.

use contracts::crm::{DealLost, DealRedacted, LineBilling};
use kernel::{Name, Role};
use serde_json::{Value, json};
use testkit::Delivery;

use crate::world::{Sale, World, by_the_hour, fixed, note, text};

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

/// A sale whose name, line and parts name somebody.
fn naming(person: &str) -> Sale {
    let (mut lesson, mut help) = (fixed(), by_the_hour());
    lesson.name = name(&format!("Training for {person}"));
    if let LineBilling::Fixed { milestones, .. } = &mut lesson.billing {
        milestones[0].name = name(&format!("First lesson of {person}"));
    }
    if let LineBilling::TimeAndMaterials { rates } = &mut help.billing {
        rates[0].role = name(&format!("Helping {person}"));
    }
    let mut sale = Sale::new(vec![lesson, help]);
    sale.deal.name = name(&format!("Garden of {person}"));
    sale
}

/// The same sale, told anew without whom it named.
fn redacted(sale: &Sale, win_no: i32, lost_reason: Option<&str>) -> DealRedacted {
    let told = serde_json::to_string(&sale.won(win_no).deal).unwrap().replace("Kis Anna", "…");
    DealRedacted { deal: serde_json::from_str(&told).unwrap(), lost_reason: lost_reason.map(note) }
}

#[tokio::test]
async fn a_project_its_parts_and_its_time_name_them_no_more() {
    let world = World::new().await;
    let sale = naming("Kis Anna");
    world.hear(1, &sale.won(1)).await;
    let (worker, _) = world.worker(Role::ProjectManager).await;
    let project = world.owner().get(sale.path()).await.expect(200);
    let hourly = project["tasks"].as_array().unwrap().iter().find(|task| task["billing"]["kind"] == "hourly").unwrap();
    let entry = json!({"project_id": project["project_id"], "task_id": hourly["task_id"], "work_on": "2026-11-20", "hours": "2"});
    worker.post("/v1/time-entries", &entry).await.expect(201);
    // A task that is called otherwise meanwhile is not what was sold.
    let own = json!({"name": "Own words", "billing": {"kind": "included"}});
    world.owner().post(format!("{}/tasks", sale.path()), &own).await.expect(201);

    world.hear(2, &redacted(&sale, 1, None)).await;
    let left = world.owner().get(sale.path()).await.expect(200);
    assert_eq!(left["name"], "Garden of …");
    let names =
        |of: &str| -> Vec<String> { left[of].as_array().unwrap().iter().map(|one| text(&one["name"])).collect() };
    assert_eq!(names("tasks"), ["Training for …", "Helping …", "Own words"]);
    assert_eq!(names("milestones"), ["First lesson of …", "Launch"]);
    assert_eq!(left["budget_amount"], project["budget_amount"], "what was sold is the same");
    let time = worker.get("/v1/time-entries").await.expect(200);
    assert_eq!(time["items"][0]["task_name"], "Helping …");
    assert!(!left.text.contains("Kis Anna") && !time.text.contains("Kis Anna"));
    let last = world.told(&sale.project_id()).await.pop();
    assert_eq!(last, Some(("projects.project.updated.v1".to_owned(), 3)));
    // Told again, nothing is left to do.
    assert_eq!(world.app.deliver(&world.org, 3, &redacted(&sale, 1, None)).await, Delivery::Applied);
    assert_eq!(world.told(&sale.project_id()).await.len(), 3);
}

#[tokio::test]
async fn what_is_called_otherwise_meanwhile_stays_and_strangers_hear_nothing() {
    let world = World::new().await;
    let sale = naming("Kis Anna");
    world.hear(1, &sale.won(1)).await;
    let owner = world.owner();
    let renamed =
        owner.with_header("if-match", "*").patch(sale.path(), &json!({"name": "Garden 2027"})).await.expect(200);
    assert_eq!(renamed["name"], "Garden 2027");
    world.hear(2, &redacted(&sale, 1, None)).await;
    assert_eq!(owner.get(sale.path()).await.expect(200)["name"], "Garden 2027");

    let other = World { app: world.app.clone(), org: world.app.organization().await };
    other.hear(1, &redacted(&sale, 1, None)).await;
    assert_eq!(owner.get("/v1/projects").await.expect(200)["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(other.owner().get("/v1/projects").await.expect(200)["items"], json!([]), "and it makes no project");
}

#[tokio::test]
async fn why_a_win_was_taken_back_names_them_no_more() {
    let world = World::new().await;
    let sale = naming("Kis Anna");
    world.hear(1, &sale.won(1)).await;
    let (worker, _) = world.worker(Role::ProjectManager).await;
    let project = world.owner().get(sale.path()).await.expect(200);
    let entry = json!({"project_id": project["project_id"], "task_id": project["tasks"][0]["task_id"],
                       "work_on": "2026-11-20", "hours": "2"});
    worker.post("/v1/time-entries", &entry).await.expect(201);
    let lost = DealLost { reason: note("Kis Anna has no money"), ..sale.lost(1) };
    world.hear(2, &lost).await;
    world.hear(3, &redacted(&sale, 1, Some("… has no money"))).await;
    let asked: Value = world.owner().get("/v1/decisions").await.expect(200)["items"][0].clone();
    assert_eq!((&asked["reason"], &asked["project_name"]), (&json!("… has no money"), &json!("Garden of …")));
}
