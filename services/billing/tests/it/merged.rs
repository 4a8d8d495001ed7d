//! Two customers whose accounts are one: what is counted with whom, and what is left when it is undone.

use contracts::billing::customer_of;
use contracts::crm::{Account, AccountCreated, AccountMerged, AccountRestored, AccountUpdated, Deal, DealWon};
use contracts::projects::{Project, ProjectCreated};
use kernel::CustomerId;
use serde_json::{Value, json};
use testkit::Delivery;

use crate::papers::{pdf, read};
use crate::world::{World, account, deal, id, json_eur, name, once, project, time, world};

/// An account, the customer it is, and a project sold to it.
struct Client {
    account: Account,
    customer: CustomerId,
    deal: Deal,
    project: Project,
}

/// A client with a won deal of 100 that waits to be billed.
async fn client(world: &World, called: &str) -> Client {
    let account = account(called);
    world.tell(1, &AccountCreated { account: account.clone() }).await;
    let deal = deal(&account, vec![once("100", None)]);
    world.tell(1, &DealWon { deal: deal.clone(), account: account.clone() }).await;
    let project = project(&deal);
    world.tell(1, &ProjectCreated { project: project.clone() }).await;
    Client { customer: customer_of(account.account_id), account, deal, project }
}

impl Client {
    fn ends_in(&self, other: &Client) -> AccountMerged {
        AccountMerged { account: self.account.clone(), merged_into: other.account.account_id }
    }

    fn goes_on(&self) -> AccountRestored {
        AccountRestored { account: self.account.clone() }
    }
}

/// What customers owe in all, by name.
async fn owed(world: &World) -> Vec<(String, String)> {
    let rows = world.items("/v1/receivables").await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    rows.iter().map(|row| (text(&row["customer_name"]), text(&row["total"]["amount"]))).collect()
}

fn rows(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, amount)| ((*name).to_owned(), (*amount).to_owned())).collect()
}

/// The last balance of a customer's statement.
async fn balance(world: &World, customer: CustomerId) -> String {
    let lines = world.items(&format!("/v1/customers/{customer}/statement")).await;
    lines.last().map_or("0.00".to_owned(), |line| line["balance"]["amount"].as_str().unwrap().to_owned())
}

async fn count(world: &World, list: &str, customer: CustomerId) -> usize {
    let mark = if list.contains('?') { '&' } else { '?' };
    world.items(&format!("/v1/{list}{mark}customer_id={customer}")).await.len()
}

async fn pay(world: &World, customer: CustomerId, amount: &str) -> testkit::Answer {
    let body = json!({ "customer_id": customer, "amount": json_eur(amount) });
    world.finance.post("/v1/payments", &body).await.expect(201)
}

async fn from_work(world: &World, what: Value) -> testkit::Answer {
    world.finance.post("/v1/invoices/from-work", &what).await
}

