use contracts::billing::customer_of;
use contracts::expenses::{Charge, Claim, ClaimApproved, ClaimLine, ClaimStatus};
use contracts::projects::Project;
use kernel::{CategoryId, ClaimId, ClaimLineId, Role};
use serde_json::{Value, json};
use testkit::Delivery;

use crate::world::{completed, day, eur, fixed, name, reopened, statuses, time, vat, world};

#[tokio::test]
async fn a_completed_milestone_goes_on_the_draft_of_its_project_once() {
    let world = world().await;
    let (deal, project) = world.won(vec![fixed(&["299.33", "179.33"])]).await;
    let event = completed(&project, 0, 1);
    world.tell(2, &event).await;
    // The same fact again, under another place in the sequence and another id.
    world.tell(3, &event).await;
    world.tell(4, &completed(&project, 1, 1)).await;
    let drafts = world.invoices().await;
    assert_eq!((drafts.len(), drafts[0]["lines"].as_array().unwrap().len()), (1, 2));
    assert_eq!(drafts[0]["gross"]["amount"], "607.90", "478.66 and 27 % of it");
    assert_eq!((&drafts[0]["status"], &drafts[0]["number"]), (&json!("draft"), &Value::Null));
    assert_eq!(drafts[0]["deal_id"], json!(deal.deal_id));
    let work = world.items("/v1/work").await;
    assert_eq!(work.len(), 2);
    assert!(work.iter().all(|item| item["status"] == "reserved" && item["invoice_id"] == drafts[0]["invoice_id"]));
    assert_eq!(statuses(&world.schedule(&deal).await["installments"]), ["billable", "billable"]);
    world.insist_on_order().await;
}

#[tokio::test]
async fn a_reopened_milestone_leaves_the_draft_and_an_empty_draft_is_discarded() {
    let world = world().await;
    let (deal, project) = world.won(vec![fixed(&["100", "200"])]).await;
    world.tell(2, &completed(&project, 0, 1)).await;
    world.tell(3, &completed(&project, 1, 1)).await;
    world.tell(4, &reopened(&project, 1, 1)).await;
    let drafts = world.invoices().await;
    assert_eq!((&drafts[0]["status"], &drafts[0]["net"]["amount"]), (&json!("draft"), &json!("100.00")));
    world.tell(5, &reopened(&project, 0, 1)).await;
    assert_eq!(world.invoices().await[0]["status"], "discarded");
    assert_eq!(statuses(&world.schedule(&deal).await["installments"]), ["planned", "planned"]);
    assert!(world.items("/v1/work").await.iter().all(|item| item["status"] == "cancelled"));
    world.tell(6, &completed(&project, 0, 2)).await;
    let invoices = world.invoices().await;
    assert_eq!((invoices.len(), &invoices[0]["status"]), (2, &json!("draft")), "completed again, billed anew");
    world.insist_on_order().await;
}

#[tokio::test]
async fn what_is_invoiced_stays_when_the_milestone_is_reopened() {
    let world = world().await;
    let (deal, project) = world.won(vec![fixed(&["100"])]).await;
    world.tell(2, &completed(&project, 0, 1)).await;
    let draft = world.invoices().await.remove(0);
    let path = format!("/v1/invoices/{}/issue", draft["invoice_id"].as_str().unwrap());
    world.finance.post(&path, &json!({})).await.expect(200);
    world.tell(3, &reopened(&project, 0, 1)).await;
    world.tell(4, &completed(&project, 0, 2)).await;
    assert_eq!(statuses(&world.schedule(&deal).await["installments"]), ["invoiced"]);
    assert_eq!(world.items("/v1/work").await[0]["status"], "billed");
    assert_eq!(world.invoices().await.len(), 1, "it is not billed a second time");
    let said = world.said().await;
    assert_eq!(said[said.len() - 3..], ["invoice.issued", "work.billed", "schedule.updated"]);
}

#[tokio::test]
async fn approved_hours_are_billed_at_their_rate() {
    let world = world().await;
    let (_, project) = world.won(vec![fixed(&["100"])]).await;
    world.tell(1, &time(&project, "7.5", Some("80"))).await;
    world.tell(1, &time(&project, "1", None)).await;
    world.tell(1, &time(&project, "0", Some("80"))).await;
    let drafts = world.invoices().await;
    let line = &drafts[0]["lines"][0];
    assert_eq!((&line["quantity"], &line["unit_price"]["amount"]), (&json!("7.5"), &json!("80.00")));
    assert_eq!(
        (&line["net"]["amount"], &line["description"]),
        (&json!("600.00"), &json!("Development, Ada, 2026-05-06"))
    );
    assert_eq!(world.items("/v1/work").await.len(), 1, "what is not charged is no billable work");
}

