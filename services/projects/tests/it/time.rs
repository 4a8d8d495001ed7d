//! Writing time down.

use kernel::{PersonId, ProjectId, Role, TaskId};
use serde_json::{Value, json};

use crate::world::{World, text};

fn euros(amount: &str) -> Value {
    json!({ "amount": amount, "currency": "EUR" })
}

#[tokio::test]
async fn ones_own_time_is_logged_with_the_rates_of_its_day() {
    let world = World::new().await;
    let project = world.project().await;
    let (employee, person) = world.worker(Role::Employee).await;
    let owner = world.owner();
    for (from, amount) in [("2024-01-01", "40.00"), ("2024-06-01", "45.50")] {
        let rate = json!({ "effective_from": from, "hourly_cost": euros(amount) });
        owner.post(format!("/v1/people/{person}/cost-rates"), &rate).await.expect(200);
    }
    let days =
        [("2023-12-31", None), ("2024-05-31", Some(("40.00", "100.00"))), ("2024-06-01", Some(("45.50", "113.75")))];
    for (day, cost) in days {
        let entry = employee.post("/v1/time-entries", &project.work(day, "2.5")).await.expect(201);
        assert_eq!((&entry["person_id"], &entry["person_name"]), (&json!(person), &json!("Ada")));
        assert_eq!((&entry["cost_rate"], &entry["cost"]), (&json!(null), &json!(null)), "an employee sees no cost");
        assert_eq!((&entry["bill_rate"], &entry["bill_amount"]), (&euros("100.00"), &euros("250.00")));
        assert_eq!(
            (&entry["status"], &entry["vat_rate"], &entry["billable_hours"]),
            (&json!("draft"), &json!("27"), &json!("2.5"))
        );
        let path = format!("/v1/time-entries/{}", text(&entry["time_entry_id"]));
        assert_eq!(entry.headers["location"], path.as_str());
        let seen = owner.get(&path).await.expect(200);
        let expected = cost.map_or((json!(null), json!(null)), |(rate, cost)| (euros(rate), euros(cost)));
        assert_eq!((seen["cost_rate"].clone(), seen["cost"].clone()), expected, "{day}");
    }
    let told = world.payloads("projects.time.logged.v1").await;
    assert_eq!(told[2]["entry"]["cost"], euros("113.75"));
    let chain: std::collections::BTreeSet<_> = world
        .app
        .published(&world.org)
        .await
        .into_iter()
        .filter(|row| row.event_type.starts_with("projects.time") || row.aggregate_id.to_string() == project.id)
        .filter(|row| row.aggregate_seq == 1)
        .map(|row| row.correlation_id)
        .collect();
    assert_eq!(chain.len(), 1, "time stays in the chain of its project");
}