#[tokio::test]
async fn what_is_owed_and_waits_to_be_billed_is_counted_with_the_one_that_goes_on() {
    let world = world().await;
    let (ended, kept) = (client(&world, "Acme").await, client(&world, "Beta").await);
    world.issued(ended.customer, "10.00").await;
    world.issued(kept.customer, "20.00").await;
    let draft = world.draft(ended.customer, "5.00").await;
    let separate = rows(&[("Acme", "10.00"), ("Beta", "20.00")]);
    assert_eq!(owed(&world).await, separate);
    let lists = ["invoices", "work?status=unbilled", "schedules", "invoices?status=draft&sort=-created_at"];
    let before = [2, 1, 1, 1];
    for (list, (mine, theirs)) in lists.into_iter().zip([(2, 1), (1, 1), (1, 1), (1, 0)]) {
        assert_eq!(
            (count(&world, list, ended.customer).await, count(&world, list, kept.customer).await),
            (mine, theirs)
        );
    }

    world.tell(2, &ended.ends_in(&kept)).await;
    assert_eq!(owed(&world).await, rows(&[("Beta", "30.00")]));
    assert_eq!(
        (balance(&world, kept.customer).await, balance(&world, ended.customer).await),
        ("30.00".into(), "10.00".into())
    );
    for (list, (own, all)) in lists.into_iter().zip(before.into_iter().zip([3, 2, 2, 1])) {
        assert_eq!(count(&world, list, kept.customer).await, all, "{list} of the one that goes on");
        assert_eq!(count(&world, list, ended.customer).await, own, "{list} of the one that ended, for who looks it up");
    }
    // What waits says who will be billed; what is issued stays as it was printed.
    let shown = world.finance.get(format!("/v1/invoices/{}", id(&draft, "invoice_id"))).await.expect(200);
    assert_eq!((&shown["customer_name"], &shown["customer_id"]), (&json!("Beta"), &json!(kept.customer)));
    assert_eq!(shown["account_id"], json!(kept.account.account_id));
    let work = world.items(&format!("/v1/work?project_id={}", ended.project.project_id)).await;
    assert_eq!(work[0]["customer_id"], json!(kept.customer));
    assert_eq!(world.schedule(&ended.deal).await["customer_id"], json!(kept.customer));
    let issued = world.items(&format!("/v1/invoices?status=issued&customer_id={}", ended.customer)).await;
    assert_eq!((issued.len(), &issued[0]["customer_name"]), (1, &json!("Acme")));

    world.tell(3, &ended.goes_on()).await;
    assert_eq!(owed(&world).await, separate);
    assert_eq!(
        (balance(&world, kept.customer).await, balance(&world, ended.customer).await),
        ("20.00".into(), "10.00".into())
    );
    let shown = world.finance.get(format!("/v1/invoices/{}", id(&draft, "invoice_id"))).await.expect(200);
    assert_eq!((&shown["customer_name"], &shown["customer_id"]), (&json!("Acme"), &json!(ended.customer)));
    assert_eq!(world.schedule(&ended.deal).await["customer_id"], json!(ended.customer));
    world.insist_on_order().await;
}

#[tokio::test]
async fn what_is_issued_meanwhile_is_made_out_to_the_one_that_goes_on_for_good() {
    let world = world().await;
    let (ended, mut kept) = (client(&world, "Acme").await, client(&world, "Beta").await);
    kept.account.name = name("Beta Kft.");
    world.tell(2, &AccountUpdated { account: kept.account.clone() }).await;
    let terms = json!({ "payment_terms_days": 8 });
    let path = format!("/v1/customers/{}", kept.customer);
    world.finance.with_header("if-match", "*").patch(path, &terms).await.expect(200);
    // A draft collects time of the ended one's project from before and after.
    world.tell(1, &time(&ended.project, "1", Some("50"))).await;
    world.tell(2, &ended.ends_in(&kept)).await;
    world.tell(1, &time(&ended.project, "2", Some("50"))).await;
    let drafts = world.items("/v1/invoices?status=draft").await;
    assert_eq!(
        (drafts.len(), &drafts[0]["customer_name"], &drafts[0]["net"]),
        (1, &json!("Beta Kft."), &json_eur("150.00"))
    );
    let draft =
        world.finance.get(format!("/v1/invoices/{}", drafts[0]["invoice_id"].as_str().unwrap())).await.expect(200);
    let issued = world.issue(&draft).await.expect(200);
    assert_eq!((&issued["customer_id"], &issued["customer_name"]), (&json!(kept.customer), &json!("Beta Kft.")));
    let day = |at: &str| issued[at].as_str().unwrap().parse::<chrono::NaiveDate>().unwrap();
    assert_eq!((day("due_on") - day("issued_on")).num_days(), 8, "its terms");
    let of: Vec<&Value> = issued["lines"].as_array().unwrap().iter().map(|line| &line["account_id"]).collect();
    assert_eq!(of, [&json!(ended.account.account_id); 2], "each line says to whom it was delivered");
    let document = read(&pdf(&world.finance, &format!("/v1/invoices/{}/pdf", id(&issued, "invoice_id"))).await);
    assert!(document.contains("Beta Kft.") && !document.contains("Acme"), "{document}");

    world.tell(3, &ended.goes_on()).await;
    assert_eq!(owed(&world).await, rows(&[("Beta Kft.", "190.50")]), "an issued invoice stays as it is");
    assert_eq!(count(&world, "invoices?status=issued", ended.customer).await, 0);
    // What comes now is the ended one's own again.
    world.tell(1, &time(&ended.project, "3", Some("50"))).await;
    let drafts = world.items("/v1/invoices?status=draft").await;
    assert_eq!((drafts.len(), &drafts[0]["customer_name"]), (1, &json!("Acme")));
    world.insist_on_order().await;
}

