//! What other services report, on the timelines of deals and accounts.

use contracts::billing::{
    InvoiceBalanceChanged, InvoiceFellOverdue, InvoiceIssued, PaymentReceived, ScheduleCreated, customer_of,
    schedule_of,
};
use contracts::expenses::{BudgetCreated, budget_of};
use contracts::projects::{MilestoneCompleted, ProjectCreated, ProjectHeld, project_of};
use kernel::{AccountId, DealId, InvoiceId, MilestoneId, PaymentId, Role};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use testkit::Delivery;

use crate::activities::told;
use crate::{eur, path, start, text, won_deal};

fn read<T: DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).unwrap()
}

#[tokio::test]
async fn the_life_of_a_won_deal_is_told_once() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let won = won_deal(&sales).await;
    let deal: DealId = text(&won["deal_id"]).parse().unwrap();
    let account: AccountId = text(&won["account_id"]).parse().unwrap();
    let milestone =
        json!({"milestone_id": MilestoneId::new(), "name": "Design", "completed_on": "2026-02-03", "completion_no": 1});
    let project = |status: &str| {
        json!({"project_id": project_of(deal), "deal_id": deal, "win_no": 1, "account_id": account,
        "account_name": "Acme", "name": "Website", "status": status, "currency": "EUR", "budget_hours": "80",
        "budget_amount": eur("1000"), "starts_on": "2026-01-01", "milestones": [milestone], "tasks": []})
    };
    let invoice_id = InvoiceId::new();
    let invoice = |status: &str, open: &str| {
        json!({"invoice_id": invoice_id, "number": "2026-0001",
        "customer_id": customer_of(account), "account_id": account, "customer_name": "Acme", "deal_id": deal,
        "status": status, "currency": "EUR", "lines": [], "vat": [], "net": eur("100"), "vat_total": eur("27"),
        "gross": eur("127"), "paid": eur("0"), "open": eur(open), "issued_on": "2026-02-04", "due_on": "2026-03-04"})
    };

    app.deliver(&org, 1, &ProjectCreated { project: read(project("active")) }).await;
    let done = MilestoneCompleted { project: read(project("active")), milestone: read(milestone.clone()) };
    app.deliver(&org, 2, &done).await;
    app.deliver(&org, 3, &ProjectHeld { project: read(project("on_hold")), reason: read(json!("waiting")) }).await;
    let schedule = json!({"schedule_id": schedule_of(deal), "deal_id": deal, "win_no": 1, "project_id": project_of(deal),
        "customer_id": customer_of(account), "name": "Website", "status": "active", "currency": "EUR", "total": eur("1000"),
        "installments": []});
    app.deliver(&org, 1, &ScheduleCreated { schedule: read(schedule) }).await;
    let budget = json!({"budget_id": budget_of(deal), "deal_id": deal, "win_no": 1, "project_id": project_of(deal),
        "account_id": account, "name": "Website", "status": "active", "contract_value": eur("1000"), "share": "70",
        "amount": eur("700")});
    app.deliver(&org, 1, &BudgetCreated { budget: read(budget) }).await;
    let issued = InvoiceIssued { invoice: read(invoice("issued", "127")) };
    let id = app.send(&org, 1, &issued).await;
    assert_eq!(app.settled(&org, &issued, 1).await, Delivery::Applied);
    // The same event again, past the broker's own recognition of duplicates.
    app.send_again(&org, 1, &issued, id).await;
    let part = InvoiceBalanceChanged { invoice: read(invoice("issued", "27")) };
    app.deliver(&org, 2, &part).await;
    app.deliver(&org, 3, &InvoiceFellOverdue { invoice: read(invoice("issued", "27")) }).await;
    app.deliver(&org, 4, &InvoiceBalanceChanged { invoice: read(invoice("paid", "0")) }).await;
    let payment = json!({"payment_id": PaymentId::new(), "customer_id": customer_of(account), "account_id": account,
        "amount": eur("127"), "received_on": "2026-02-20", "applications": [{"invoice_id": invoice_id, "deal_id": deal,
        "amount": eur("127")}], "unapplied": eur("0")});
    app.deliver(&org, 1, &PaymentReceived { payment: read(payment) }).await;

    let of_account = format!("/v1/accounts/{account}/timeline");
    for timeline in [path(&won, "/timeline"), of_account.clone()] {
        let delivery = told(&sales, &format!("{timeline}?kind=delivery")).await;
        assert_eq!(delivery, ["budget_created", "project", "project", "milestone"], "{timeline}");
        let billing = told(&sales, &format!("{timeline}?kind=billing")).await;
        assert_eq!(
            billing,
            ["invoice_paid", "schedule_created", "invoice_overdue", "payment_received", "invoice_issued"],
            "{timeline}"
        );
        let page = sales.get(format!("{timeline}?kind=billing")).await.expect(200);
        let issued = &page["items"][4];
        assert_eq!((&issued["at"], &issued["what"]["gross"]), (&json!("2026-02-04T11:00:00Z"), &eur("127.00")));
        assert_eq!(issued["actor"], "system:test", "who did it, and not who heard of it");
    }
    let told = sales.get(of_account).await.expect(200).text;
    assert!(
        told.contains(r#""amount":"127.00""#) && !told.contains(r#""amount":"700"#),
        "what may be spent is for others"
    );
}

#[tokio::test]
async fn what_has_no_deal_stands_with_its_account() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let account = crate::account(&sales).await;
    let account: AccountId = text(&account["account_id"]).parse().unwrap();
    let payment = json!({"payment_id": PaymentId::new(), "customer_id": customer_of(account), "account_id": account,
        "amount": eur("5"), "received_on": "2026-02-20", "applications": [], "unapplied": eur("5")});
    app.deliver(&org, 1, &PaymentReceived { payment: read(payment) }).await;
    assert_eq!(told(&sales, &format!("/v1/accounts/{account}/timeline")).await, ["payment_received"]);
}