#[tokio::test]
async fn charged_hours_are_those_of_the_task_unless_said() {
    let world = World::new().await;
    let project = world.project().await;
    let (employee, _) = world.worker(Role::Employee).await;
    let mut work = project.work("2024-05-20", "3");
    work["billable_hours"] = json!("1.5");
    let goodwill = employee.post("/v1/time-entries", &work).await.expect(201);
    assert_eq!((&goodwill["hours"], &goodwill["bill_amount"]), (&json!("3"), &euros("150.00")));
    work["billable_hours"] = json!("3.01");
    let refused = employee.post("/v1/time-entries", &work).await.problem(422, "invalid-field");
    assert_eq!(refused["errors"][0]["pointer"], "/billable_hours");
    work["task_id"] = json!(project.included);
    work["billable_hours"] = json!("1");
    employee.post("/v1/time-entries", &work).await.problem(422, "invalid-field");
    work["billable_hours"] = json!("0");
    let included = employee.post("/v1/time-entries", &work).await.expect(201);
    assert_eq!(
        (&included["bill_rate"], &included["bill_amount"], &included["vat_rate"]),
        (&json!(null), &json!(null), &json!(null))
    );
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let world = World::new().await;
    let project = world.project().await;
    let (employee, _) = world.worker(Role::Employee).await;
    let other = World { app: world.app.clone(), org: world.app.organization().await };
    let (foreign_project, (_, foreign_person)) = (other.project().await, other.worker(Role::Employee).await);
    let cases = [
        ("hours", json!("0"), "/hours"),
        ("hours", json!("24.25"), "/hours"),
        ("hours", json!("-1"), "/hours"),
        ("hours", json!(2), "/hours"),
        ("work_on", json!(world.day_to_come()), "/work_on"),
        ("work_on", json!("2024-02-30"), "/work_on"),
        ("project_id", json!(ProjectId::new()), "/project_id"),
        ("project_id", json!(foreign_project.id), "/project_id"),
        ("task_id", json!(TaskId::new()), "/task_id"),
        ("task_id", json!(foreign_project.hourly), "/task_id"),
        ("person_id", json!(PersonId::new()), "/person_id"),
        ("person_id", json!(foreign_person), "/person_id"),
        ("cost", euros("1"), "/cost"),
    ];
    for (field, value, pointer) in cases {
        let mut work = project.work("2024-05-20", "1");
        work[field] = value;
        let refused = employee.post("/v1/time-entries", &work).await.problem(422, "invalid-field");
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{refused}");
    }
    let unrecorded = world.org.as_role(Role::Employee).post("/v1/time-entries", &project.work("2024-05-20", "1")).await;
    assert_eq!(unrecorded.problem(422, "invalid-field")["errors"][0]["pointer"], "/person_id");
    assert_eq!(world.payloads("projects.time.logged.v1").await.len(), 0);
}

#[tokio::test]
async fn a_day_has_24_hours_even_for_two_at_once() {
    let world = World::new().await;
    let project = world.project().await;
    let (employee, _) = world.worker(Role::Employee).await;
    let posts = ["2024-05-20", "2024-05-20", "2024-05-21"].map(|day| {
        let (client, work) = (employee.clone(), project.work(day, "13"));
        tokio::spawn(async move { client.post("/v1/time-entries", &work).await })
    });
    let mut codes = Vec::new();
    for post in posts {
        let answer = post.await.unwrap();
        codes.push(answer.json["type"].as_str().unwrap_or("logged").to_owned());
    }
    assert_eq!(codes.pop().as_deref(), Some("logged"), "another day");
    codes.sort();
    assert_eq!(codes, ["logged", "urn:gerinc:problem:day-full"]);
    employee.post("/v1/time-entries", &project.work("2024-05-20", "11")).await.expect(201);
    let full = employee.post("/v1/time-entries", &project.work("2024-05-20", "0.25")).await.problem(422, "day-full");
    assert_eq!(full["errors"][0]["pointer"], "/hours");
}

#[tokio::test]
async fn a_draft_is_changed_and_deleted() {
    let world = World::new().await;
    let project = world.project().await;
    let (employee, person) = world.worker(Role::Employee).await;
    let entry = employee.post("/v1/time-entries", &project.work("2024-05-20", "20")).await.expect(201);
    let id = text(&entry["time_entry_id"]);
    let path = format!("/v1/time-entries/{id}");
    let rate = json!({ "effective_from": "2024-01-01", "hourly_cost": euros("40") });
    world.owner().post(format!("/v1/people/{person}/cost-rates"), &rate).await.expect(200);

    employee.patch(&path, &json!({ "hours": "4" })).await.problem(428, "match-required");
    let current = employee.with_header("if-match", "\"1\"");
    current.patch(&path, &json!({ "hours": "25" })).await.problem(422, "invalid-field");
    let body = json!({ "hours": "24", "note": "All day" });
    let changed = current.patch(&path, &body).await.expect(200);
    assert_eq!(
        (&changed["billable_hours"], &changed["note"], changed.etag().as_str()),
        (&json!("24"), &json!("All day"), "\"2\"")
    );
    assert_eq!(world.owner().get(&path).await.expect(200)["cost"], euros("960.00"), "rates are taken again");
    current.patch(&path, &json!({ "hours": "1" })).await.problem(412, "stale-version");
    employee.delete(&path).await.problem(428, "match-required");
    employee.with_header("if-match", "\"2\"").delete(&path).await.expect(200);
    employee.get(&path).await.problem(404, "not-found");
    let told: Vec<_> = world.told(&id).await.into_iter().map(|(name, seq)| format!("{seq} {name}")).collect();
    assert_eq!(told, ["1 projects.time.logged.v1", "2 projects.time.updated.v1", "3 projects.time.deleted.v1"]);
    employee.post("/v1/time-entries", &project.work("2024-05-20", "24")).await.expect(201);
}