#[tokio::test]
async fn a_payment_pays_the_invoices_of_both_the_oldest_first_and_stays_true() {
    let world = world().await;
    let (ended, kept) = (client(&world, "Acme").await, client(&world, "Beta").await);
    let theirs = world.draft(ended.customer, "10.00").await;
    let early = json!({ "issued_on": "2026-01-05" });
    let path = format!("/v1/invoices/{}/issue", id(&theirs, "invoice_id"));
    let theirs = world.finance.post(&path, &early).await.expect(200);
    let own = world.issued(kept.customer, "20.00").await;
    // Nobody pays for somebody else.
    let named = json!([{ "invoice_id": theirs["invoice_id"], "amount": json_eur("1.00") }]);
    let body = json!({ "customer_id": kept.customer, "amount": json_eur("1.00"), "applications": named });
    world.finance.post("/v1/payments", &body).await.problem(422, "unknown-invoice");

    world.tell(2, &ended.ends_in(&kept)).await;
    let payment = pay(&world, kept.customer, "25.00").await;
    let applied = payment["applications"].as_array().unwrap();
    assert_eq!(applied.len(), 2, "{}", payment.json);
    assert_eq!((&applied[0]["invoice_id"], &applied[0]["amount"]), (&theirs["invoice_id"], &json_eur("10.00")));
    assert_eq!(applied[0]["account_id"], json!(ended.account.account_id), "whose invoice it paid");
    assert_eq!((&applied[1]["invoice_id"], &applied[1]["account_id"]), (&own["invoice_id"], &Value::Null));
    assert_eq!(owed(&world).await, rows(&[("Beta", "5.00")]));
    assert_eq!(balance(&world, kept.customer).await, "5.00");
    assert_eq!(count(&world, "payments", kept.customer).await, 1);
    let credit = pay(&world, kept.customer, "7.00").await;
    assert_eq!(credit["unapplied"], json_eur("2.00"));

    world.tell(3, &ended.goes_on()).await;
    assert_eq!(owed(&world).await, rows(&[]));
    // The invoice is paid, so its customer owes nothing; who paid it has spent that money and owes nothing, too.
    assert_eq!(
        (balance(&world, ended.customer).await, balance(&world, kept.customer).await),
        ("0.00".into(), "-2.00".into())
    );
    let lines = world.items(&format!("/v1/customers/{}/statement", ended.customer)).await;
    assert_eq!(
        (lines.len(), &lines[1]["amount"], &lines[1]["payment_id"]),
        (2, &json_eur("-10.00"), &payment["payment_id"])
    );
    // What is left of it pays only its own customer's invoices again.
    let again = world.issued(ended.customer, "1.00").await;
    let apply = format!("/v1/payments/{}/apply", id(&credit, "payment_id"));
    let wanted = json!({ "applications": [{ "invoice_id": again["invoice_id"], "amount": json_eur("1.00") }] });
    world.finance.post(&apply, &wanted).await.problem(422, "unknown-invoice");
    world.finance.post(&apply, &json!({})).await.problem(409, "nothing-to-apply");
    assert_eq!(balance(&world, ended.customer).await, "1.00");
    world.insist_on_order().await;
}

