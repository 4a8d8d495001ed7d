use chrono::NaiveDate;
use contracts::billing::schedule_of;
use contracts::crm::{DealWon, LineBilling};
use kernel::{Cadence, Hours, Role};
use platform::db::Mode;
use serde_json::json;
use testkit::Delivery;

use crate::world::{World, account, completed, day, deal, eur, fixed, line, once, project, statuses, world};

const FAR: &str = "2999-01-01";

#[tokio::test]
async fn a_won_deal_gets_a_schedule_that_adds_up_to_its_value() {
    let world = world().await;
    let starts_on = day("2999-01-31");
    let retainer = LineBilling::Retainer {
        amount: eur("50"),
        cadence: Cadence::Monthly,
        periods: 3,
        starts_on,
        budget_hours: Hours::default(),
    };
    let hourly = line(LineBilling::TimeAndMaterials { rates: Vec::new() }, eur("1234.56"));
    let lines = vec![fixed(&["100.10", "200.20"]), line(retainer, eur("150")), once("70", None), hourly];
    let (deal, _) = world.won(lines).await;
    let schedule = world.schedule(&deal).await;
    assert_eq!(schedule["total"], json!({ "amount": "1754.86", "currency": "EUR" }));
    let expected = ["planned", "planned", "planned", "planned", "planned", "billable", "planned"];
    assert_eq!(statuses(&schedule["installments"]), expected);
    assert_eq!(schedule["installments"][3]["trigger"], json!({ "kind": "date", "on": "2999-02-28" }));
    assert_eq!(schedule["installments"][6]["trigger"], json!({ "kind": "time" }));
    assert_eq!(world.said().await, ["customer.created", "schedule.created", "work.recorded"]);
    let work = world.items("/v1/work?status=unbilled").await;
    assert_eq!((work.len(), &work[0]["delivered_on"]), (1, &json!("2026-03-31")));
    assert!(world.invoices().await.is_empty(), "what is due by date waits for a person");
}

#[tokio::test]
async fn lines_that_do_not_add_up_are_put_aside() {
    let world = world().await;
    let acme = account("Acme");
    let mut wrong = deal(&acme, vec![fixed(&["100"])]);
    wrong.value = eur("101");
    let event = DealWon { deal: wrong, account: acme };
    let delivery = world.app.deliver(&world.org, 1, &event).await;
    assert!(matches!(delivery, Delivery::DeadLettered(error) if error.contains("schedule-unbalanced")));
}

#[tokio::test]
async fn what_has_come_by_date_becomes_billable_by_the_clock() {
    let world = world().await;
    let (deal, _) = world.won(vec![once("70", Some(day(FAR)))]).await;
    world.app.run_job(&world.org, "mark due installments").await;
    assert_eq!(statuses(&world.schedule(&deal).await["installments"]), ["planned"]);
    let yesterday = day("2026-01-01");
    bring_forward(&world, yesterday).await;
    world.app.run_job(&world.org, "mark due installments").await;
    world.app.run_job(&world.org, "mark due installments").await;
    assert_eq!(statuses(&world.schedule(&deal).await["installments"]), ["billable"]);
    assert_eq!(world.items("/v1/work?status=unbilled").await.len(), 1, "once, however often the job runs");
    world.insist_on_order().await;
}

/// Lets time pass for the instalments of an organisation.
async fn bring_forward(world: &World, to: NaiveDate) {
    let (running, org) = (world.app.running.clone(), world.org.id);
    testkit::on_runtime(async move {
        let mut tx = running.state().db.begin(org, Mode::Write).await.unwrap();
        sqlx::query(
            "update schedules set next_due_on = $2, installments = replace(installments::text, $3, $2::text)::jsonb
              where org_id = $1",
        )
        .bind(org.as_uuid())
        .bind(to)
        .bind(FAR)
        .execute(&mut *tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_milestone_may_be_completed_before_the_schedule_is_there() {
    let world = world().await;
    let acme = account("Acme");
    let deal = deal(&acme, vec![fixed(&["100"])]);
    let project = project(&deal);
    let event = completed(&project, 0, 1);
    world.app.send(&world.org, 1, &event).await;
    world.tell(1, &DealWon { deal: deal.clone(), account: acme }).await;
    assert_eq!(world.app.settled(&world.org, &event, 1).await, Delivery::Applied);
    assert_eq!(statuses(&world.schedule(&deal).await["installments"]), ["billable"]);
    assert_eq!(world.invoices().await.len(), 1);
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let world = world().await;
    let (deal, _) = world.won(vec![once("70", None)]).await;
    let path = format!("/v1/schedules/{}", schedule_of(deal.deal_id));
    world.org.as_role(Role::Sales).get(&path).await.expect(403);
    let other = world.app.organization().await.as_role(Role::Owner);
    other.get(&path).await.problem(404, "not-found");
    assert_eq!(other.get("/v1/schedules").await.expect(200)["items"], json!([]));
}
