//! Claims, cost centres and budgets as files.

use contracts::identity::{Member, MemberAdded, MemberUpdated};
use kernel::{DealId, Role};
use serde_json::json;
use testkit::{App, Delivery};

use crate::given::{category, claim, eur, project, won};

/// The rows of a CSV file; no cell of these tests has a comma.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let lines = csv.strip_prefix('\u{feff}').unwrap().lines();
    lines.map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// The cells of a column.
fn column(rows: &[Vec<String>], heading: &str) -> Vec<String> {
    let at = rows[0].iter().position(|one| one == heading).expect(heading);
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

#[tokio::test]
async fn claims_are_a_file_line_by_line_of_whoever_may_see_them() {
    let app = App::start(expenses::service()).await;
    let org = app.organization().await;
    let (anna, bela, finance) = (org.as_role(Role::Employee), org.as_role(Role::Employee), org.as_role(Role::Finance));
    let center = finance.post("/v1/cost-centers", &json!({ "code": "SALES", "name": "Sales" })).await.expect(201);
    let project = project(&app, &org, Some(DealId::new())).await;
    let line =
        |what: &str, amount: &str| json!({ "description": what, "spent_on": "2026-01-02", "amount": eur(amount) });
    let (mut train, mut lunch) = (line("=Train", "120.50"), line("Lunch", "9.50"));
    for line in [&mut train, &mut lunch] {
        line["category_id"] = category(&anna).await;
    }
    train["project_id"] = json!(project);
    lunch["cost_center_id"] = center["cost_center_id"].clone();
    let drafted = anna.post("/v1/claims", &json!({ "title": "Trip", "lines": [train, lunch] })).await.expect(201);
    claim(&bela, None).await;

    let hungarian = rows(&anna.get("/v1/exports/claims.csv?language=hu").await.expect(200).text);
    assert_eq!(column(&hungarian, "Állapot"), ["Piszkozat", "Piszkozat"], "of each line its claim");
    assert_eq!(column(&hungarian, "Összeg"), ["120.50", "9.50"], "numbers are written alike in both languages");

    // Until the gateway has said what they are called, they are known by their id.
    let unknown = rows(&anna.get("/v1/exports/claims.csv").await.expect(200).text);
    assert_eq!(column(&unknown, "Claimant"), vec![anna.member_id.to_string(); 2]);
    let member = |name: &str| -> Member {
        serde_json::from_value(json!({ "member_id": anna.member_id, "user_id": uuid::Uuid::nil(), "name": name,
            "email": "anna@example.com", "roles": ["employee"], "active": true }))
        .unwrap()
    };
    assert_eq!(app.deliver(&org, 1, &MemberAdded { member: member("Anna") }).await, Delivery::Applied);
    assert_eq!(app.deliver(&org, 2, &MemberUpdated { member: member("=Anna Nagy") }).await, Delivery::Applied);

    let file = anna.get("/v1/exports/claims.csv").await.expect(200);
    assert!(file.headers["content-disposition"].to_str().unwrap().contains("claims.csv"));
    let hers = rows(&file.text);
    assert_eq!(column(&hers, "What"), ["'=Train", "Lunch"], "a row for each line, hers alone, and no formula");
    assert_eq!(
        (column(&hers, "Amount"), column(&hers, "Claim")),
        (vec!["120.50".into(), "9.50".into()], vec!["Trip".to_owned(); 2])
    );
    assert_eq!(column(&hers, "Project"), ["Website", ""]);
    assert_eq!(column(&hers, "Claimant"), ["'=Anna Nagy", "'=Anna Nagy"], "by the name of now");
    assert_eq!(column(&hers, "Cost centre"), ["", "SALES Sales"]);
    assert_eq!(column(&hers, "Claim ID"), vec![drafted["claim_id"].as_str().unwrap(); 2]);
    assert_eq!(rows(&finance.get("/v1/exports/claims.csv").await.expect(200).text).len(), 4, "all, for who approves");
    let approved = finance.get("/v1/exports/claims.csv?status=approved").await.expect(200);
    assert_eq!(rows(&approved.text).len(), 1, "with the filter of the list");
    let of_anna = bela.get(format!("/v1/exports/claims.csv?claimant_id={}", anna.member_id)).await.expect(200);
    assert_eq!(rows(&of_anna.text).len(), 1, "nobody takes out what their list does not show");
}

#[tokio::test]
async fn cost_centres_and_budgets_are_files_for_whoever_may_see_them() {
    let app = App::start(expenses::service()).await;
    let org = app.organization().await;
    let finance = org.as_role(Role::Finance);
    for (code, name) in [("OPS", "Operations"), ("ADM", "+Office")] {
        finance.post("/v1/cost-centers", &json!({ "code": code, "name": name })).await.expect(201);
    }
    assert_eq!(app.deliver(&org, 1, &won(DealId::new(), "1000.00", 1)).await, Delivery::Applied);
    let centers = rows(&finance.get("/v1/exports/cost-centers.csv?active=true").await.expect(200).text);
    assert_eq!(
        (column(&centers, "Code"), column(&centers, "Name")),
        (vec!["ADM".into(), "OPS".into()], vec!["'+Office".into(), "Operations".into()])
    );
    let budgets = rows(&finance.get("/v1/exports/budgets.csv").await.expect(200).text);
    assert_eq!((column(&budgets, "Budget"), column(&budgets, "Share %")), (vec!["600.00".into()], vec!["60".into()]));
    assert_eq!((column(&budgets, "Status"), column(&budgets, "Currency")), (vec!["active".into()], vec!["EUR".into()]));

    let kinds = rows(&org.as_role(Role::Employee).get("/v1/exports/categories.csv").await.expect(200).text);
    assert_eq!((column(&kinds, "Code").len(), column(&kinds, "Name")[0].as_str()), (6, "Travel"));
    assert_eq!(column(&kinds, "ID")[0], category(&finance).await.as_str().unwrap());
    finance.get("/v1/exports/categories.csv?surprise=1").await.problem(422, "invalid-query");

    org.as_role(Role::Employee).get("/v1/exports/budgets.csv").await.problem(403, "forbidden");
    org.as_role(Role::Employee).get("/v1/exports/cost-centers.csv").await.expect(200);
    let stranger = app.organization().await.as_role(Role::Owner);
    for list in ["claims", "cost-centers", "budgets"] {
        let xlsx = finance.get(format!("/v1/exports/{list}.xlsx")).await.expect(200);
        assert!(xlsx.text.starts_with("PK"), "{list}");
        finance.get(format!("/v1/exports/{list}.csv?surprise=1")).await.problem(422, "invalid-query");
        let theirs = stranger.get(format!("/v1/exports/{list}.csv")).await.expect(200);
        assert_eq!(rows(&theirs.text).len(), 1, "{list}: only the heading");
        assert_eq!(org.with_token("none").get(format!("/v1/exports/{list}.csv")).await.status, 401, "{list}");
    }
}
