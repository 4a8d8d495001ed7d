use contracts::billing::customer_of;
use kernel::{CustomerId, InvoiceId, Role};
use serde_json::{Value, json};
use testkit::Answer;

use crate::world::{World, completed, fixed, id, json_eur, world};

async fn pay(world: &World, customer: CustomerId, amount: &str, applications: Value) -> Answer {
    let mut body = json!({ "customer_id": customer, "amount": json_eur(amount) });
    if !applications.is_null() {
        body["applications"] = applications;
    }
    world.finance.post("/v1/payments", &body).await
}

async fn invoice(world: &World, answer: &Answer) -> Answer {
    world.finance.get(format!("/v1/invoices/{}", id(answer, "invoice_id"))).await.expect(200)
}

#[tokio::test]
async fn money_pays_what_was_due_first_and_the_rest_is_credit() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let first = world.issued(customer, "100.00").await;
    let second = world.issued(customer, "50.00").await;
    let part = pay(&world, customer, "120.00", Value::Null).await.expect(201);
    assert_eq!(part["unapplied"], json_eur("0.00"));
    assert_eq!(invoice(&world, &first).await["status"], "paid");
    let open = invoice(&world, &second).await;
    assert_eq!(
        (&open["status"], &open["paid"], &open["open"]),
        (&json!("issued"), &json_eur("20.00"), &json_eur("30.00"))
    );
    let over = pay(&world, customer, "80.00", Value::Null).await.expect(201);
    assert_eq!(over["unapplied"], json_eur("50.00"));
    let apply = format!("/v1/payments/{}/apply", id(&over, "payment_id"));
    world.finance.post(&apply, &json!({})).await.problem(409, "nothing-to-apply");
    let third = world.issued(customer, "40.00").await;
    let wanted = json!({ "applications": [{ "invoice_id": third["invoice_id"], "amount": json_eur("40.00") }] });
    let applied = world.finance.post(&apply, &wanted).await.expect(200);
    assert_eq!((&applied["unapplied"], applied.etag().as_str()), (&json_eur("10.00"), "\"2\""));
    assert_eq!(invoice(&world, &third).await["status"], "paid");
    let said = world.said().await;
    assert_eq!(said[said.len() - 2..], ["invoice.balance_changed", "payment.applied"]);
    world.insist_on_order().await;
}

#[tokio::test]
async fn an_application_never_exceeds_payment_or_invoice() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let one = world.issued(customer, "100.00").await;
    let draft = world.draft(customer, "10.00").await;
    let to =
        |invoice: &Answer, amount: &str| json!([{ "invoice_id": invoice["invoice_id"], "amount": json_eur(amount) }]);
    pay(&world, customer, "10.00", to(&one, "10.01")).await.problem(409, "exceeds-credit");
    let much = pay(&world, customer, "500.00", to(&one, "100.01")).await.problem(409, "exceeds-open-amount");
    assert_eq!(much["errors"][0]["pointer"], "/applications/0/amount");
    pay(&world, customer, "10.00", to(&draft, "10.00")).await.problem(409, "invoice-not-open");
    pay(&world, customer, "10.00", to(&one, "0.00")).await.problem(422, "invalid-amount");
    pay(&world, customer, "10.001", json!([])).await.problem(422, "invalid-amount");
    pay(&world, customer, "-1.00", json!([])).await.problem(422, "invalid-amount");
    let twice = json!([{ "invoice_id": one["invoice_id"], "amount": json_eur("1.00") },
                       { "invoice_id": one["invoice_id"], "amount": json_eur("1.00") }]);
    pay(&world, customer, "10.00", twice).await.problem(422, "unknown-invoice");
    let nothing = json!([{ "invoice_id": InvoiceId::new(), "amount": json_eur("1.00") }]);
    pay(&world, customer, "10.00", nothing).await.problem(422, "unknown-invoice");
    let future = json!({ "customer_id": customer, "amount": json_eur("1.00"), "received_on": "2999-01-01" });
    world.finance.post("/v1/payments", &future).await.problem(422, "invalid-payment-date");
    assert!(invoice(&world, &one).await["paid"]["amount"] == "0.00", "no refusal left a trace");
}

#[tokio::test]
async fn money_of_another_currency_or_customer_pays_nothing() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let (_, stranger) = world.customer().await;
    let one = world.issued(customer, "100.00").await;
    let usd = json!({ "amount": "100.00", "currency": "USD" });
    let applications = json!([{ "invoice_id": one["invoice_id"], "amount": usd }]);
    let body = json!({ "customer_id": customer, "amount": usd, "applications": applications });
    world.finance.post("/v1/payments", &body).await.problem(422, "wrong-currency");
    let body = json!({ "customer_id": customer, "amount": usd });
    assert_eq!(world.finance.post("/v1/payments", &body).await.expect(201)["unapplied"], usd, "dollars are credit");
    let applications = json!([{ "invoice_id": one["invoice_id"], "amount": json_eur("1.00") }]);
    pay(&world, stranger, "1.00", applications).await.problem(422, "unknown-invoice");
}