#[tokio::test]
async fn hours_wait_for_their_customer_and_nobodys_hours_are_not_billed() {
    let world = world().await;
    let acme = crate::world::account("Acme");
    let deal = crate::world::deal(&acme, vec![fixed(&["100"])]);
    let mut project = crate::world::project(&deal);
    let early = time(&project, "2", Some("80"));
    world.app.send(&world.org, 1, &early).await;
    project.account_id = None;
    world.tell(1, &time(&project, "2", Some("80"))).await;
    world.tell(1, &contracts::crm::AccountCreated { account: acme }).await;
    assert_eq!(world.app.settled(&world.org, &early, 1).await, Delivery::Applied);
    assert_eq!(world.items("/v1/work").await.len(), 1);
}

fn claim(project: &Project, charges: &[Option<&str>]) -> ClaimApproved {
    let line = |charge: Option<&str>| ClaimLine {
        claim_line_id: ClaimLineId::new(),
        category_id: CategoryId::new(),
        category_name: name("Travel"),
        project_id: Some(project.project_id),
        account_id: project.account_id,
        deal_id: project.deal_id,
        cost_center_id: None,
        description: name("Train"),
        spent_on: day("2026-05-07"),
        amount: eur("100"),
        charge: charge.map(|amount| Charge { amount: eur(amount), vat_rate: vat(27) }),
        receipts: Vec::new(),
    };
    let lines: Vec<ClaimLine> = charges.iter().copied().map(line).collect();
    let claim = Claim {
        claim_id: ClaimId::new(),
        claimant_id: None,
        title: name("Trip"),
        status: ClaimStatus::Approved,
        total: eur("100"),
        lines,
    };
    ClaimApproved { claim, approved_by: None }
}

#[tokio::test]
async fn charged_expenses_are_billed_with_the_rest_of_the_project() {
    let world = world().await;
    let (_, project) = world.won(vec![fixed(&["100"])]).await;
    world.tell(1, &time(&project, "1", Some("80"))).await;
    world.tell(1, &claim(&project, &[Some("110"), None, Some("20.50")])).await;
    let drafts = world.invoices().await;
    assert_eq!((drafts.len(), &drafts[0]["net"]["amount"]), (1, &json!("210.50")));
    let kinds: Vec<Value> = world.items("/v1/work").await.iter().map(|item| item["origin"]["kind"].clone()).collect();
    assert_eq!(kinds, ["time", "expense", "expense"]);
    world.insist_on_order().await;
}

#[tokio::test]
async fn many_hours_at_once_land_on_one_draft_until_it_is_full() {
    let world = world().await;
    let (_, project) = world.won(vec![fixed(&["100"])]).await;
    let entries: Vec<_> = (0..130).map(|_| time(&project, "1", Some("10"))).collect();
    let mut sending = tokio::task::JoinSet::new();
    for entry in entries.clone() {
        let (app, org) = (world.app.clone(), world.org.clone());
        sending.spawn(async move { app.send(&org, 1, &entry).await });
    }
    sending.join_all().await;
    for entry in &entries {
        assert_eq!(world.app.settled(&world.org, entry, 1).await, Delivery::Applied);
    }
    let mut lines: Vec<usize> =
        world.invoices().await.iter().map(|draft| draft["lines"].as_array().unwrap().len()).collect();
    lines.sort_unstable();
    assert_eq!(lines, [30, 100]);
    world.insist_on_order().await;
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let world = world().await;
    let (deal, project) = world.won(vec![fixed(&["100"])]).await;
    world.tell(2, &completed(&project, 0, 1)).await;
    let item = world.items("/v1/work").await.remove(0);
    let id = item["billable_item_id"].as_str().unwrap();
    world.finance.get(format!("/v1/work/{id}")).await.expect(200);
    world.org.as_role(Role::Employee).get("/v1/work").await.expect(403);
    let other = world.app.organization().await.as_role(Role::Owner);
    other.get(format!("/v1/work/{id}")).await.problem(404, "not-found");
    let filter = format!("/v1/work?customer_id={}", customer_of(deal.account_id.unwrap()));
    assert_eq!(other.get(filter).await.expect(200)["items"], json!([]));
}
