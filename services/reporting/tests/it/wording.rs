//! Postings of a deal that lost somebody who was erased, and of what came of it, name them no more; figures, days and ids stay.

use contracts::billing::{ScheduleCreated, WorkCancelled, WorkRecorded};
use contracts::crm::{Deal, DealCreated, DealRedacted};
use contracts::expenses::BudgetCreated;
use contracts::projects::{ProjectCreated, TimeApproved, TimeLogged, TimeSubmitted};
use kernel::{Role, StageId};
use platform::db::Mode;
use serde_json::{Value, json};
use testkit::{App, Client, Organization, on_runtime};

use crate::history::{Story, eur, image, ok};

const ACCOUNTS: &str =
    "pipeline,order_book,project_budget,cost_budget,scheduled,labour_cost,unapproved_labour,revenue,unbilled_work";

/// The same image with every `Website` and `Design` named after somebody.
fn naming<T: serde::Serialize + serde::de::DeserializeOwned>(of: &T) -> T {
    let text = serde_json::to_string(of).unwrap();
    image(
        serde_json::from_str(&text.replace("Website", "Garden of Kis Anna").replace("Design", "Training Kis Anna"))
            .unwrap(),
    )
}

fn deal(story: &Story, status: &str, stage: StageId) -> Deal {
    let mut deal = serde_json::to_value(story.deal(status, stage, "10000")).unwrap();
    let milestone = json!({ "milestone_id": story.milestone, "name": "Design delivered", "amount": eur("10000") });
    deal["lines"] = json!([{
        "deal_line_id": uuid::Uuid::from_u128(12), "name": "Design", "vat_rate": "27", "value": eur("10000"),
        "billing": { "kind": "fixed", "price": eur("10000"), "budget_hours": "10", "milestones": [milestone] },
    }]);
    naming(&image::<Deal>(deal))
}

fn redacted(deal: &Deal) -> DealRedacted {
    let text = serde_json::to_string(deal).unwrap().replace("Kis Anna", "…");
    DealRedacted { deal: serde_json::from_str(&text).unwrap(), lost_reason: None }
}

/// Everything told of the deal, as it was told before.
async fn tell(app: &App, org: &Organization, story: &Story) {
    ok(app.deliver(org, 1, &ProjectCreated { project: naming(&story.project()) }).await);
    ok(app.deliver(org, 1, &ScheduleCreated { schedule: naming(&story.schedule()) }).await);
    ok(app.deliver(org, 1, &BudgetCreated { budget: naming(&story.budget()) }).await);
    ok(app.deliver(org, 1, &WorkRecorded { item: naming(&story.work("unbilled")) }).await);
    ok(app.deliver(org, 1, &TimeLogged { entry: naming(&story.time("draft")) }).await);
    ok(app.deliver(org, 2, &TimeSubmitted { entry: naming(&story.time("submitted")) }).await);
}

/// The postings of the deal without what they say.
async fn postings(client: &Client) -> (Vec<String>, Vec<Value>) {
    let shown = client.get(format!("/v1/explain?account={ACCOUNTS}&limit=200")).await.expect(200);
    let mut items = shown["items"].as_array().unwrap().clone();
    let mut texts = Vec::new();
    for item in &mut items {
        texts.push(item["description"].take().as_str().unwrap().to_owned());
        item["deal_name"].take();
        item["project_name"].take();
    }
    (texts, items)
}

#[tokio::test]
async fn what_was_posted_before_and_what_is_posted_after_names_them_no_more() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Finance);
    let (story, stage) = (Story::new(), StageId::new());
    let (open, won) = (deal(&story, "open", stage), deal(&story, "won", stage));
    ok(app.deliver(&org, 1, &DealCreated { deal: open }).await);
    ok(app.deliver(&org, 2, &contracts::crm::DealWon { deal: won.clone(), account: story.account() }).await);
    tell(&app, &org, &story).await;
    let (held, before) = postings(&client).await;
    let names = |texts: &[String]| texts.iter().filter(|text| text.contains("Kis Anna")).count();
    assert_eq!(names(&held), held.len(), "each of them names her: {held:?}");

    ok(app.deliver(&org, 3, &redacted(&won)).await);
    let (left, after) = postings(&client).await;
    assert_eq!(after, before, "nothing but descriptions changed");
    let without: Vec<String> = held.iter().map(|text| text.replace("Kis Anna", "…")).collect();
    assert_eq!(left, without);

    // What others tell later as it was told before, and what takes a posting back, does not name her either.
    let entry = naming(&story.time("approved"));
    let approved_at = chrono::DateTime::UNIX_EPOCH;
    ok(app.deliver(&org, 3, &TimeApproved { entry, approved_at, approved_by: None }).await);
    ok(app.deliver(&org, 2, &WorkCancelled { item: naming(&story.work("cancelled")) }).await);
    let (texts, items) = postings(&client).await;
    assert_eq!((names(&texts), items.len() > before.len()), (0, true), "{texts:?}");
    app.run_job(&org, "compare balances with postings").await;
    insist_nothing_names_her(&app, &org).await;
}

#[tokio::test]
async fn news_that_come_in_another_order_are_worded_alike() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Finance);
    let (story, stage) = (Story::new(), StageId::new());
    let won = deal(&story, "won", stage);
    ok(app.deliver(&org, 1, &redacted(&won)).await);
    tell(&app, &org, &story).await;
    let (texts, _) = postings(&client).await;
    assert!(texts.iter().all(|text| text.contains('…') && !text.contains("Kis Anna")), "{texts:?}");
    // The same words of another deal, and those of another organisation, are theirs.
    let (other, theirs) = (Story::new(), app.organization().await);
    ok(app.deliver(&org, 1, &ProjectCreated { project: naming(&other.project()) }).await);
    tell(&app, &theirs, &story).await;
    let (texts, _) = postings(&client).await;
    assert_eq!(texts.iter().filter(|text| text.contains("Kis Anna")).count(), 1);
    let (texts, _) = postings(&theirs.as_role(Role::Finance)).await;
    assert!(texts.iter().all(|text| text.contains("Kis Anna")), "{texts:?}");
}

/// No table of the ledger says who it was: what waits to be posted neither.
async fn insist_nothing_names_her(app: &App, org: &Organization) {
    let (running, id) = (app.running.clone(), org.id);
    on_runtime(async move {
        let mut tx = running.state().db.begin(id, Mode::Read).await.unwrap();
        for table in ["postings", "stances", "deal_wordings", "project_plans", "worked_time"] {
            let query = format!("select count(*) from {table} one where one::text like '%Kis Anna%'");
            let named: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_one(&mut *tx).await.unwrap();
            assert_eq!(named, 0, "{table}");
        }
    })
    .await;
}
