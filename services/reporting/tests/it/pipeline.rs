//! Deals: the pipeline by stage, the order book, and what reopening does to them.

use contracts::crm::{
    DealCreated, DealRecordedWon, DealRedacted, DealRemoved, DealReopened, DealStageChanged, DealStatus, DealUpdated,
};
use kernel::{Name, Note, Role, StageId};
use testkit::{App, Delivery};

use crate::history::{Story, ok};

#[tokio::test]
async fn a_move_takes_a_deal_from_one_stage_to_another() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::ProjectManager);
    let (first, second) = (StageId::new(), StageId::new());
    let (one, other) = (Story::new(), Story::new());
    ok(app.deliver(&org, 1, &DealCreated { deal: one.deal("open", first, "10000") }).await);
    ok(app.deliver(&org, 1, &DealCreated { deal: other.deal("open", first, "0") }).await);
    let pipeline = client.get("/v1/reports/pipeline").await.expect(200);
    assert_eq!(pipeline["items"][0]["id"], first.to_string());
    assert_eq!(pipeline["items"][0]["deals"], 2, "a deal without a value counts too");
    assert_eq!(pipeline["items"][0]["pipeline"]["amount"]["amount"], "10000.00");

    let moved = DealStageChanged { deal: one.deal("open", second, "10000"), from_stage_id: first };
    ok(app.deliver(&org, 2, &moved).await);
    let pipeline = client.get("/v1/reports/pipeline").await.expect(200);
    let row = |stage: StageId| {
        let items = pipeline["items"].as_array().unwrap();
        items.iter().find(|row| row["id"] == stage.to_string()).cloned().unwrap()
    };
    assert_eq!((row(first)["deals"].as_i64(), row(second)["deals"].as_i64()), (Some(1), Some(1)));
    assert_eq!(row(first)["pipeline"]["amount"]["amount"], "0.00");
    assert_eq!(row(second)["pipeline"]["amount"]["amount"], "10000.00");
    assert_eq!(row(second)["name"], "Proposal");

    let page = client.get("/v1/reports/pipeline?limit=1").await.expect(200);
    let cursor = page["next_cursor"].as_str().unwrap();
    let next = client.get(format!("/v1/reports/pipeline?limit=1&cursor={cursor}")).await.expect(200);
    assert_ne!(page["items"][0]["id"], next["items"][0]["id"]);
    assert!(next["next_cursor"].is_null());
}

#[tokio::test]
async fn reopening_takes_back_by_new_postings_and_the_past_stays() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Finance);
    let (stage, story) = (StageId::new(), Story::new());
    ok(app.deliver(&org, 1, &DealCreated { deal: story.deal("open", stage, "10000") }).await);
    ok(app.deliver(&org, 2, &story.won(stage, "10000")).await);
    let won = client.get("/v1/reports/order-book").await.expect(200);
    assert_eq!(won["totals"][0]["deals"], 1);
    assert_eq!(won["totals"][0]["order_book"]["amount"]["amount"], "10000.00");
    let then = won["as_of"].as_str().unwrap().to_owned();

    let deal = story.deal("open", stage, "12000");
    let reopened = DealReopened { deal, was: DealStatus::Won, reason: Note::new("More to do").unwrap() };
    ok(app.deliver(&org, 3, &reopened).await);
    let now = client.get("/v1/reports/order-book").await.expect(200);
    assert_eq!(now["totals"].as_array().unwrap().len(), 0);
    let past = client.get(format!("/v1/reports/order-book?as_of={then}")).await.expect(200);
    assert_eq!(past["totals"][0]["order_book"]["amount"]["amount"], "10000.00");
    let pipeline = client.get("/v1/reports/pipeline").await.expect(200);
    assert_eq!(pipeline["totals"][0]["pipeline"]["amount"]["amount"], "12000.00");
    let postings = client.get("/v1/explain?account=order_book").await.expect(200);
    let amounts: Vec<&str> =
        postings["items"].as_array().unwrap().iter().filter_map(|item| item["amount"]["amount"].as_str()).collect();
    assert_eq!(amounts, ["10000.00", "-10000.00"]);
    app.run_job(&org, "compare balances with postings").await;
}

