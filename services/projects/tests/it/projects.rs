//! Projects, tasks and milestones over HTTP.

use kernel::Role;
use serde_json::json;

use crate::world::{Sale, World, fixed, text};

#[tokio::test]
async fn an_own_project_is_opened_changed_and_ended() {
    let world = World::new().await;
    let manager = world.org.as_role(Role::ProjectManager);
    let budget = json!({ "amount": "5000", "currency": "HUF" });
    let body = json!({ "name": "Intranet", "budget_hours": "40", "budget_amount": budget, "starts_on": "2026-11-02" });
    let created = manager.post("/v1/projects", &body).await.expect(201);
    let id = text(&created["project_id"]);
    let path = format!("/v1/projects/{id}");
    assert_eq!(
        (&created["currency"], &created["status"], &created["deal_id"]),
        (&json!("HUF"), &json!("active"), &json!(null))
    );
    assert_eq!(created.headers["location"], path.as_str());

    manager.patch(&path, &json!({ "name": "Portal" })).await.problem(428, "match-required");
    let current = manager.with_header("if-match", "\"1\"");
    let euros = json!({ "budget_amount": { "amount": "1", "currency": "EUR" } });
    let wrong = current.patch(&path, &euros).await.problem(422, "invalid-field");
    assert_eq!(wrong["errors"][0]["pointer"], "/budget_amount/currency");
    assert_eq!(current.patch(&path, &json!({ "name": "Portal" })).await.expect(200).etag(), "\"2\"");
    let stale = current.patch(&path, &json!({ "name": "Third" })).await;
    assert_eq!(stale.etag(), "\"2\"");
    stale.problem(412, "stale-version");

    manager.post(format!("{path}/hold"), &json!({ "reason": "Waiting for texts" })).await.expect(200);
    manager.post(format!("{path}/hold"), &json!({ "reason": "Again" })).await.problem(409, "project-not-active");
    manager.post(format!("{path}/resume"), &json!({})).await.expect(200);
    manager.post(format!("{path}/cancel"), &json!({ "reason": "Not needed" })).await.expect(200);
    manager.post(format!("{path}/complete"), &json!({})).await.problem(409, "project-over");
    manager.post(format!("{path}/resume"), &json!({})).await.expect(200);
    let done = manager.post(format!("{path}/complete"), &json!({})).await.expect(200);
    assert_eq!((&done["status"], done.etag().as_str()), (&json!("completed"), "\"7\""));
    let types: Vec<_> = world.told(&id).await.into_iter().map(|(name, seq)| format!("{seq} {name}")).collect();
    let expected = ["created", "updated", "held", "resumed", "cancelled", "resumed", "completed"];
    let expected: Vec<_> =
        expected.iter().enumerate().map(|(place, fact)| format!("{} projects.project.{fact}.v1", place + 1)).collect();
    assert_eq!(types, expected);
}

#[tokio::test]
async fn tasks_are_added_and_finished() {
    let world = World::new().await;
    let project = world.project().await;
    let owner = world.owner();
    let (tasks, path) = (format!("/v1/projects/{}/tasks", project.id), format!("/v1/projects/{}", project.id));
    let task = format!("{tasks}/{}", project.included);
    owner.patch(&task, &json!({ "done": true })).await.problem(428, "match-required");
    let current = owner.with_header("if-match", "\"3\"");
    let changed = current.patch(&task, &json!({ "done": true, "planned_hours": "12.5" })).await.expect(200);
    let (first, second) = (&changed["tasks"][0], &changed["tasks"][1]);
    assert_eq!(
        (&first["done"], &second["done"], &second["planned_hours"]),
        (&json!(false), &json!(true), &json!("12.5"))
    );
    let rate = json!({ "amount": "100.00", "currency": "EUR" });
    assert_eq!(first["billing"], json!({ "kind": "hourly", "rate": rate, "vat_rate": "27" }));

    let billed = |rate: serde_json::Value| json!({ "name": "X", "billing": { "kind": "hourly", "rate": rate, "vat_rate": "27" } });
    let wrong =
        owner.post(&tasks, &billed(json!({ "amount": "1", "currency": "USD" }))).await.problem(422, "invalid-field");
    assert_eq!(wrong["errors"][0]["pointer"], "/billing/rate/currency");
    let negative =
        owner.post(&tasks, &billed(json!({ "amount": "-1", "currency": "EUR" }))).await.problem(422, "invalid-field");
    assert_eq!(negative["errors"][0]["pointer"], "/billing/rate/amount");
    let line = json!({ "name": "X", "billing": { "kind": "included" }, "deal_line_id": kernel::DealLineId::new() });
    assert_eq!(owner.post(&tasks, &line).await.problem(422, "invalid-field")["errors"][0]["pointer"], "/deal_line_id");
    let extra = json!({ "name": "X", "billing": { "kind": "included", "rate": 1 } });
    owner.post(&tasks, &extra).await.problem(422, "invalid-field");
    let nothing = current.with_header("if-match", "\"4\"");
    nothing.patch(format!("{tasks}/{}", kernel::TaskId::new()), &json!({})).await.problem(404, "not-found");
    assert_eq!(owner.get(&path).await.expect(200).etag(), "\"4\"");
}

