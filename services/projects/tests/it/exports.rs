//! Lists of projects, people, time and decisions as files.

use kernel::Role;
use serde_json::json;

use crate::world::{Sale, World, by_the_hour, fixed, text};

/// The rows of a CSV file; no cell of these tests has a comma.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let lines = csv.strip_prefix('\u{feff}').unwrap().lines();
    lines.map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// The cells of a column.
fn column(rows: &[Vec<String>], heading: &str) -> Vec<String> {
    let at = rows[0].iter().position(|one| one == heading).expect(heading);
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

#[tokio::test]
async fn time_and_people_are_files_with_the_filters_of_their_lists_and_costs_for_whoever_may_know() {
    let world = World::new().await;
    let owner = world.owner();
    let project = world.project().await;
    let (employee, person) = world.worker(Role::Employee).await;
    for (from, amount) in [("2024-01-01", "40.00"), ("2024-06-01", "45.50")] {
        let rate = json!({ "effective_from": from, "hourly_cost": { "amount": amount, "currency": "EUR" } });
        owner.post(format!("/v1/people/{person}/cost-rates"), &rate).await.expect(200);
    }
    let mut first = project.work("2024-05-20", "3");
    first["note"] = json!("=1+1");
    for work in [first, project.work("2024-06-03", "2.5")] {
        employee.post("/v1/time-entries", &work).await.expect(201);
    }

    let file = owner.get("/v1/exports/time-entries.csv").await.expect(200);
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    let all = rows(&file.text);
    assert_eq!(column(&all, "Day"), ["2024-06-03", "2024-05-20"], "in the order of the list");
    assert_eq!(
        (column(&all, "Hours"), column(&all, "Note")),
        (vec!["2.5".into(), "3".into()], vec![String::new(), "'=1+1".into()])
    );
    assert_eq!(column(&all, "Project"), ["Intranet", "Intranet"]);
    assert_eq!(column(&all, "Person"), ["Ada", "Ada"]);
    assert_eq!(column(&all, "Billable amount"), ["250.00", "300.00"]);
    assert_eq!(column(&all, "Cost"), ["113.75", "120.00"]);
    let seen = rows(&employee.get("/v1/exports/time-entries.csv").await.expect(200).text);
    assert_eq!(column(&seen, "Cost"), ["", ""], "an employee sees no cost in a file either");
    let may = rows(&owner.get("/v1/exports/time-entries.csv?to=2024-05-31").await.expect(200).text);
    assert_eq!(column(&may, "Day"), ["2024-05-20"]);

    let people = rows(&owner.get("/v1/exports/people.csv?active=true").await.expect(200).text);
    assert_eq!(
        (column(&people, "Name"), column(&people, "Latest hourly cost")),
        (vec!["Ada".into()], vec!["45.50".into()])
    );
    assert_eq!(column(&people, "Hourly cost from"), ["2024-06-01"]);
    let hungarian = rows(&owner.get("/v1/exports/people.csv?active=true&language=hu").await.expect(200).text);
    assert_eq!(
        (column(&hungarian, "Itt dolgozik"), column(&people, "Still here")),
        (vec!["igen".into()], vec!["yes".into()])
    );
    assert_eq!(column(&hungarian, "Önköltségi óradíj kezdete"), ["2024-06-01"]);
    let hungarian = rows(&owner.get("/v1/exports/time-entries.csv?language=hu").await.expect(200).text);
    assert_eq!(column(&hungarian, "Állapot"), ["Piszkozat", "Piszkozat"]);
    let seen = rows(&employee.get("/v1/exports/people.csv").await.expect(200).text);
    assert_eq!(column(&seen, "Latest hourly cost"), [""]);
    assert_eq!(rows(&owner.get("/v1/exports/people.csv?active=false").await.expect(200).text).len(), 1);
}

#[tokio::test]
async fn projects_are_a_file_and_every_list_belongs_to_its_organisation() {
    let world = World::new().await;
    let owner = world.owner();
    let project = world.project().await;
    owner.post("/v1/projects", &json!({ "name": "@Other" })).await.expect(201);
    let file = rows(&owner.get("/v1/exports/projects.csv?sort=name").await.expect(200).text);
    assert_eq!(column(&file, "Name"), ["'@Other", "Intranet"], "no formula");
    assert_eq!(column(&file, "Tasks"), ["0", "2"]);
    assert_eq!((column(&file, "ID")[1].as_str(), column(&file, "Currency")[1].as_str()), (project.id.as_str(), "EUR"));
    let reason = json!({ "reason": "Waits for the client" });
    let held = owner.post(format!("/v1/projects/{}/hold", project.id), &reason).await.expect(200);
    assert_eq!(text(&held["status"]), "on_hold");
    let active = rows(&owner.get("/v1/exports/projects.csv?status=active").await.expect(200).text);
    assert_eq!(column(&active, "Name"), ["'@Other"], "with the filter of the list");

    let stranger = world.app.organization().await.as_role(Role::Owner);
    for list in ["projects", "milestones", "tasks", "people", "time-entries", "decisions", "dead-letters"] {
        let xlsx = owner.get(format!("/v1/exports/{list}.xlsx")).await.expect(200);
        assert!(xlsx.text.starts_with("PK"), "{list}");
        owner.get(format!("/v1/exports/{list}.csv?surprise=1")).await.problem(422, "invalid-query");
        let theirs = stranger.get(format!("/v1/exports/{list}.csv")).await.expect(200);
        assert_eq!(rows(&theirs.text).len(), 1, "{list}: only the heading");
        let nobody = world.org.with_token("none").get(format!("/v1/exports/{list}.csv")).await;
        assert_eq!(nobody.status, 401, "{list}");
    }
}

#[tokio::test]
async fn milestones_and_tasks_are_files_of_one_project_or_of_all() {
    let world = World::new().await;
    let owner = world.owner();
    let project = world.project().await;
    let sale = Sale::new(vec![fixed(), by_the_hour()]);
    world.hear(1, &sale.won(1)).await;
    let sold = owner.get(sale.path()).await.expect(200);
    let named = json!({ "name": "=Relaunch" });
    owner.with_header("if-match", sold.etag()).patch(sale.path(), &named).await.expect(200);

    let tasks = rows(&owner.get(format!("/v1/exports/tasks.csv?project_id={}", project.id)).await.expect(200).text);
    assert_eq!(column(&tasks, "Project"), ["Intranet", "Intranet"]);
    assert_eq!(
        (column(&tasks, "Billing"), column(&tasks, "VAT %")),
        (vec!["hourly".into(), "included".into()], vec!["27".into(), String::new()])
    );
    let done = rows(&owner.get("/v1/exports/tasks.csv?status=completed").await.expect(200).text);
    assert_eq!(done.len(), 1, "of projects in a state");
    let milestones = rows(&owner.get("/v1/exports/milestones.csv?status=active").await.expect(200).text);
    let reached: Vec<_> = sold["milestones"].as_array().unwrap().iter().map(|one| text(&one["name"])).collect();
    assert_eq!(column(&milestones, "Milestone"), reached, "a row for each");
    assert!(column(&milestones, "Project").iter().all(|name| name == "'=Relaunch"), "no formula: {milestones:?}");
    assert_eq!(column(&milestones, "Amount")[0], text(&sold["milestones"][0]["amount"]["amount"]));
    let stranger = world.app.organization().await.as_role(Role::Owner);
    let theirs = stranger.get(format!("/v1/exports/milestones.csv?project_id={}", project.id)).await;
    theirs.problem(404, "not-found");
    world.worker(Role::Employee).await.0.get("/v1/exports/dead-letters.csv").await.problem(403, "forbidden");
}