#[tokio::test]
async fn a_draft_with_work_of_both_is_not_issued_once_they_are_two_again() {
    let world = world().await;
    let (ended, kept) = (client(&world, "Acme").await, client(&world, "Beta").await);
    let ids = async || -> Vec<Value> {
        let work = world.items("/v1/work?status=unbilled").await;
        work.iter().map(|one| one["billable_item_id"].clone()).collect()
    };
    let both = json!({ "billable_item_ids": ids().await });
    from_work(&world, both.clone()).await.problem(422, "invalid-field");
    world.tell(2, &ended.ends_in(&kept)).await;
    let draft = from_work(&world, json!({ "customer_id": kept.customer })).await.expect(201);
    assert_eq!((&draft["customer_id"], &draft["net"]), (&json!(kept.customer), &json_eur("200.00")));

    world.tell(3, &ended.goes_on()).await;
    let problem = world.issue(&draft).await.problem(409, "work-of-another-customer");
    let at = problem["errors"][0]["pointer"].as_str().unwrap();
    let place: usize = at.trim_start_matches("/lines/").parse().unwrap();
    assert_eq!(problem["errors"].as_array().unwrap().len(), 1, "{problem}");
    let lines = draft["lines"].as_array().unwrap();
    let fields = ["invoice_line_id", "description", "quantity", "unit_price", "vat_rate"];
    let line = &lines[1 - place];
    let kept_line: Value = fields
        .into_iter()
        .map(|field| (field.to_owned(), line[field].clone()))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let path = format!("/v1/invoices/{}", id(&draft, "invoice_id"));
    world.finance.with_header("if-match", "*").patch(&path, &json!({ "lines": [kept_line] })).await.expect(200);
    let issued = world.issue(&draft).await.expect(200);
    assert_eq!((&issued["customer_id"], &issued["net"]), (&json!(kept.customer), &json_eur("100.00")));
    let left = world.items(&format!("/v1/work?status=unbilled&customer_id={}", ended.customer)).await;
    assert_eq!(
        (left.len(), &left[0]["project_id"]),
        (1, &json!(ended.project.project_id)),
        "it waits for its own customer"
    );
    world.insist_on_order().await;
}

#[tokio::test]
async fn a_draft_for_the_project_of_the_one_that_ended_is_its_own_again() {
    let world = world().await;
    let (ended, kept) = (client(&world, "Acme").await, client(&world, "Beta").await);
    let line = json!({ "description": "x", "quantity": "1", "unit_price": json_eur("1.00"), "vat_rate": "0" });
    let by_hand = async |subject: Value| {
        let mut body = json!({ "customer_id": kept.customer, "lines": [line] });
        body.as_object_mut().unwrap().extend(subject.as_object().unwrap().clone());
        world.finance.post("/v1/invoices", &body).await
    };
    let subjects = [json!({ "project_id": ended.project.project_id }), json!({ "deal_id": ended.deal.deal_id })];
    for subject in &subjects {
        by_hand(subject.clone()).await.problem(422, "invalid-field");
    }
    world.tell(2, &ended.ends_in(&kept)).await;
    let mut drafts = Vec::new();
    for subject in &subjects {
        let draft = by_hand(subject.clone()).await.expect(201);
        assert_eq!(draft["customer_name"], "Beta");
        drafts.push(draft);
    }
    let named = world.draft(kept.customer, "2.00").await;
    // Work of one of the two only is begun for that one.
    let work = from_work(&world, json!({ "project_id": ended.project.project_id })).await.expect(201);
    assert_eq!(work["customer_name"], "Beta");
    drafts.push(work);
    world.tell(3, &ended.goes_on()).await;
    for draft in &drafts {
        let issued = world.issue(draft).await.expect(200);
        assert_eq!((&issued["customer_name"], &issued["lines"][0]["account_id"]), (&json!("Acme"), &Value::Null));
    }
    assert_eq!(world.issue(&named).await.expect(200)["customer_name"], "Beta");
}