#[tokio::test]
async fn a_milestone_is_completed_and_reopened_with_a_number() {
    let world = World::new().await;
    let sale = Sale::new(vec![fixed()]);
    world.hear(1, &sale.won(1)).await;
    let manager = world.org.as_role(Role::ProjectManager);
    let project = manager.get(sale.path()).await.expect(200);
    let milestone = format!("{}/milestones/{}", sale.path(), text(&project["milestones"][0]["milestone_id"]));
    let future = manager.post(format!("{milestone}/complete"), &json!({ "completed_on": world.day_to_come() })).await;
    assert_eq!(future.problem(422, "invalid-field")["errors"][0]["pointer"], "/completed_on");
    manager
        .post(format!("{milestone}/reopen"), &json!({ "reason": "x" }))
        .await
        .problem(409, "milestone-not-completed");
    let body = json!({ "completed_on": "2024-05-21" });
    let completed = manager.post(format!("{milestone}/complete"), &body).await.expect(200);
    assert_eq!(completed["milestones"][0]["completed_on"], "2024-05-21");
    manager.post(format!("{milestone}/complete"), &json!({})).await.problem(409, "milestone-completed");
    manager.post(format!("{milestone}/reopen"), &json!({ "reason": "A page is missing" })).await.expect(200);
    let again = manager.post(format!("{milestone}/complete"), &json!({})).await.expect(200);
    assert_eq!(again["milestones"][0]["completion_no"], 2);
    let told = world.payloads("projects.milestone.completed.v1").await;
    assert_eq!(
        told.iter().map(|one| one["milestone"]["completion_no"].as_i64()).collect::<Vec<_>>(),
        [Some(1), Some(2)]
    );
    assert_eq!(told[1]["milestone"]["amount"], json!({ "amount": "500.00", "currency": "EUR" }));
    assert_eq!(world.payloads("projects.milestone.reopened.v1").await[0]["reason"], "A page is missing");
    let unknown = format!("{}/milestones/{}/complete", sale.path(), kernel::MilestoneId::new());
    manager.post(unknown, &json!({})).await.problem(404, "not-found");
}

#[tokio::test]
async fn of_many_writers_each_version_has_one() {
    let world = World::new().await;
    let project = world.project().await;
    let path = format!("/v1/projects/{}", project.id);
    let writes = (0..8).map(|number| {
        let (client, path) = (world.owner().with_header("if-match", "\"3\""), path.clone());
        tokio::spawn(async move { client.patch(path, &json!({ "name": format!("Name {number}") })).await.status })
    });
    let mut statuses = Vec::new();
    for write in writes.collect::<Vec<_>>() {
        statuses.push(write.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412, 412, 412, 412, 412, 412, 412]);
}

#[tokio::test]
async fn projects_are_listed_by_date_or_name() {
    let world = World::new().await;
    let owner = world.owner();
    for (name, day) in [("B", "2026-03-01"), ("A", "2026-01-01"), ("C", "2026-02-01")] {
        owner.post("/v1/projects", &json!({ "name": name, "starts_on": day })).await.expect(201);
    }
    for (sort, expected) in [("-starts_on", ["B", "C", "A"]), ("name", ["A", "B", "C"])] {
        let mut names = Vec::new();
        let mut path = format!("/v1/projects?sort={sort}&limit=2");
        loop {
            let page = owner.get(&path).await.expect(200);
            names.extend(page["items"].as_array().unwrap().iter().map(|item| text(&item["name"])));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            path = format!("/v1/projects?sort={sort}&limit=2&cursor={cursor}");
        }
        assert_eq!(names, expected);
    }
    let sale = Sale::new(vec![fixed()]);
    world.hear(1, &sale.won(1)).await;
    for filter in [format!("deal_id={}", sale.deal.deal_id), format!("account_id={}", sale.account.account_id)] {
        let found = owner.get(format!("/v1/projects?{filter}")).await.expect(200);
        assert_eq!((found["items"].as_array().map(Vec::len), &found["items"][0]["name"]), (Some(1), &json!("Website")));
    }
    assert_eq!(owner.get("/v1/projects?status=on_hold").await.expect(200)["items"], json!([]));
    owner.get("/v1/projects?sort=colour").await.problem(422, "invalid-query");
    owner.get("/v1/projects?colour=red").await.problem(422, "invalid-query");
}

#[tokio::test]
async fn only_those_who_write_projects_change_them() {
    let world = World::new().await;
    let project = world.project().await;
    let path = format!("/v1/projects/{}", project.id);
    for role in [Role::Sales, Role::Finance, Role::Employee, Role::Auditor] {
        let client = world.org.as_role(role);
        client.get(&path).await.expect(200);
        client.post("/v1/projects", &json!({ "name": "X" })).await.problem(403, "forbidden");
        client.post(format!("{path}/cancel"), &json!({ "reason": "x" })).await.problem(403, "forbidden");
        client.patch(&path, &json!({ "name": "X" })).await.problem(403, "forbidden");
    }
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let world = World::new().await;
    let project = world.project().await;
    let other = world.app.organization().await;
    let stranger = other.as_role(Role::Owner).with_header("if-match", "\"3\"");
    let path = format!("/v1/projects/{}", project.id);
    stranger.get(&path).await.problem(404, "not-found");
    stranger.patch(&path, &json!({ "name": "X" })).await.problem(404, "not-found");
    let task = json!({ "name": "X", "billing": { "kind": "included" } });
    stranger.post(format!("{path}/tasks"), &task).await.problem(404, "not-found");
    stranger
        .patch(format!("{path}/tasks/{}", project.hourly), &json!({ "done": true }))
        .await
        .problem(404, "not-found");
    let reason = json!({ "reason": "x" });
    for action in ["hold", "resume", "cancel", "complete"] {
        stranger.post(format!("{path}/{action}"), &reason).await.problem(404, "not-found");
    }
    assert_eq!(stranger.get("/v1/projects").await.expect(200)["items"], json!([]));
}
