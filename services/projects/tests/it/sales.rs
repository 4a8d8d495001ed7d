//! What becomes of won, reopened and lost deals, in whatever order the news arrive.

use kernel::Role;
use serde_json::{Value, json};
use testkit::Delivery;

use crate::world::{Sale, World, by_the_hour, fixed, one_off, retainer, text};

#[tokio::test]
async fn a_won_deal_becomes_a_project() {
    let world = World::new().await;
    let sale = Sale::new(vec![fixed(), by_the_hour(), retainer(), one_off()]);
    world.hear(1, &sale.won(1)).await;
    let project = world.owner().get(sale.path()).await.expect(200);
    assert_eq!((&project["name"], &project["account_name"]), (&json!("Website"), &json!("Client")));
    assert_eq!((&project["deal_id"], &project["win_no"]), (&json!(sale.deal.deal_id), &json!(1)));
    assert_eq!((&project["budget_hours"], &project["starts_on"]), (&json!("150"), &json!("2026-11-20")));
    assert_eq!(project["budget_amount"], json!({ "amount": "8200.00", "currency": "EUR" }));
    let tasks = project["tasks"].as_array().unwrap();
    let kinds: Vec<_> = tasks.iter().map(|task| text(&task["billing"]["kind"])).collect();
    assert_eq!(kinds, ["included", "hourly", "included", "included"]);
    assert_eq!(project["milestones"].as_array().map(Vec::len), Some(2));
    assert_eq!(world.told(&sale.project_id()).await, [("projects.project.created.v1".to_owned(), 1)]);
    let told = world.payloads("projects.project.created.v1").await;
    assert_eq!(told[0]["project"]["tasks"], project["tasks"]);
}

#[tokio::test]
async fn the_same_news_twice_change_nothing() {
    let world = World::new().await;
    let sale = Sale::new(vec![fixed()]);
    let won = sale.won(1);
    let id = world.app.send(&world.org, 1, &won).await;
    world.app.send_again(&world.org, 1, &won, id).await;
    assert_eq!(world.app.settled(&world.org, &won, 1).await, Delivery::Applied);
    // Told again under another number, as after a repair by hand.
    world.hear(2, &won).await;
    assert_eq!(world.owner().get(sale.path()).await.expect(200).etag(), "\"1\"");
    world.hear(3, &sale.reopened(1)).await;
    world.hear(4, &sale.lost(1)).await;
    world.hear(5, &won).await;
    let project = world.owner().get(sale.path()).await.expect(200);
    assert_eq!((&project["status"], project.etag().as_str()), (&json!("cancelled"), "\"2\""));
}

#[tokio::test]
async fn a_deal_that_was_never_won_leaves_no_trace() {
    let world = World::new().await;
    let sale = Sale::new(vec![fixed()]);
    world.hear(1, &sale.lost(0)).await;
    world.hear(2, &sale.won(1)).await;
    assert_eq!(world.owner().get(sale.path()).await.expect(200)["status"], "active");
}

#[tokio::test]
async fn a_reopened_deal_in_which_nothing_was_done_ends_the_project() {
    let world = World::new().await;
    let sale = Sale::new(vec![fixed()]);
    world.hear(1, &sale.won(1)).await;
    world.hear(2, &sale.reopened(1)).await;
    assert_eq!(world.owner().get(sale.path()).await.expect(200)["status"], "cancelled");
    assert_eq!(world.payloads("projects.project.cancelled.v1").await[0]["reason"], "They changed their mind");
    assert_eq!(world.owner().get("/v1/decisions").await.expect(200)["items"], json!([]));

    world.hear(3, &sale.won(2)).await;
    let revived = world.owner().get(sale.path()).await.expect(200);
    assert_eq!(
        (&revived["status"], &revived["win_no"], revived.etag().as_str()),
        (&json!("active"), &json!(2), "\"3\"")
    );
    let told = world.told(&sale.project_id()).await;
    assert_eq!(told[2], ("projects.project.resumed.v1".to_owned(), 3));
}

