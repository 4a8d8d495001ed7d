//! Lists of billing as files.

use kernel::{CustomerId, Role};
use serde_json::json;

use crate::world::{json_eur, world};

/// The rows of a CSV file; no cell of these tests has a comma.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let lines = csv.strip_prefix('\u{feff}').unwrap().lines();
    lines.map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// The cells of a column.
fn column(rows: &[Vec<String>], heading: &str) -> Vec<String> {
    let at = rows[0].iter().position(|one| one == heading).unwrap();
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

#[tokio::test]
async fn invoices_and_payments_are_files_with_the_filters_and_access_of_their_lists() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let issued = world.issued(customer, "100.00").await;
    world.draft(customer, "12.50").await;
    let body = json!({ "customer_id": customer, "amount": json_eur("40.00"), "reference": "=1+1" });
    world.finance.post("/v1/payments", &body).await.expect(201);

    let file = world.finance.get("/v1/exports/invoices.csv?status=issued").await.expect(200);
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    let kept = file.headers["content-disposition"].to_str().unwrap();
    assert!(kept.starts_with("attachment") && kept.contains("invoices.csv"), "{kept}");
    let invoices = rows(&file.text);
    assert_eq!(column(&invoices, "Number"), [issued["number"].as_str().unwrap()]);
    assert_eq!(column(&invoices, "Net"), ["100.00"]);
    assert_eq!(
        (column(&invoices, "Paid"), column(&invoices, "Currency")),
        (vec!["40.00".to_owned()], vec!["EUR".to_owned()])
    );
    let all = rows(&world.finance.get("/v1/exports/invoices.csv").await.expect(200).text);
    assert_eq!(column(&all, "Status"), ["draft", "issued"], "in the order of the list");

    let hungarian = rows(&world.finance.get("/v1/exports/invoices.csv?language=hu").await.expect(200).text);
    assert_eq!(column(&hungarian, "Állapot"), ["Piszkozat", "Kiállítva"]);
    assert_eq!(column(&hungarian, "Nettó"), column(&all, "Net"), "numbers are written alike in both");

    let payments = rows(&world.finance.get("/v1/exports/payments.csv").await.expect(200).text);
    assert_eq!(column(&payments, "Reference"), ["'=1+1"], "no formula");
    assert_eq!(column(&payments, "Invoices"), column(&invoices, "Number"), "by their numbers");
    assert_eq!(column(&payments, "Customer"), column(&invoices, "Customer"));

    for list in ["invoices", "payments", "work", "customers", "schedules"] {
        let xlsx = world.finance.get(format!("/v1/exports/{list}.xlsx")).await.expect(200);
        assert!(xlsx.text.starts_with("PK"), "{list}");
        world.finance.get(format!("/v1/exports/{list}.csv?surprise=1")).await.problem(422, "invalid-query");
        let employee = world.org.as_role(Role::Employee);
        let listed = employee.get(format!("/v1/{list}")).await.status;
        assert_eq!(employee.get(format!("/v1/exports/{list}.csv")).await.status, listed, "{list}: as the list itself");
        let stranger = world.app.organization().await.as_role(Role::Finance);
        let theirs = stranger.get(format!("/v1/exports/{list}.csv?limit=1")).await.expect(200);
        assert_eq!(rows(&theirs.text).len(), 1, "{list}: only the heading");
    }
    let nobody = world.finance.get(format!("/v1/exports/work.csv?customer_id={}", CustomerId::new())).await.expect(200);
    assert_eq!(rows(&nobody.text).len(), 1);
}

#[tokio::test]
async fn what_customers_owe_and_their_statements_are_files() {
    let world = world().await;
    let (_, customer) = world.customer().await;
    let issued = world.issued(customer, "100.00").await;
    let body = json!({ "customer_id": customer, "amount": json_eur("40.00"), "reference": "=1+1" });
    world.finance.post("/v1/payments", &body).await.expect(201);

    let owed = rows(&world.finance.get("/v1/exports/receivables.csv").await.expect(200).text);
    let listed = world.finance.get("/v1/receivables").await.expect(200);
    assert_eq!(column(&owed, "Open"), [listed["items"][0]["total"]["amount"].as_str().unwrap()]);
    assert_eq!((column(&owed, "Not due"), column(&owed, "Currency")), (column(&owed, "Open"), vec!["EUR".to_owned()]));
    let before = rows(&world.finance.get("/v1/exports/receivables.csv?as_of=2000-01-01").await.expect(200).text);
    assert_eq!(before.len(), 1, "as of a day, like the list");

    let at = format!("/v1/exports/statement.csv?customer_id={customer}");
    let statement = rows(&world.finance.get(&at).await.expect(200).text);
    assert_eq!(column(&statement, "Invoice"), [issued["number"].as_str().unwrap(), ""]);
    assert_eq!(
        (column(&statement, "Payment")[1].as_str(), column(&statement, "Amount")[1].as_str()),
        ("'=1+1", "-40.00")
    );
    assert_eq!(column(&statement, "Balance")[1], column(&owed, "Open")[0], "what is left is what is owed");
    world.finance.get("/v1/exports/statement.csv").await.problem(422, "invalid-query");

    let stranger = world.app.organization().await.as_role(Role::Finance);
    stranger.get(&at).await.problem(404, "not-found");
    let theirs = rows(&stranger.get("/v1/exports/receivables.csv").await.expect(200).text);
    assert_eq!(theirs.len(), 1, "only the heading");
    let sales = world.org.as_role(Role::Sales);
    for list in ["receivables.csv", "receivables.xlsx", "dead-letters.csv"] {
        sales.get(format!("/v1/exports/{list}")).await.problem(403, "forbidden");
    }
    sales.get(&at).await.problem(403, "forbidden");
    world.finance.get("/v1/exports/dead-letters.csv").await.problem(403, "forbidden");
    let xlsx = world.org.as_role(Role::Auditor).get("/v1/exports/dead-letters.xlsx").await.expect(200);
    assert!(xlsx.text.starts_with("PK"));
}
