//! Two clients whose accounts are one: their figures are counted together while they are, and the sums stay what they were.

use std::collections::BTreeMap;

use contracts::billing::{InvoiceIssued, PaymentReceived};
use contracts::crm::{Account, AccountCreated, AccountMerged, AccountRestored};
use kernel::{Decimal, Role, StageId};
use proptest::prelude::*;
use reporting::ledger::model::check_balanced;
use reporting::ledger::stance::{Image, stance};
use serde_json::{Value, json};
use testkit::{App, Client, Organization};

use crate::history::{Story, image, ok};

fn amount(figure: &Value) -> Decimal {
    figure["amount"]["amount"].as_str().unwrap().parse().unwrap()
}

fn euro(whole: i64) -> Decimal {
    Decimal::from(whole)
}

fn called(story: &Story, name: &str) -> Account {
    image(json!({ "account_id": story.account, "name": name }))
}

async fn merge(app: &App, org: &Organization, seq: i64, ended: &Story, kept: &Story) {
    ok(app.deliver(org, seq, &AccountMerged { account: called(ended, "ended"), merged_into: kept.account }).await);
}

async fn restore(app: &App, org: &Organization, seq: i64, ended: &Story) {
    ok(app.deliver(org, seq, &AccountRestored { account: called(ended, "ended") }).await);
}

/// A figure of each client that has one, by name, and of all of them together; each is explained to the cent.
async fn by_client(client: &Client, report: &str, figure: &str) -> (BTreeMap<String, Decimal>, Decimal) {
    let answer = client.get(format!("/v1/reports/{report}")).await.expect(200);
    let mut rows = BTreeMap::new();
    for row in answer["items"].as_array().unwrap() {
        let shown = amount(&row[figure]);
        let explained = client.get(row[figure]["explain"].as_str().unwrap()).await.expect(200);
        let behind =
            explained["sums"][0]["figure"]["amount"].as_str().map_or(Decimal::ZERO, |sum| sum.parse().unwrap());
        assert_eq!(shown, behind, "{report} of {row}");
        if !shown.is_zero() {
            assert!(rows.insert(row["name"].as_str().unwrap().to_owned(), shown).is_none(), "{report} names one twice");
        }
    }
    let total = answer["totals"].as_array().unwrap().first().map_or(Decimal::ZERO, |total| amount(&total[figure]));
    assert_eq!(rows.values().sum::<Decimal>(), total, "{report}: the rows are all there is");
    (rows, total)
}

fn rows<const N: usize>(rows: [(&str, i64); N]) -> BTreeMap<String, Decimal> {
    rows.into_iter().map(|(name, amount)| (name.to_owned(), euro(amount))).collect()
}

/// Two clients of which everything was told: 4,000 delivered, 5,080 invoiced to the first.
async fn two(app: &App, org: &Organization) -> (Story, Story) {
    let (first, second) = (Story::new(), Story::new());
    for (story, name) in [(&first, "Acme"), (&second, "Beta")] {
        story.tell(app, org, StageId::new()).await;
        ok(app.deliver(org, 1, &AccountCreated { account: called(story, name) }).await);
    }
    first.invoice_it(app, org).await;
    (first, second)
}

#[tokio::test]
async fn figures_of_the_one_that_ended_are_counted_with_the_one_that_goes_on_and_explained() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let (ended, kept) = two(&app, &org).await;
    let client = org.as_role(Role::Finance);
    let asked = [
        ("receivables", "receivables", [5080, 0]),
        ("margin?by=customer", "revenue", [4000, 4000]),
        ("margin?by=customer", "labour_cost", [300, 300]),
        ("margin?by=customer", "unbilled_work", [0, 4000]),
        ("margin?by=customer", "order_book", [10000, 10000]),
        ("margin?by=customer", "project_budget", [10000, 10000]),
    ];
    let check = async |together: bool, suffix: &str| {
        for (report, figure, [first, second]) in asked {
            let mark = if suffix.is_empty() {
                ""
            } else if report.contains('?') {
                "&"
            } else {
                "?"
            };
            let (shown, total) = by_client(&client, &format!("{report}{mark}{suffix}"), figure).await;
            let mut wanted =
                if together { rows([("Beta", first + second)]) } else { rows([("Acme", first), ("Beta", second)]) };
            wanted.retain(|_, amount| !amount.is_zero());
            assert_eq!((shown, total), (wanted, euro(first + second)), "{report}: {figure}");
        }
    };
    check(false, "").await;
    let before = client.get("/v1/reports/totals").await.expect(200);
    let then = format!("as_of={}", before["as_of"].as_str().unwrap());
    merge(&app, &org, 2, &ended, &kept).await;
    check(true, "").await;
    check(true, &then).await;
    let after = client.get("/v1/reports/totals").await.expect(200);
    assert_eq!(after["items"], before["items"], "nothing was posted");
    // The postings themselves still say for whom they were.
    let address = format!("/v1/explain?account=receivables&customer_id={}", kept.account);
    let postings = client.get(&address).await.expect(200);
    assert_eq!(
        (&postings["items"][0]["customer_id"], &postings["items"][0]["customer_name"]),
        (&json!(ended.account), &json!("Acme"))
    );
    restore(&app, &org, 3, &ended).await;
    check(false, "").await;
    check(false, &then).await;
    app.run_job(&org, "compare balances with postings").await;
}

