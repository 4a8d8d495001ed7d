//! The margin a project will end with: told by events, as of any moment, each part explained.

use contracts::billing::{ScheduleCreated, ScheduleUpdated};
use contracts::expenses::BudgetCreated;
use contracts::projects::{ProjectCreated, ProjectUpdated, TimeDeleted, TimeLogged, TimeSubmitted};
use contracts::{billing::Schedule, projects::Project, projects::TimeEntry};
use kernel::{Decimal, ProjectId, Role, StageId};
use serde_json::{Value, json};
use testkit::{Answer, App, Client};

use crate::history::{Story, eur, image, ok};

const TASK: &str = "00000000-0000-0000-0000-000000000004";
const HOURLY: &str = "00000000-0000-0000-0000-000000000009";

fn with<T: serde::Serialize + serde::de::DeserializeOwned>(of: &T, changes: &[(&str, Value)]) -> T {
    let mut json = serde_json::to_value(of).unwrap();
    for (field, value) in changes {
        json[*field] = value.clone();
    }
    image(json)
}

fn project(story: &Story) -> Project {
    let task = |id: &str, hours: &str, billing: Value| json!({ "task_id": id, "name": "Work", "planned_hours": hours, "billing": billing, "done": false });
    let hourly = json!({ "kind": "hourly", "rate": eur("100"), "vat_rate": "27" });
    let tasks = json!([task(TASK, "40", json!({ "kind": "included" })), task(HOURLY, "10", hourly)]);
    with(&story.project(), &[("tasks", tasks), ("budget_hours", json!("50"))])
}

fn schedule(story: &Story, first: &str) -> Schedule {
    let part = |number: u128, amount: &str, status: &str, trigger: Value| {
        json!({ "installment_id": uuid::Uuid::from_u128(number), "deal_line_id": uuid::Uuid::from_u128(1), "name": "Part", "trigger": trigger,
                "amount": eur(amount), "vat_rate": "27", "status": status })
    };
    let parts = json!([
        part(1, "4000", first, json!({ "kind": "milestone", "milestone_id": story.milestone })),
        part(2, "5000", "planned", json!({ "kind": "date", "on": "2026-12-01" })),
        part(3, "1000", "planned", json!({ "kind": "time" })),
    ]);
    with(&story.schedule(), &[("installments", parts)])
}

fn hourly(story: &Story, status: &str) -> TimeEntry {
    let bill =
        [("bill_rate", eur("100")), ("bill_amount", eur("200")), ("hours", json!("2")), ("billable_hours", json!("2"))];
    let entry = with(&story.time(status), &bill);
    with(
        &entry,
        &[
            ("task_id", json!(HOURLY)),
            ("time_entry_id", json!(uuid::Uuid::from_u128(99))),
            ("cost", eur("100")),
            ("vat_rate", json!("27")),
        ],
    )
}

fn amount(money: &Value) -> Decimal {
    money["amount"].as_str().unwrap().parse().unwrap()
}

async fn forecast(client: &Client, project: ProjectId, suffix: &str) -> Answer {
    client.get(format!("/v1/reports/projects/{project}/forecast{suffix}")).await.expect(200)
}

/// The parts of a side by what they are; each that is posted is explained to the cent, and all sum to the side.
async fn parts(client: &Client, side: &Value) -> Vec<(String, String)> {
    let (mut sum, mut found) = (Decimal::ZERO, Vec::new());
    for part in side["parts"].as_array().unwrap() {
        let shown = amount(&part["amount"]);
        sum += shown;
        if let Some(address) = part["explain"].as_str() {
            let explained = client.get(address).await.expect(200);
            let behind = explained["sums"][0]["figure"]
                .as_object()
                .map_or(Decimal::ZERO, |_| amount(&explained["sums"][0]["figure"]));
            assert_eq!(behind, shown, "{address}");
        }
        found.push((part["what"].as_str().unwrap().to_owned(), part["amount"]["amount"].as_str().unwrap().to_owned()));
    }
    assert_eq!(sum, amount(&side["amount"]), "{side}");
    found
}

fn told<const N: usize>(parts: [(&str, &str); N]) -> Vec<(String, String)> {
    parts.map(|(what, amount)| (what.to_owned(), amount.to_owned())).to_vec()
}