#[tokio::test]
async fn won_again_keeps_tasks_with_time_and_milestones_that_were_reached() {
    let world = World::new().await;
    let (kept, dropped) = (fixed(), by_the_hour());
    let mut sale = Sale::new(vec![kept.clone(), dropped, one_off()]);
    world.hear(1, &sale.won(1)).await;
    let owner = world.owner();
    let project = owner.get(sale.path()).await.expect(200);
    let (_, person) = world.worker(Role::Employee).await;
    let hourly = &project["tasks"][1]["task_id"];
    let body = json!({ "project_id": sale.project_id(), "task_id": hourly, "person_id": person, "work_on": "2024-05-20", "hours": "2" });
    let entry = owner.post("/v1/time-entries", &body).await.expect(201);
    assert_eq!((&entry["deal_id"], &entry["account_id"]), (&json!(sale.deal.deal_id), &json!(sale.account.account_id)));
    assert_eq!(entry["deal_line_id"], project["tasks"][1]["deal_line_id"]);
    let reached = text(&project["milestones"][0]["milestone_id"]);
    owner.post(format!("{}/milestones/{reached}/complete", sale.path()), &json!({})).await.expect(200);

    sale.deal.lines = vec![kept, retainer()];
    world.hear(2, &sale.won(2)).await;
    let again = owner.get(sale.path()).await.expect(200);
    let tasks: Vec<_> = again["tasks"].as_array().unwrap().iter().map(|task| text(&task["task_id"])).collect();
    assert_eq!(tasks.len(), 3, "the kept line, the new line and the task with time: {}", again.text);
    assert_eq!((&tasks[0], &json!(tasks[2])), (&text(&project["tasks"][0]["task_id"]), hourly));
    assert_eq!(again["milestones"][0]["completion_no"], 1);
    let correlations: std::collections::BTreeSet<_> = world
        .app
        .published(&world.org)
        .await
        .iter()
        .filter(|row| !row.event_type.contains("person"))
        .map(|row| row.correlation_id)
        .collect();
    assert_eq!(correlations.len(), 1, "time stays in the chain of the deal");
}

#[derive(Clone, Copy, Debug)]
enum News {
    Won(i32),
    Reopened(i32),
    Lost(i32),
}

fn orders(news: &[News]) -> Vec<Vec<News>> {
    if news.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for place in 0..news.len() {
        let mut rest = news.to_vec();
        let first = rest.remove(place);
        all.extend(orders(&rest).into_iter().map(|mut order| {
            order.insert(0, first);
            order
        }));
    }
    all
}

/// Tells a fresh deal's news in this order and answers with its project, without what differs by deal.
async fn end_of(world: &World, order: &[News]) -> Value {
    let sale = Sale::new(vec![fixed(), by_the_hour()]);
    for (seq, news) in (1_i64..).zip(order) {
        match news {
            News::Won(win_no) => world.hear(seq, &sale.won(*win_no)).await,
            News::Reopened(win_no) => world.hear(seq, &sale.reopened(*win_no)).await,
            News::Lost(win_no) => world.hear(seq, &sale.lost(*win_no)).await,
        }
    }
    let project = world.owner().get(sale.path()).await.expect(200).json;
    let told = world.told(&sale.project_id()).await;
    let versions: Vec<_> = told.iter().map(|(_, seq)| *seq).collect();
    assert_eq!(versions, (1..=i64::try_from(versions.len()).unwrap()).collect::<Vec<_>>(), "no gaps after {order:?}");
    json!({
        "status": project["status"], "win_no": project["win_no"], "budget": project["budget_hours"],
        "tasks": project["tasks"].as_array().unwrap().len(), "milestones": project["milestones"].as_array().unwrap().len(),
    })
}

#[tokio::test]
async fn every_order_of_the_news_ends_the_same() {
    use News::{Lost, Reopened, Won};
    let world = World::new().await;
    let stories: [(&[News], &str); 4] = [
        (&[Won(1), Reopened(1)], "cancelled"),
        (&[Won(1), Reopened(1), Lost(1)], "cancelled"),
        (&[Won(1), Reopened(1), Won(2)], "active"),
        (&[Won(1), Reopened(1), Won(2), Lost(2)], "cancelled"),
    ];
    for (story, status) in stories {
        let expected = end_of(&world, story).await;
        assert_eq!(expected["status"], status, "{story:?}");
        let ends = orders(story).into_iter().map(|order| {
            let world = world.clone();
            tokio::spawn(async move { (end_of(&world, &order).await, order) })
        });
        for end in ends.collect::<Vec<_>>() {
            let (end, order) = end.await.unwrap();
            assert_eq!(end, expected, "{order:?}");
        }
    }
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let world = World::new().await;
    let sale = Sale::new(vec![fixed()]);
    world.hear(1, &sale.won(1)).await;
    let other = world.app.organization().await;
    other.as_role(Role::Owner).get(sale.path()).await.problem(404, "not-found");
    // The same deal id in another organisation is another deal.
    assert_eq!(world.app.deliver(&other, 1, &sale.reopened(1)).await, Delivery::Applied);
    assert_eq!(world.owner().get(sale.path()).await.expect(200)["status"], "active");
}