#[tokio::test]
async fn a_chain_leads_to_its_end_whatever_is_undone_and_heard_first() {
    let world = world().await;
    let [a, b, c] = [client(&world, "A").await, client(&world, "B").await, client(&world, "C").await];
    for (client, amount) in [(&a, "1.00"), (&b, "2.00"), (&c, "4.00")] {
        world.issued(client.customer, amount).await;
    }
    // The second merge is heard of first.
    world.tell(2, &b.ends_in(&c)).await;
    world.tell(2, &a.ends_in(&b)).await;
    assert_eq!(owed(&world).await, rows(&[("C", "7.00")]));
    assert_eq!(count(&world, "invoices", b.customer).await, 2, "who looks up the middle sees what ended in it");
    let payment = pay(&world, c.customer, "3.00").await;
    assert_eq!(payment["applications"].as_array().unwrap().len(), 2);
    // Undone in the middle.
    world.tell(3, &b.goes_on()).await;
    assert_eq!(owed(&world).await, rows(&[("C", "4.00")]));
    world.issued(a.customer, "8.00").await;
    assert_eq!(owed(&world).await, rows(&[("B", "8.00"), ("C", "4.00")]));
    // Later the other way round, of which the news come before those that made room for it: for a moment it is a circle,
    // in which each stands for itself and nothing is lost.
    let closing = b.ends_in(&a);
    world.tell(4, &closing).await;
    assert_eq!(owed(&world).await, rows(&[("B", "8.00"), ("C", "4.00")]), "made out to B while A had ended in it");
    world.issued(a.customer, "16.00").await;
    assert_eq!(owed(&world).await, rows(&[("A", "16.00"), ("B", "8.00"), ("C", "4.00")]));
    assert_eq!((count(&world, "invoices", a.customer).await, count(&world, "invoices", b.customer).await), (2, 2));
    world.tell(3, &a.goes_on()).await;
    assert_eq!(owed(&world).await, rows(&[("A", "24.00"), ("C", "4.00")]));
    // What is heard again, and what comes late, changes nothing.
    let late = a.ends_in(&b);
    let told = world.app.send(&world.org, 2, &late).await;
    world.app.send_again(&world.org, 2, &late, told).await;
    assert_eq!(owed(&world).await, rows(&[("A", "24.00"), ("C", "4.00")]));
    world.insist_on_order().await;
}

#[tokio::test]
async fn a_survivor_not_heard_of_yet_takes_nothing_until_it_is() {
    let world = world().await;
    let ended = client(&world, "Acme").await;
    world.issued(ended.customer, "3.00").await;
    let unknown = account("Beta");
    let merged = AccountMerged { account: ended.account.clone(), merged_into: unknown.account_id };
    world.tell(2, &merged).await;
    assert_eq!(owed(&world).await, rows(&[("Acme", "3.00")]), "nothing is lost");
    world.tell(1, &time(&ended.project, "1", Some("50"))).await;
    world.tell(1, &AccountCreated { account: unknown.clone() }).await;
    assert_eq!(owed(&world).await, rows(&[("Beta", "3.00")]));
    assert_eq!(world.items("/v1/invoices?status=draft").await[0]["customer_name"], "Beta");
}

#[tokio::test]
async fn another_organisation_is_not_touched() {
    let world = world().await;
    let (ended, kept) = (client(&world, "Acme").await, client(&world, "Beta").await);
    let other = World { app: world.app.clone(), org: world.app.organization().await, finance: world.finance.clone() };
    let theirs = World { finance: other.org.as_role(kernel::Role::Finance), ..other };
    // The same accounts as another organisation's would be, to be sure that it is the organisation that parts them.
    for one in [&ended, &kept] {
        let created = AccountCreated { account: one.account.clone() };
        assert_eq!(theirs.app.deliver(&theirs.org, 1, &created).await, Delivery::Applied);
        theirs.issued(one.customer, "5.00").await;
    }
    world.issued(ended.customer, "1.00").await;
    world.tell(2, &ended.ends_in(&kept)).await;
    assert_eq!(owed(&theirs).await, rows(&[("Acme", "5.00"), ("Beta", "5.00")]));
    assert_eq!(owed(&world).await, rows(&[("Beta", "1.00")]));
    assert_eq!(count(&theirs, "invoices", kept.customer).await, 1);
}
