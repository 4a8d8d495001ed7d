use contracts::billing::customer_of;
use kernel::{CustomerId, InvoiceLineId, ProjectId, Role};
use platform::db::Mode;
use serde_json::{Value, json};

use crate::world::{completed, fixed, id, json_eur, once, time, world};

fn line(price: &str, rate: &str) -> Value {
    json!({ "description": "Consulting", "quantity": "1", "unit_price": json_eur(price), "vat_rate": rate })
}

#[tokio::test]
async fn a_draft_by_hand_is_issued_with_vat_by_rate() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let lines = [line("299.33", "20"), line("179.33", "20"), line("99.34", "20"), line("10.00", "5")];
    let draft =
        world.finance.post("/v1/invoices", &json!({ "customer_id": customer, "lines": lines })).await.expect(201);
    assert_eq!(draft.headers["location"], format!("/v1/invoices/{}", id(&draft, "invoice_id")));
    assert_eq!(
        (&draft["vat"][1]["tax"]["amount"], &draft["vat_total"]["amount"]),
        (&json!("115.60"), &json!("116.10"))
    );
    let issued = world.issue(&draft).await.expect(200);
    assert_eq!((&issued["status"], &issued["open"]), (&json!("issued"), &issued["gross"]));
    assert_eq!(issued["gross"], json_eur("704.10"));
    world.issue(&draft).await.problem(409, "invoice-not-draft");
    assert_eq!(world.said().await, ["customer.created", "invoice.drafted", "invoice.issued"]);
}

#[tokio::test]
async fn an_issued_invoice_cannot_be_changed_even_in_the_database() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let issued = world.issued(customer, "100.00").await;
    let invoice: uuid::Uuid = id(&issued, "invoice_id").parse().unwrap();
    for change in [
        "update invoices set customer_name = 'Other' where invoice_id = $1",
        "update invoices set number = null, status = 'draft', issued_on = null, due_on = null where invoice_id = $1",
        "update invoices set lines = '[]' where invoice_id = $1",
        "update invoices set gross = 1, net = 1, open_amount = 1 where invoice_id = $1",
        "delete from invoices where invoice_id = $1",
    ] {
        let (running, org) = (world.app.running.clone(), world.org.id);
        let refused = testkit::on_runtime(async move {
            let mut tx = running.state().db.begin(org, Mode::Write).await.unwrap();
            sqlx::query(change).bind(invoice).execute(&mut *tx).await
        })
        .await;
        let error = refused.expect_err(change);
        let constraint = error.as_database_error().and_then(|error| error.constraint()).map(str::to_owned);
        assert_eq!(constraint.as_deref(), Some("invoices_issued_is_immutable"), "{change}: {error}");
    }
    let path = format!("/v1/invoices/{invoice}");
    let body = json!({ "lines": [] });
    let current = world.finance.with_header("if-match", issued.etag());
    current.patch(&path, &body).await.problem(409, "invoice-not-draft");
    current.post(format!("{path}/discard"), &json!({})).await.problem(409, "invoice-not-draft");
}

#[tokio::test]
async fn nothing_empty_or_future_is_issued() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let body = json!({ "customer_id": customer, "lines": [] });
    let empty = world.finance.post("/v1/invoices", &body).await.expect(201);
    world.issue(&empty).await.problem(409, "invoice-without-lines");
    let draft = world.draft(customer, "1.00").await;
    let path = format!("/v1/invoices/{}/issue", id(&draft, "invoice_id"));
    let problem =
        world.finance.post(&path, &json!({ "issued_on": "2999-01-01" })).await.problem(422, "invalid-issue-date");
    assert_eq!(problem["errors"][0]["pointer"], "/issued_on");
    let stale = world.finance.with_header("if-match", "\"9\"");
    stale.post(&path, &json!({})).await.problem(412, "stale-version");
}