#[tokio::test]
async fn an_invoice_that_contradicts_itself_is_put_aside() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let story = Story::new();
    let mut invoice = story.invoice("issued");
    invoice.gross = invoice.net;
    let delivery = app.deliver(&org, 1, &contracts::billing::InvoiceIssued { invoice }).await;
    assert!(matches!(&delivery, Delivery::DeadLettered(error) if error.contains("unbalanced-event")), "{delivery:?}");
    let totals = org.as_role(Role::Finance).get("/v1/reports/totals").await.expect(200);
    assert_eq!(totals["items"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn a_deal_that_was_won_elsewhere_is_neither_pipeline_nor_order_book() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Finance);
    let (stage, story) = (StageId::new(), Story::new());
    let history = || {
        let mut deal = story.deal("won", stage, "10000");
        deal.win_no = 0;
        deal
    };
    ok(app.deliver(&org, 1, &DealCreated { deal: story.deal("open", stage, "10000") }).await);
    ok(app.deliver(&org, 2, &DealRecordedWon { deal: history() }).await);
    // Its tags change, for instance.
    ok(app.deliver(&org, 3, &DealUpdated { deal: history() }).await);
    let pipeline = client.get("/v1/reports/pipeline").await.expect(200);
    assert_eq!(pipeline["totals"], serde_json::json!([]));
    let order_book = client.get("/v1/reports/order-book").await.expect(200);
    assert_eq!(order_book["totals"], serde_json::json!([]));
    let won = client.get("/v1/forecast/deals?which=won&from=2026-02&to=2026-02").await.expect(200);
    assert_eq!(won["items"][0]["deal_id"], story.deal.to_string(), "{}", won.text);

    // Opened again and won here, it is ordered.
    let reopened = DealReopened {
        deal: story.deal("open", stage, "12000"),
        was: DealStatus::Won,
        reason: Note::new("They want more").unwrap(),
    };
    ok(app.deliver(&org, 4, &reopened).await);
    ok(app.deliver(&org, 5, &story.won(stage, "12000")).await);
    let order_book = client.get("/v1/reports/order-book").await.expect(200);
    assert_eq!(order_book["totals"][0]["order_book"]["amount"]["amount"], "12000.00");
    app.run_job(&org, "compare balances with postings").await;
}

#[tokio::test]
async fn a_deal_that_is_gone_stands_for_nothing() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::ProjectManager);
    let (stage, story) = (StageId::new(), Story::new());
    ok(app.deliver(&org, 1, &DealCreated { deal: story.deal("open", stage, "10000") }).await);
    ok(app.deliver(&org, 2, &DealRemoved { deal: story.deal("open", stage, "10000") }).await);
    let pipeline = client.get("/v1/reports/pipeline").await.expect(200);
    let row = pipeline["items"].as_array().unwrap().iter().find(|row| row["id"] == stage.to_string()).cloned();
    assert!(row.is_none_or(|row| row["deals"] == 0 && row["pipeline"]["amount"]["amount"] == "0.00"));
}

#[tokio::test]
async fn a_deal_is_not_called_like_somebody_who_was_erased_and_its_figures_stay() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let client = org.as_role(Role::Finance);
    let (stage, story) = (StageId::new(), Story::new());
    let called = |name: &str| {
        let mut deal = story.deal("open", stage, "10000");
        deal.name = Name::new(name).unwrap();
        deal
    };
    ok(app.deliver(&org, 1, &DealCreated { deal: called("Garden of Kis Anna") }).await);
    let chain = format!("/v1/explain?account=pipeline&deal_id={}", story.deal);
    let names = async || -> Vec<String> {
        let shown = client.get(&chain).await.expect(200);
        shown["items"].as_array().unwrap().iter().map(|item| item["deal_name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names().await, ["Garden of Kis Anna"]);
    ok(app.deliver(&org, 2, &DealRedacted { deal: called("Garden of …"), lost_reason: None }).await);
    assert_eq!(names().await, ["Garden of …"], "no posting is added, and none is changed");
    let pipeline = client.get("/v1/reports/pipeline").await.expect(200);
    assert_eq!(pipeline["totals"][0]["pipeline"]["amount"]["amount"], "10000.00");
    app.run_job(&org, "compare balances with postings").await;
}