#[tokio::test]
async fn a_project_is_told_its_end_from_what_is_done_waits_and_is_left() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Finance);
    let story = Story::new();
    story.tell(&app, &org, StageId::new()).await;
    ok(app.deliver(&org, 3, &ProjectUpdated { project: project(&story) }).await);
    ok(app.deliver(&org, 2, &ScheduleUpdated { schedule: schedule(&story, "billable") }).await);
    ok(app.deliver(&org, 1, &TimeLogged { entry: hourly(&story, "draft") }).await);
    let before = forecast(&client, story.project, "").await;
    assert_eq!(before["left"][1]["hours"], "10", "a draft is not worked yet");
    ok(app.deliver(&org, 2, &TimeSubmitted { entry: hourly(&story, "submitted") }).await);

    let shown = forecast(&client, story.project, "").await;
    let revenue =
        [("earned", "4000.00"), ("revenue_to_approve", "200.00"), ("planned", "5000.00"), ("work_left", "800.00")];
    assert_eq!(parts(&client, &shown["revenue"]).await, told(revenue));
    // 8 hours for 300 on the task; 10 hours for 400 in all of which 2, for 100, are on the other.
    let cost = [
        ("labour", "300.00"),
        ("expenses", "120.50"),
        ("labour_to_approve", "100.00"),
        ("expenses_to_approve", "0.00"),
        ("work_left", "1600.00"),
    ];
    assert_eq!(parts(&client, &shown["cost"]).await, told(cost));
    assert_eq!(
        (&shown["left"][0]["hours"], &shown["left"][0]["cost"], &shown["left"][0]["basis"]),
        (&json!("32"), &eur("1200.00"), &json!("task"))
    );
    assert_eq!((&shown["left"][1]["cost"], &shown["left"][1]["revenue"]), (&eur("400.00"), &eur("800.00")));
    assert_eq!((&shown["margin"], &shown["margin_percent"]), (&eur("7879.50"), &json!("78.80")));
    assert_eq!((&shown["budget_at_completion"], &shown["variance_at_completion"]), (&eur("6000.00"), &eur("3879.50")));
    assert_eq!((&shown["actual_cost"], &shown["estimate_to_complete"]), (&eur("420.50"), &eur("1700.00")));
    assert_eq!((&shown["complete"], &shown["unknown"], &shown["name"]), (&json!(true), &json!([]), &json!("Website")));

    let then = forecast(&client, story.project, &format!("?as_of={}", before["as_of"].as_str().unwrap())).await;
    assert_eq!(
        (&then["margin"], &then["left"]),
        (&before["margin"], &before["left"]),
        "what came later changes nothing of it"
    );
    assert_eq!(parts(&client, &then["revenue"]).await[1], ("revenue_to_approve".to_owned(), "0.00".to_owned()));
    app.run_job(&org, "compare balances with postings").await;
}

#[tokio::test]
async fn what_cannot_be_said_is_named() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::ProjectManager);
    let story = Story::new();
    let on_hold = with(&project(&story), &[("status", json!("on_hold"))]);
    ok(app.deliver(&org, 1, &ProjectCreated { project: on_hold }).await);
    let frozen = with(&schedule(&story, "planned"), &[("status", json!("frozen"))]);
    ok(app.deliver(&org, 1, &ScheduleCreated { schedule: frozen }).await);
    let without_rate = with(&story.time("submitted"), &[("cost", Value::Null), ("cost_rate", Value::Null)]);
    ok(app.deliver(&org, 1, &TimeSubmitted { entry: without_rate }).await);
    let shown = forecast(&client, story.project, "").await;
    let unknown = json!([
        { "reason": "worked_without_rate", "hours": "8" }, { "reason": "left_without_rate", "hours": "42" },
        { "reason": "held", "amount": eur("9000.00") }, { "reason": "on_hold" },
    ]);
    assert_eq!((&shown["complete"], &shown["unknown"]), (&json!(false), &unknown));
    assert_eq!((&shown["left"][0]["cost"], &shown["left"][0]["basis"]), (&Value::Null, &Value::Null));
    // A cost budget tells what an hour may cost, until work tells what it does.
    ok(app.deliver(&org, 1, &BudgetCreated { budget: story.budget() }).await);
    let shown = forecast(&client, story.project, "").await;
    assert_eq!((&shown["left"][0]["cost"], &shown["left"][0]["basis"]), (&eur("3840.00"), &json!("budget")));
    // Time that is gone was never worked.
    let entry = with(&story.time("submitted"), &[("cost", Value::Null), ("cost_rate", Value::Null)]);
    ok(app.deliver(&org, 2, &TimeDeleted { entry }).await);
    assert_eq!(forecast(&client, story.project, "").await["left"][0]["hours"], "40");
}

#[tokio::test]
async fn who_may_not_read_reports_or_is_another_organisation_learns_nothing() {
    let app = App::start(reporting::service()).await;
    let (org, other) = (app.organization().await, app.organization().await);
    let story = Story::new();
    let address = format!("/v1/reports/projects/{}/forecast", story.project);
    org.as_role(Role::Owner).get(&address).await.problem(404, "not-found");
    story.tell(&app, &org, StageId::new()).await;
    org.as_role(Role::Auditor).get(&address).await.expect(200);
    org.as_role(Role::Employee).get(&address).await.problem(403, "forbidden");
    other.as_role(Role::Owner).get(&address).await.problem(404, "not-found");
    org.as_role(Role::Owner).get(format!("{address}?as_of=2020-01-01T00:00:00Z")).await.problem(404, "not-found");
    org.as_role(Role::Owner).get(format!("{address}?since=2020")).await.problem(422, "invalid-query");
}