#[tokio::test]
async fn lines_are_rewritten_and_work_that_is_left_out_is_released() {
    let world = world().await;
    let (_, project) = world.won(vec![fixed(&["100"])]).await;
    world.tell(2, &completed(&project, 0, 1)).await;
    world.tell(1, &time(&project, "2", Some("80"))).await;
    let draft = world.invoices().await.remove(0);
    let path = format!("/v1/invoices/{}", draft["invoice_id"].as_str().unwrap());
    let of_milestone = draft["lines"].as_array().unwrap().iter().find(|line| line["quantity"] == "1").unwrap().clone();
    let mut kept = line("100.00", "5");
    kept["invoice_line_id"] = of_milestone["invoice_line_id"].clone();
    world.finance.patch(&path, &json!({ "lines": [kept] })).await.problem(428, "match-required");
    let current = world.finance.with_header("if-match", "\"2\"");
    let mut dearer = kept.clone();
    dearer["unit_price"] = json_eur("101.00");
    current.patch(&path, &json!({ "lines": [dearer] })).await.problem(422, "price-of-work");
    let mut unknown = kept.clone();
    unknown["invoice_line_id"] = json!(InvoiceLineId::new());
    current.patch(&path, &json!({ "lines": [unknown] })).await.problem(422, "unknown-line");
    let changed = current.patch(&path, &json!({ "lines": [kept, line("50.00", "27")] })).await.expect(200);
    assert_eq!((&changed["net"], &changed["vat_total"]), (&json_eur("150.00"), &json_eur("18.50")));
    assert_eq!(changed["lines"][0]["billable_item_id"], of_milestone["billable_item_id"]);
    let unbilled = world.items("/v1/work?status=unbilled").await;
    assert_eq!((unbilled.len(), &unbilled[0]["origin"]["kind"]), (1, &json!("time")));
    current.patch(&path, &json!({ "lines": [] })).await.problem(412, "stale-version");
    world.insist_on_order().await;
}

#[tokio::test]
async fn a_discarded_draft_gives_its_work_back_and_it_is_billed_from_work() {
    let world = world().await;
    let (deal, project) = world.won(vec![fixed(&["100"]), once("30", None)]).await;
    world.tell(2, &completed(&project, 0, 1)).await;
    let draft = world.invoices().await.remove(0);
    let path = format!("/v1/invoices/{}/discard", draft["invoice_id"].as_str().unwrap());
    assert_eq!(world.finance.post(&path, &json!({})).await.expect(200)["status"], "discarded");
    assert_eq!(world.items("/v1/work?status=unbilled").await.len(), 2);
    let customer = customer_of(deal.account_id.unwrap());
    let body = json!({ "customer_id": customer });
    let from_work = world.finance.post("/v1/invoices/from-work", &body).await.expect(201);
    assert_eq!((&from_work["net"], &from_work["deal_id"]), (&json_eur("130.00"), &json!(deal.deal_id)));
    world.finance.post("/v1/invoices/from-work", &body).await.problem(422, "nothing-to-bill");
    world.issue(&from_work).await.expect(200);
    let rows = world.insist_on_order().await;
    let first = |kind: &str| rows.iter().find(|row| row.event_type == kind).unwrap().correlation_id;
    let last = rows.iter().rev().find(|row| row.event_type == "billing.invoice.issued.v1").unwrap();
    assert_eq!(last.correlation_id, first("billing.schedule.created.v1"), "one chain from the deal to the invoice");
}

#[tokio::test]
async fn from_work_takes_what_is_named_and_nothing_twice() {
    let world = world().await;
    let (_, _) = world.won(vec![once("30", None), once("40", None)]).await;
    let work = world.items("/v1/work?status=unbilled").await;
    let ids: Vec<Value> = work.iter().map(|item| item["billable_item_id"].clone()).collect();
    world.finance.post("/v1/invoices/from-work", &json!({})).await.problem(422, "invalid-field");
    let one = json!({ "billable_item_ids": [ids[0]] });
    let draft = world.finance.post("/v1/invoices/from-work", &one).await.expect(201);
    assert_eq!(draft["lines"].as_array().unwrap().len(), 1);
    let both = json!({ "billable_item_ids": ids });
    let problem = world.finance.post("/v1/invoices/from-work", &both).await.problem(422, "invalid-field");
    assert_eq!(problem["errors"][0]["pointer"], "/billable_item_ids/0");
}

#[tokio::test]
async fn bad_input_is_named() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let post = |body: Value| {
        let finance = world.finance.clone();
        async move { finance.post("/v1/invoices", &body).await }
    };
    post(json!({ "customer_id": customer, "lines": [], "notes": "x" })).await.problem(422, "invalid-field");
    let wrong = post(json!({ "customer_id": customer, "currency": "USD", "lines": [line("1.00", "0")] })).await;
    assert_eq!(wrong.problem(422, "wrong-currency")["errors"][0]["pointer"], "/lines/0/unit_price");
    post(json!({ "customer_id": customer, "lines": [line("-1.00", "0")] })).await.problem(422, "negative-price");
    let mut negative = line("1.00", "0");
    negative["quantity"] = json!("-1");
    let refused = post(json!({ "customer_id": customer, "lines": [negative] })).await.problem(422, "invalid-field");
    assert_eq!(refused["errors"][0]["pointer"], "/lines/0/quantity");
    let stranger = post(json!({ "customer_id": CustomerId::new(), "lines": [] })).await.problem(422, "invalid-field");
    assert_eq!(stranger["errors"][0]["pointer"], "/customer_id");
    let nowhere = json!({ "customer_id": customer, "project_id": ProjectId::new(), "lines": [] });
    assert_eq!(post(nowhere).await.problem(422, "invalid-field")["errors"][0]["pointer"], "/project_id");
    let many = vec![line("1.00", "0"); 101];
    post(json!({ "customer_id": customer, "lines": many })).await.problem(422, "too-many-lines");
}