#[tokio::test]
async fn what_was_really_invoiced_and_paid_meanwhile_leaves_nothing_crooked() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let (ended, kept) = two(&app, &org).await;
    let client = org.as_role(Role::Finance);
    merge(&app, &org, 2, &ended, &kept).await;
    // The survivor pays the invoice of the one that ended, and is invoiced for more of its work.
    let mut payment = serde_json::to_value(ended.payment()).unwrap();
    payment["account_id"] = json!(kept.account);
    payment["applications"][0]["account_id"] = json!(ended.account);
    ok(app.deliver(&org, 1, &PaymentReceived { payment: image(payment) }).await);
    let mut invoice = serde_json::to_value(kept.invoice("issued")).unwrap();
    invoice["account_id"] = json!(ended.account);
    invoice["lines"][0]["account_id"] = json!(kept.account);
    ok(app.deliver(&org, 1, &InvoiceIssued { invoice: image(invoice) }).await);
    assert_eq!(by_client(&client, "receivables", "receivables").await.0, rows([("Beta", 5080)]));
    assert_eq!(by_client(&client, "margin?by=customer", "unbilled_work").await.0, rows([]));
    restore(&app, &org, 3, &ended).await;
    // Who was invoiced owes it; who delivered has no work left that waits, and what it earned.
    assert_eq!(by_client(&client, "receivables", "receivables").await.0, rows([("Acme", 5080)]));
    assert_eq!(by_client(&client, "margin?by=customer", "unbilled_work").await.0, rows([]));
    assert_eq!(by_client(&client, "margin?by=customer", "revenue").await.0, rows([("Acme", 4000), ("Beta", 4000)]));
}

#[tokio::test]
async fn a_chain_leads_to_its_end_in_whatever_order_it_is_heard() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let (a, b) = two(&app, &org).await;
    let (c, client) = (Story::new(), org.as_role(Role::Finance));
    ok(app.deliver(&org, 1, &AccountCreated { account: called(&c, "Gamma") }).await);
    let owed = async || by_client(&client, "receivables", "receivables").await.0;
    let earned = async || by_client(&client, "margin?by=customer", "revenue").await.0;
    merge(&app, &org, 2, &b, &c).await;
    merge(&app, &org, 2, &a, &b).await;
    assert_eq!((owed().await, earned().await), (rows([("Gamma", 5080)]), rows([("Gamma", 8000)])));
    restore(&app, &org, 3, &b).await;
    assert_eq!((owed().await, earned().await), (rows([("Beta", 5080)]), rows([("Beta", 8000)])));
    // News of two accounts that close a circle for a moment: each stands for itself, and the sums are whole.
    merge(&app, &org, 4, &b, &a).await;
    assert_eq!((owed().await, earned().await), (rows([("Acme", 5080)]), rows([("Acme", 4000), ("Beta", 4000)])));
    restore(&app, &org, 3, &a).await;
    assert_eq!((owed().await, earned().await), (rows([("Acme", 5080)]), rows([("Acme", 8000)])));
    // Another organisation that has the same accounts keeps them apart.
    let theirs = app.organization().await;
    a.tell(&app, &theirs, StageId::new()).await;
    b.tell(&app, &theirs, StageId::new()).await;
    ok(app.deliver(&theirs, 1, &AccountCreated { account: called(&a, "Acme") }).await);
    ok(app.deliver(&theirs, 1, &AccountCreated { account: called(&b, "Beta") }).await);
    let shown = by_client(&theirs.as_role(Role::Finance), "margin?by=customer", "revenue").await.0;
    assert_eq!(shown, rows([("Acme", 4000), ("Beta", 4000)]));
}

#[tokio::test]
async fn deals_of_the_forecast_are_those_of_who_goes_on_now() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let (open, kept) = (Story::new(), Story::new());
    for (story, name) in [(&open, "Acme"), (&kept, "Beta")] {
        ok(app.deliver(&org, 1, &AccountCreated { account: called(story, name) }).await);
    }
    let deal = open.deal("open", StageId::new(), "10000");
    ok(app.deliver(&org, 1, &contracts::crm::DealCreated { deal }).await);
    let client = org.as_role(Role::Finance);
    let named = async || {
        let deals = client.get("/v1/forecast/deals?which=undated").await.expect(200);
        (deals["items"][0]["account_id"].clone(), deals["items"][0]["account_name"].clone())
    };
    assert_eq!(named().await, (json!(open.account), json!("Acme")));
    merge(&app, &org, 2, &open, &kept).await;
    assert_eq!(named().await, (json!(kept.account), json!("Beta")));
    restore(&app, &org, 3, &open).await;
    assert_eq!(named().await, (json!(open.account), json!("Acme")));
}

proptest! {
    /// Whoever an invoice is made out to and whoever pays it: its stance is balanced, and with that of the work on it and of
    /// the payment every client's unbilled work and every client's receivable comes to nothing.
    #[test]
    fn work_invoiced_and_paid_by_another_leaves_nothing_open(makes_out in any::<bool>(), pays in any::<bool>()) {
        let (deliverer, other) = (Story::new(), Story::new());
        let mut invoice = deliverer.invoice("issued");
        if makes_out {
            invoice.account_id = other.account;
            invoice.lines[0].account_id = Some(deliverer.account);
        }
        let mut payment = deliverer.payment();
        if pays {
            payment.account_id = other.account;
        }
        payment.applications[0].account_id = Some(invoice.account_id).filter(|account| *account != payment.account_id);
        let mut sums: BTreeMap<_, Decimal> = BTreeMap::new();
        let work = Image::Work(Box::new(deliverer.work("billed")));
        for image in [work, Image::Invoice(Box::new(invoice)), Image::Payment(Box::new(payment))] {
            let entries = stance(&image).unwrap();
            prop_assert_eq!(check_balanced(&entries), Ok(()));
            for entry in entries {
                *sums.entry((entry.key.account.as_str(), entry.key.dimensions.account_id)).or_default() += entry.amount;
            }
        }
        for ((account, client), sum) in sums {
            prop_assert!(!matches!(account, "unbilled_work" | "receivables") || sum.is_zero(), "{account} of {client:?}");
        }
    }
}
