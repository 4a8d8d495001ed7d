//! Deals that are taken back and won again, in every order their facts may arrive in.

use contracts::billing::schedule_of;
use contracts::crm::{Deal, DealLost, DealWon};
use kernel::{Note, Role};
use serde_json::{Value, json};

use crate::world::{World, account, completed, deal, deal_reopened, fixed, project, statuses, time, world};

async fn schedule_events(world: &World) -> Vec<String> {
    world.insist_on_order().await;
    let said = world.said().await;
    said.into_iter().filter_map(|event| event.strip_prefix("schedule.").map(str::to_owned)).collect()
}

fn again(deal: &Deal) -> Deal {
    let mut deal = deal.clone();
    deal.win_no += 1;
    deal
}

#[tokio::test]
async fn what_was_not_begun_is_cancelled_and_comes_back_with_the_next_win() {
    let world = world().await;
    let acme = account("Acme");
    let deal = deal(&acme, vec![fixed(&["100", "200"])]);
    world.tell(1, &DealWon { deal: deal.clone(), account: acme.clone() }).await;
    world.tell(2, &deal_reopened(&deal)).await;
    let cancelled = world.schedule(&deal).await;
    assert_eq!(
        (&cancelled["status"], statuses(&cancelled["installments"])),
        (&"cancelled".into(), vec!["cancelled"; 2])
    );
    world.tell(3, &DealLost { deal: deal.clone(), reason: Note::new("Price").unwrap(), loss_reason: None }).await;
    let mut second = again(&deal);
    second.lines.push(fixed(&["50"]));
    second.value = crate::world::eur("350");
    world.tell(4, &DealWon { deal: second, account: acme }).await;
    let resumed = world.schedule(&deal).await;
    assert_eq!((&resumed["status"], &resumed["total"]["amount"]), (&"active".into(), &"350.00".into()));
    assert_eq!(statuses(&resumed["installments"]), ["planned"; 3]);
    assert_eq!(schedule_events(&world).await, ["created", "cancelled", "resumed"]);
}

#[tokio::test]
async fn what_was_begun_is_frozen_and_goes_on_with_the_next_win() {
    let world = world().await;
    let (deal, project) = world.won(vec![fixed(&["100", "200"])]).await;
    world.tell(2, &completed(&project, 0, 1)).await;
    world.tell(2, &deal_reopened(&deal)).await;
    world.tell(3, &completed(&project, 1, 1)).await;
    let frozen = world.schedule(&deal).await;
    assert_eq!((&frozen["status"], statuses(&frozen["installments"])), (&"frozen".into(), vec!["billable", "planned"]));
    let drafts = world.invoices().await;
    assert_eq!((drafts.len(), &drafts[0]["net"]["amount"]), (1, &Value::from("100.00")), "the draft stays");
    world.tell(3, &DealWon { deal: again(&deal), account: account_of(&deal) }).await;
    let resumed = world.schedule(&deal).await;
    assert_eq!(statuses(&resumed["installments"]), ["billable", "billable"], "what was completed meanwhile is due now");
    assert_eq!(world.invoices().await[0]["net"]["amount"], "300.00");
    assert_eq!(schedule_events(&world).await, ["created", "updated", "frozen", "resumed"]);
}

fn account_of(deal: &Deal) -> contracts::crm::Account {
    let mut acme = account("Acme");
    acme.account_id = deal.account_id.unwrap();
    acme
}

#[tokio::test]
async fn hours_that_were_approved_freeze_too() {
    let world = world().await;
    let (deal, project) = world.won(vec![fixed(&["100"])]).await;
    world.tell(1, &time(&project, "2", Some("80"))).await;
    world.tell(2, &deal_reopened(&deal)).await;
    assert_eq!(world.schedule(&deal).await["status"], "frozen");
}

#[tokio::test]
async fn a_person_decides_about_a_frozen_schedule() {
    let world = world().await;
    let (deal, project) = world.won(vec![fixed(&["100", "200", "300"])]).await;
    let path = format!("/v1/schedules/{}", schedule_of(deal.deal_id));
    let (resume, cancel) = (format!("{path}/resume"), format!("{path}/cancel"));
    world.finance.post(&resume, &json!({})).await.problem(409, "schedule-not-frozen");
    world.tell(2, &completed(&project, 0, 1)).await;
    world.tell(2, &deal_reopened(&deal)).await;
    world.tell(3, &completed(&project, 1, 1)).await;
    let resumed = world.finance.post(&resume, &json!({})).await.expect(200);
    assert_eq!(statuses(&resumed["installments"]), ["billable", "billable", "planned"]);
    world.tell(3, &DealLost { deal: deal.clone(), reason: Note::new("Price").unwrap(), loss_reason: None }).await;
    world.finance.post(&cancel, &json!({})).await.problem(422, "invalid-field");
    let body = json!({ "reason": "They left" });
    world.org.as_role(Role::ProjectManager).post(&cancel, &body).await.expect(403);
    world.app.organization().await.as_role(Role::Owner).post(&cancel, &body).await.problem(404, "not-found");
    let ended = world.finance.post(&cancel, &body).await.expect(200);
    assert_eq!(statuses(&ended["installments"]), ["billable", "billable", "cancelled"]);
    assert_eq!(schedule_events(&world).await, ["created", "updated", "frozen", "resumed", "frozen", "cancelled"]);
}

#[tokio::test]
async fn a_win_taken_back_before_it_arrives_ends_as_if_it_had_come_first() {
    let world = world().await;
    let acme = account("Acme");
    let deal = deal(&acme, vec![fixed(&["100"])]);
    world.tell(1, &deal_reopened(&deal)).await;
    world.tell(2, &DealWon { deal: deal.clone(), account: acme.clone() }).await;
    assert_eq!(world.schedule(&deal).await["status"], "cancelled");
    // A fact of the first win that comes late stops nothing of the second.
    world.tell(3, &DealWon { deal: again(&deal), account: acme.clone() }).await;
    world.tell(4, &deal_reopened(&deal)).await;
    world.tell(5, &DealWon { deal: deal.clone(), account: acme }).await;
    let schedule = world.schedule(&deal).await;
    assert_eq!((&schedule["status"], &schedule["win_no"]), (&"active".into(), &2.into()));
    assert_eq!(schedule_events(&world).await, ["created", "cancelled", "resumed"]);
}

#[tokio::test]
async fn deals_that_were_never_won_leave_no_trace() {
    let world = world().await;
    let acme = account("Acme");
    let mut deal = deal(&acme, vec![fixed(&["100"])]);
    deal.win_no = 0;
    world.tell(1, &DealLost { deal: deal.clone(), reason: Note::new("Price").unwrap(), loss_reason: None }).await;
    world.tell(2, &deal_reopened(&deal)).await;
    assert!(world.said().await.is_empty());
    // A project opened by hand names a deal, but serves no win of it.
    world.tell(1, &completed(&project(&deal), 0, 1)).await;
    world.finance.get(format!("/v1/schedules/{}", schedule_of(deal.deal_id))).await.problem(404, "not-found");
    world.org.as_role(Role::Employee).get("/v1/schedules").await.expect(403);
}