#[tokio::test]
async fn a_repeated_request_drafts_once() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let keyed = world.finance.with_header("idempotency-key", "draft-1");
    let body = json!({ "customer_id": customer, "lines": [line("1.00", "0")] });
    let first = keyed.post("/v1/invoices", &body).await.expect(201);
    let second = keyed.post("/v1/invoices", &body).await.expect(201);
    assert_eq!(first["invoice_id"], second["invoice_id"]);
    let keyed = world.finance.with_header("idempotency-key", "draft-2");
    keyed.post("/v1/invoices", &body).await.expect(201);
    let other = json!({ "customer_id": customer, "lines": [] });
    keyed.post("/v1/invoices", &other).await.problem(422, "idempotency-key-reused");
    assert_eq!(world.invoices().await.len(), 2);
}

#[tokio::test]
async fn a_project_of_another_customer_is_refused() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let (deal, project) = world.won(vec![fixed(&["100"])]).await;
    let body = |customer: CustomerId| json!({ "customer_id": customer, "project_id": project.project_id, "lines": [] });
    let refused = world.finance.post("/v1/invoices", &body(customer)).await.problem(422, "invalid-field");
    assert_eq!(refused["errors"][0]["pointer"], "/project_id");
    let own = customer_of(deal.account_id.unwrap());
    let draft = world.finance.post("/v1/invoices", &body(own)).await.expect(201);
    assert_eq!(draft["deal_id"], json!(deal.deal_id));
}

#[tokio::test]
async fn lists_are_filtered_and_sorted() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let issued = world.issued(customer, "10.00").await;
    let draft = world.draft(customer, "20.00").await;
    let ids = |items: Vec<Value>| items.iter().map(|one| one["invoice_id"].clone()).collect::<Vec<_>>();
    let newest = ids(world.items("/v1/invoices").await);
    assert_eq!(newest, [draft["invoice_id"].clone(), issued["invoice_id"].clone()]);
    let only = [issued["invoice_id"].clone()];
    assert_eq!(ids(world.items("/v1/invoices?sort=-issued_on").await), only);
    assert_eq!(ids(world.items(&format!("/v1/invoices?status=issued&customer_id={customer}")).await), only);
    assert!(world.items("/v1/invoices?overdue=true").await.is_empty());
    let page = world.finance.get("/v1/invoices?limit=1").await.expect(200);
    let next = format!("/v1/invoices?limit=1&cursor={}", page["next_cursor"].as_str().unwrap());
    assert_eq!(ids(world.items(&next).await), only);
    world.finance.get("/v1/invoices?sort=number").await.problem(422, "invalid-query");
}

#[tokio::test]
async fn who_may_not_is_refused() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let draft = world.draft(customer, "10.00").await;
    let path = format!("/v1/invoices/{}", id(&draft, "invoice_id"));
    let manager = world.org.as_role(Role::ProjectManager);
    manager.get(&path).await.expect(200);
    for (path, body) in [
        ("/v1/invoices".to_owned(), json!({ "customer_id": customer, "lines": [] })),
        ("/v1/invoices/from-work".to_owned(), json!({ "customer_id": customer })),
        (format!("{path}/discard"), json!({})),
        (format!("{path}/issue"), json!({})),
    ] {
        manager.post(&path, &body).await.expect(403);
    }
    world.org.as_role(Role::Employee).get(&path).await.expect(403);
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let world = world().await;
    let (deal, project) = world.won(vec![once("30", None)]).await;
    let customer = customer_of(deal.account_id.unwrap());
    let draft = world.draft(customer, "10.00").await;
    let path = format!("/v1/invoices/{}", id(&draft, "invoice_id"));
    let other = world.app.organization().await.as_role(Role::Owner).with_header("if-match", "\"1\"");
    other.get(&path).await.problem(404, "not-found");
    other.patch(&path, &json!({ "lines": [] })).await.problem(404, "not-found");
    other.post(format!("{path}/issue"), &json!({})).await.problem(404, "not-found");
    other.post(format!("{path}/discard"), &json!({})).await.problem(404, "not-found");
    other.post("/v1/invoices", &json!({ "customer_id": customer, "lines": [] })).await.problem(422, "invalid-field");
    let item = world.items("/v1/work").await.remove(0);
    let from_work = json!({ "billable_item_ids": [item["billable_item_id"]] });
    other.post("/v1/invoices/from-work", &from_work).await.expect(422);
    let project = json!({ "project_id": project.project_id });
    other.post("/v1/invoices/from-work", &project).await.problem(422, "nothing-to-bill");
}
