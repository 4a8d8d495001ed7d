//! Two clients that both bought, invoiced and not, made one and parted again: what every service counts with whom.

use std::collections::BTreeMap;

use gerinc::api::Api;
use kernel::{AccountId, Decimal};
use serde_json::{Value, json};
use suite::{eventually, totals, world};

fn eur(amount: &str) -> Value {
    json!({ "amount": amount, "currency": "EUR" })
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_else(|| panic!("no {field} in {value}"))
}

/// A client, and the project that was sold to it.
struct Client {
    account: String,
    customer: String,
    project: String,
    draft: String,
}

async fn post(api: &Api, path: &str, body: Value) -> Value {
    api.post(path, &body).await.unwrap_or_else(|error| panic!("{path}: {error:#}"))
}

/// The draft that collects for a project, once it is there.
async fn draft_of(api: &Api, project: &str) -> Value {
    eventually("the draft", || async {
        let drafts = api.list(&format!("billing/v1/invoices?status=draft&project_id={project}")).await?;
        Ok(drafts.into_iter().next())
    })
    .await
}

/// A client to whom 1,500 was sold: 600 of it are invoiced and not paid, 400 on a draft, and 500 wait to be billed.
async fn client(api: &Api, name: &str) -> Client {
    let account = post(api, "crm/v1/accounts", json!({ "name": name, "country": "HU" })).await;
    let account = text(&account, "account_id").to_owned();
    let deal = json!({
        "name": format!("Shop of {name}"), "account_id": account,
        "lines": [
            { "name": "Build", "vat_rate": "27", "billing": { "kind": "fixed", "price": eur("1000"), "budget_hours": "10",
                "milestones": [{ "name": "Design", "amount": eur("600") }, { "name": "Launch", "amount": eur("400") }] } },
            { "name": "Domain", "vat_rate": "27",
              "billing": { "kind": "one_off", "quantity": "1", "unit_price": eur("500") } },
        ],
    });
    let deal = post(api, "crm/v1/deals", deal).await;
    post(api, &format!("crm/v1/deals/{}/win", text(&deal, "deal_id")), json!({})).await;
    let deal_id: kernel::DealId = text(&deal, "deal_id").parse().unwrap();
    let project = contracts::projects::project_of(deal_id).to_string();
    let path = format!("projects/v1/projects/{project}");
    let shown = eventually("the project", || async { Ok(api.get(&path).await.ok()) }).await;
    let milestones: Vec<&str> =
        shown["milestones"].as_array().unwrap().iter().map(|one| text(one, "milestone_id")).collect();
    post(api, &format!("{path}/milestones/{}/complete", milestones[0]), json!({})).await;
    let draft = draft_of(api, &project).await;
    post(api, &format!("billing/v1/invoices/{}/issue", text(&draft, "invoice_id")), json!({})).await;
    post(api, &format!("{path}/milestones/{}/complete", milestones[1]), json!({})).await;
    let draft = text(&draft_of(api, &project).await, "invoice_id").to_owned();
    let account_id: AccountId = account.parse().unwrap();
    let customer = contracts::billing::customer_of(account_id).to_string();
    Client { account, customer, project, draft }
}

/// What is counted with whom, by name: what each owes by billing and by the ledger, what it brought, and what waits.
#[derive(Debug, PartialEq, Eq)]
struct Counted {
    owes: BTreeMap<String, String>,
    receivables: BTreeMap<String, String>,
    revenue: BTreeMap<String, String>,
    unbilled: BTreeMap<String, String>,
}

fn by_name<const N: usize>(rows: [(&str, &str); N]) -> BTreeMap<String, String> {
    rows.into_iter().map(|(name, amount)| (name.to_owned(), amount.to_owned())).collect()
}

/// The rows of a list that are not nothing.
fn rows(answer: &Value, name: &str, amount: &[&str]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for row in answer["items"].as_array().unwrap() {
        let amount = amount.iter().fold(row, |value, key| &value[*key]).as_str().unwrap();
        if amount.parse::<Decimal>().is_ok_and(|amount| !amount.is_zero()) {
            assert!(found.insert(text(row, name).to_owned(), amount.to_owned()).is_none(), "one row each: {answer}");
        }
    }
    found
}

async fn counted(api: &Api) -> anyhow::Result<Counted> {
    let owes = api.get("billing/v1/receivables").await?;
    let receivables = api.get("reporting/v1/reports/receivables").await?;
    let margin = api.get("reporting/v1/reports/margin?by=customer").await?;
    Ok(Counted {
        owes: rows(&owes, "customer_name", &["total", "amount"]),
        receivables: rows(&receivables, "name", &["receivables", "amount", "amount"]),
        revenue: rows(&margin, "name", &["revenue", "amount", "amount"]),
        unbilled: rows(&margin, "name", &["unbilled_work", "amount", "amount"]),
    })
}