#[tokio::test]
async fn others_time_is_for_those_who_approve() {
    let world = World::new().await;
    let project = world.project().await;
    let (employee, person) = world.worker(Role::Employee).await;
    let (colleague, _) = world.worker(Role::Employee).await;
    let (manager, _) = world.worker(Role::ProjectManager).await;
    let mut work = project.work("2024-05-20", "1");
    work["person_id"] = json!(person);
    colleague.post("/v1/time-entries", &work).await.problem(403, "not-own-time");
    let entry = manager.post("/v1/time-entries", &work).await.expect(201);
    assert_eq!(entry["person_id"], json!(person));
    let path = format!("/v1/time-entries/{}", text(&entry["time_entry_id"]));
    let stranger = colleague.with_header("if-match", "\"1\"");
    stranger.patch(&path, &json!({ "hours": "2" })).await.problem(403, "not-own-time");
    stranger.delete(&path).await.problem(403, "not-own-time");
    colleague.post(format!("{path}/submit"), &json!({})).await.problem(403, "not-own-time");
    employee.post(format!("{path}/submit"), &json!({})).await.expect(200);
    world.org.as_role(Role::Auditor).post("/v1/time-entries", &work).await.problem(403, "forbidden");
}

#[tokio::test]
async fn entries_are_listed_and_filtered() {
    let world = World::new().await;
    let (project, second) = (world.project().await, world.project().await);
    let (ada, ada_id) = world.worker(Role::Employee).await;
    let (bob, _) = world.worker(Role::Employee).await;
    for day in ["2024-05-20", "2024-05-22", "2024-05-21"] {
        ada.post("/v1/time-entries", &project.work(day, "1")).await.expect(201);
    }
    let other = bob.post("/v1/time-entries", &second.work("2024-05-21", "1")).await.expect(201);
    bob.post(format!("/v1/time-entries/{}/submit", text(&other["time_entry_id"])), &json!({})).await.expect(200);
    let mut days = Vec::new();
    let mut path = format!("/v1/time-entries?person_id={ada_id}&limit=2");
    loop {
        let page = bob.get(&path).await.expect(200);
        days.extend(page["items"].as_array().unwrap().iter().map(|item| text(&item["work_on"])));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/v1/time-entries?person_id={ada_id}&limit=2&cursor={cursor}");
    }
    assert_eq!(days, ["2024-05-22", "2024-05-21", "2024-05-20"]);
    let count = async |filter: &str| {
        bob.get(format!("/v1/time-entries?{filter}")).await.expect(200)["items"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(count(&format!("project_id={}", second.id)).await, 1);
    assert_eq!(count("status=submitted").await, 1);
    assert_eq!(count("from=2024-05-21&to=2024-05-21").await, 2);
    bob.get("/v1/time-entries?limit=201").await.problem(422, "invalid-query");
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let world = World::new().await;
    let project = world.project().await;
    let (employee, _) = world.worker(Role::Employee).await;
    let entry = employee.post("/v1/time-entries", &project.work("2024-05-20", "1")).await.expect(201);
    let path = format!("/v1/time-entries/{}", text(&entry["time_entry_id"]));
    let other = world.app.organization().await;
    let stranger = other.as_role(Role::Owner).with_header("if-match", "\"1\"");
    stranger.get(&path).await.problem(404, "not-found");
    stranger.patch(&path, &json!({ "hours": "2" })).await.problem(404, "not-found");
    stranger.delete(&path).await.problem(404, "not-found");
    for action in ["submit", "approve", "reject"] {
        stranger.post(format!("{path}/{action}"), &json!({ "reason": "x" })).await.problem(404, "not-found");
    }
    assert_eq!(stranger.get("/v1/time-entries").await.expect(200)["items"], json!([]));
}
