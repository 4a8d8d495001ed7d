//! A deal that says nothing more of somebody who was erased: neither does what is not issued yet; what was issued stays.

use contracts::crm::{Deal, DealRedacted, LineBilling};
use kernel::{Money, Name, Note};
use serde_json::{Value, json};

use crate::world::{World, completed, eur, fixed, id, line, project, world};

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

/// A won deal whose name and milestones name somebody, with a line by the hour.
async fn naming(world: &World) -> Deal {
    let mut lessons = fixed(&["100", "200"]);
    lessons.name = name("Training for Kis Anna");
    if let LineBilling::Fixed { milestones, .. } = &mut lessons.billing {
        milestones[0].name = name("First lesson of Kis Anna");
        milestones[1].name = name("Second lesson of Kis Anna");
    }
    let rates = json!([{"role": "Helping Kis Anna", "hourly_rate": eur("90"), "estimated_hours": "1"}]);
    let help = LineBilling::TimeAndMaterials { rates: serde_json::from_value(rates).unwrap() };
    let account = crate::world::account("Acme");
    let mut deal = crate::world::deal(&account, vec![lessons, line(help, eur("90"))]);
    deal.name = name("Garden of Kis Anna");
    deal.value = Money::sum(deal.lines.iter().map(|line| line.value), deal.currency).unwrap();
    world.tell(1, &contracts::crm::DealWon { deal: deal.clone(), account }).await;
    world.tell(1, &contracts::projects::ProjectCreated { project: project(&deal) }).await;
    deal
}

/// The same deal, told anew without whom it named.
fn redacted(deal: &Deal) -> DealRedacted {
    let told = serde_json::to_string(deal).unwrap().replace("Kis Anna", "…");
    DealRedacted { deal: serde_json::from_str(&told).unwrap(), lost_reason: None }
}

fn descriptions(invoice: &Value) -> Vec<&str> {
    invoice["lines"].as_array().unwrap().iter().map(|line| line["description"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn schedules_work_and_drafts_name_them_no_more_and_issued_invoices_stay() {
    let world = world().await;
    let deal = naming(&world).await;
    let project = project(&deal);
    world.tell(2, &completed(&project, 0, 1)).await;
    let first = world.invoices().await[0].clone();
    let first = world.finance.get(format!("/v1/invoices/{}", first["invoice_id"].as_str().unwrap())).await.expect(200);
    let issued = world.issue(&first).await.expect(200);
    assert_eq!(descriptions(&issued.json), ["First lesson of Kis Anna"]);
    world.tell(3, &completed(&project, 1, 1)).await;
    let mut time = crate::world::time(&project, "1", Some("90"));
    time.entry.task_name = name("Helping Kis Anna");
    world.tell(1, &time).await;
    let before = world.schedule(&deal).await;

    world.tell(2, &redacted(&deal)).await;
    let schedule = world.schedule(&deal).await;
    assert_eq!((&schedule["name"], &schedule["total"]), (&json!("Garden of …"), &before["total"]));
    let parts: Vec<&str> =
        schedule["installments"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(parts, ["First lesson of …", "Second lesson of …", "Website"]);
    let draft = world.invoices().await.into_iter().find(|one| one["status"] == "draft").unwrap();
    let draft = world.finance.get(format!("/v1/invoices/{}", draft["invoice_id"].as_str().unwrap())).await.expect(200);
    let lines = descriptions(&draft.json);
    assert_eq!(lines[0], "Second lesson of …");
    assert!(lines[1].starts_with("Helping …, ") && lines[1].ends_with(&time.entry.work_on.to_string()), "{lines:?}");
    assert!(!draft.text.contains("Kis Anna"));
    let kept = world.finance.get(format!("/v1/invoices/{}", id(&issued, "invoice_id"))).await.expect(200);
    assert_eq!(descriptions(&kept.json), ["First lesson of Kis Anna"], "the law asks for it");
    for work in world.items("/v1/work").await {
        let billed = work["status"] == "billed";
        assert_eq!(work["description"].as_str().unwrap().contains("Kis Anna"), billed, "{work}");
    }
    let events = world.insist_on_order().await.len();
    world.tell(3, &redacted(&deal)).await;
    assert_eq!(world.insist_on_order().await.len(), events, "told again, nothing is left to do");
    let issued = world.issue(&draft).await.expect(200);
    assert_eq!(descriptions(&issued.json)[0], "Second lesson of …");
}

#[tokio::test]
async fn a_win_that_was_taken_back_before_it_came_is_stopped_without_them() {
    let world = world().await;
    let account = crate::world::account("Acme");
    let deal = crate::world::deal(&account, vec![fixed(&["100"])]);
    let reason = |text: &str| Note::new(text).unwrap();
    let lost = contracts::crm::DealLost { deal: deal.clone(), reason: reason("Kis Anna said no"), loss_reason: None };
    world.tell(1, &lost).await;
    world.tell(2, &DealRedacted { deal: deal.clone(), lost_reason: Some(reason("… said no")) }).await;
    world.tell(3, &contracts::crm::DealWon { deal: deal.clone(), account }).await;
    let cancelled = world.insist_on_order().await;
    let cancelled = cancelled.iter().find(|one| one.event_type == "billing.schedule.cancelled.v1").unwrap();
    assert_eq!(cancelled.payload["reason"], "… said no");
}