#[tokio::test]
async fn two_payments_at_once_do_not_pay_an_invoice_twice() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    for explicit in [true, false] {
        let one = world.issued(customer, "100.00").await;
        let wanted = json!([{ "invoice_id": one["invoice_id"], "amount": json_eur("100.00") }]);
        let applications = if explicit { wanted } else { Value::Null };
        let (first, second) = tokio::join!(
            pay(&world, customer, "100.00", applications.clone()),
            pay(&world, customer, "100.00", applications.clone()),
        );
        let paid = invoice(&world, &one).await;
        assert_eq!((&paid["status"], &paid["paid"]), (&json!("paid"), &json_eur("100.00")));
        let mut statuses = [first.status, second.status];
        statuses.sort_unstable();
        if explicit {
            assert_eq!(statuses, [201, 409]);
        } else {
            assert_eq!(statuses, [201, 201]);
            let mut left = [id(&first, "payment_id"), id(&second, "payment_id")].map(|_| String::new());
            left[0] = first["unapplied"]["amount"].as_str().unwrap().to_owned();
            left[1] = second["unapplied"]["amount"].as_str().unwrap().to_owned();
            left.sort();
            assert_eq!(left, ["0.00", "100.00"], "the slower one is credit");
        }
    }
    world.insist_on_order().await;
}

#[tokio::test]
async fn a_payment_stays_in_the_chain_of_the_deal() {
    let world = world().await;
    let (deal, project) = world.won(vec![fixed(&["100"])]).await;
    world.tell(2, &completed(&project, 0, 1)).await;
    let draft = world.invoices().await.remove(0);
    let path = format!("/v1/invoices/{}/issue", draft["invoice_id"].as_str().unwrap());
    world.finance.post(&path, &json!({})).await.expect(200);
    let payment = pay(&world, customer_of(deal.account_id.unwrap()), "127.00", Value::Null).await.expect(201);
    let application = &payment["applications"][0];
    assert_eq!(
        (&application["project_id"], &application["deal_id"]),
        (&json!(project.project_id), &json!(deal.deal_id))
    );
    let rows = world.insist_on_order().await;
    let of = |kind: &str| rows.iter().find(|row| row.event_type == kind).unwrap().correlation_id;
    assert_eq!(of("billing.payment.received.v1"), of("billing.invoice.drafted.v1"));
    assert_eq!(of("billing.invoice.balance_changed.v1"), of("billing.invoice.drafted.v1"));
}

#[tokio::test]
async fn who_may_not_is_refused_and_bad_bodies_are_named() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let body = json!({ "customer_id": customer, "amount": json_eur("1.00"), "payer": "x" });
    world.finance.post("/v1/payments", &body).await.problem(422, "invalid-field");
    let body = json!({ "customer_id": customer, "amount": json_eur("1.00") });
    world.org.as_role(Role::ProjectManager).post("/v1/payments", &body).await.expect(403);
    let keyed = world.finance.with_header("idempotency-key", "payment-1");
    let first = keyed.post("/v1/payments", &body).await.expect(201);
    assert_eq!(keyed.post("/v1/payments", &body).await.expect(201)["payment_id"], first["payment_id"]);
    let keyed = world.finance.with_header("idempotency-key", "payment-2");
    keyed.post("/v1/payments", &body).await.expect(201);
    let more = json!({ "customer_id": customer, "amount": json_eur("2.00") });
    keyed.post("/v1/payments", &more).await.problem(422, "idempotency-key-reused");
    assert_eq!(world.items("/v1/payments").await.len(), 2);
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let one = world.issued(customer, "100.00").await;
    let payment = pay(&world, customer, "1.00", json!([])).await.expect(201);
    let path = format!("/v1/payments/{}", id(&payment, "payment_id"));
    world.finance.get(&path).await.expect(200);
    let other = crate::world::world().await;
    other.finance.get(&path).await.problem(404, "not-found");
    other.finance.post(format!("{path}/apply"), &json!({})).await.problem(404, "not-found");
    let (_, own) = other.customer().await;
    let foreign = json!([{ "invoice_id": one["invoice_id"], "amount": json_eur("1.00") }]);
    pay(&other, own, "1.00", foreign).await.problem(422, "unknown-invoice");
    pay(&other, customer, "1.00", json!([])).await.problem(422, "invalid-field");
}