/// Waits until everything is counted so, and every service has the same sums.
async fn until(api: &Api, wanted: Counted) {
    eventually("the figures", || async {
        let (now, all) = (counted(api).await?, totals(api, "EUR").await?);
        anyhow::ensure!(now == wanted && all.agree(), "{wanted:?} is wanted, {now:?} is there, {all:?}");
        Ok(Some(()))
    })
    .await;
}

/// The client a project and an unissued invoice are shown with.
async fn shown(api: &Api, of: &Client) -> (String, String) {
    let project = api.get(&format!("projects/v1/projects/{}", of.project)).await.unwrap();
    let draft = api.get(&format!("billing/v1/invoices/{}", of.draft)).await.unwrap();
    (text(&project, "account_name").to_owned(), text(&draft, "customer_name").to_owned())
}

/// How many projects, invoices and pieces of unbilled work are found by a client.
async fn found(api: &Api, of: &Client) -> (usize, usize, usize) {
    let projects = api.list(&format!("projects/v1/projects?account_id={}", of.account)).await.unwrap();
    let invoices = api.list(&format!("billing/v1/invoices?customer_id={}", of.customer)).await.unwrap();
    let work = api.list(&format!("billing/v1/work?status=unbilled&customer_id={}", of.customer)).await.unwrap();
    (projects.len(), invoices.len(), work.len())
}

#[tokio::test]
async fn two_clients_with_won_deals_are_made_one_and_parted_again() {
    let world = world().await;
    let api = world.owner().await;
    let (ended, kept) = (client(&api, "Acme").await, client(&api, "Beta").await);
    let separate = || Counted {
        owes: by_name([("Acme", "762.00"), ("Beta", "762.00")]),
        receivables: by_name([("Acme", "762.00"), ("Beta", "762.00")]),
        revenue: by_name([("Acme", "1500.00"), ("Beta", "1500.00")]),
        unbilled: by_name([("Acme", "900.00"), ("Beta", "900.00")]),
    };
    until(&api, separate()).await;
    let merge = async || {
        let merge = format!("crm/v1/accounts/{}/merge", kept.account);
        text(&post(&api, &merge, json!({ "merged_id": ended.account })).await, "merge_id").to_owned()
    };
    let undo = async |merge: &str| post(&api, &format!("crm/v1/merges/{merge}/undo"), json!({})).await;

    // Made one and parted, nothing is left of it.
    let first = merge().await;
    let together = || Counted {
        owes: by_name([("Beta", "1524.00")]),
        receivables: by_name([("Beta", "1524.00")]),
        revenue: by_name([("Beta", "3000.00")]),
        unbilled: by_name([("Beta", "1800.00")]),
    };
    until(&api, together()).await;
    undo(&first).await;
    until(&api, separate()).await;
    let moved = async |name: &str| {
        eventually("the project and the draft are shown with it", || async {
            Ok((shown(&api, &ended).await == (name.to_owned(), name.to_owned())).then_some(()))
        })
        .await;
    };
    moved("Acme").await;

    // Once more, and now it is worked with.
    let second = merge().await;
    until(&api, together()).await;
    moved("Beta").await;
    assert_eq!(found(&api, &kept).await, (2, 4, 2));
    let payment = json!({ "customer_id": kept.customer, "amount": eur("1524") });
    let payment = post(&api, "billing/v1/payments", payment).await;
    assert_eq!((payment["applications"].as_array().map(Vec::len), &payment["unapplied"]), (Some(2), &eur("0.00")));
    let issued = post(&api, &format!("billing/v1/invoices/{}/issue", ended.draft), json!({})).await;
    assert_eq!((text(&issued, "customer_name"), text(&issued, "account_id")), ("Beta", &*kept.account));
    until(
        &api,
        Counted {
            owes: by_name([("Beta", "508.00")]),
            receivables: by_name([("Beta", "508.00")]),
            unbilled: by_name([("Beta", "1400.00")]),
            ..together()
        },
    )
    .await;

    // Parted again: what was invoiced meanwhile is owed by whom it was made out to, what was paid is paid, and everything
    // else is whose it was.
    undo(&second).await;
    until(
        &api,
        Counted {
            owes: by_name([("Beta", "508.00")]),
            receivables: by_name([("Beta", "508.00")]),
            unbilled: by_name([("Acme", "500.00"), ("Beta", "900.00")]),
            ..separate()
        },
    )
    .await;
    assert_eq!((found(&api, &ended).await, found(&api, &kept).await), ((1, 1, 1), (1, 3, 1)));
    for (client, balance) in [(&ended, "0.00"), (&kept, "508.00")] {
        let statement = api.get(&format!("billing/v1/customers/{}/statement", client.customer)).await.unwrap();
        let last = statement["items"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(last["balance"], eur(balance), "{statement}");
    }
}
