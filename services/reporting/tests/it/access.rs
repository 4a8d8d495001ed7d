//! Who may ask, what is refused, and that organisations do not see each other.

use kernel::{Role, StageId};
use testkit::App;

use crate::history::Story;

const REPORTS: [&str; 8] = [
    "/v1/reports/margin",
    "/v1/reports/margin?by=customer",
    "/v1/reports/receivables",
    "/v1/reports/unbilled-work",
    "/v1/reports/pipeline",
    "/v1/reports/order-book",
    "/v1/reports/totals",
    "/v1/explain?account=revenue,cash",
];

#[tokio::test]
async fn an_auditor_may_read_and_an_employee_may_not() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    for report in REPORTS {
        org.as_role(Role::Auditor).get(report).await.expect(200);
        org.as_role(Role::Employee).get(report).await.problem(403, "forbidden");
        org.as_role(Role::Sales).get(report).await.problem(403, "forbidden");
    }
}

#[tokio::test]
async fn what_does_not_fit_is_refused_by_name() {
    let app = App::start(reporting::service()).await;
    let client = app.organization().await.as_role(Role::Finance);
    client.get("/v1/reports/margin?by=weather").await.problem(422, "invalid-query");
    client.get("/v1/reports/margin?colour=red").await.problem(422, "invalid-query");
    client.get("/v1/reports/totals?as_of=yesterday").await.problem(422, "invalid-query");
    client.get("/v1/reports/pipeline?limit=0").await.problem(422, "invalid-query");
    client.get("/v1/reports/pipeline?cursor=ff").await.problem(422, "invalid-field");
    client.get("/v1/explain?account=petty_cash").await.problem(422, "invalid-field");
    client.get("/v1/explain?account=cash&project_id=x").await.problem(422, "invalid-field");
    client.get("/v1/explain?account=cash&currency=eur").await.problem(422, "invalid-query");
    client.get("/v1/trace/no-id").await.problem(404, "not-found");
}

#[tokio::test]
async fn another_organisation_sees_nothing() {
    let app = App::start(reporting::service()).await;
    let (org, other) = (app.organization().await, app.organization().await);
    let story = Story::new();
    story.tell(&app, &org, StageId::new()).await;
    let client = other.as_role(Role::Owner);
    for report in REPORTS {
        let answer = client.get(report).await.expect(200);
        for list in ["items", "totals", "sums"] {
            assert!(answer[list].as_array().is_none_or(Vec::is_empty), "{report}: {}", answer.json);
        }
    }
    client.get(format!("/v1/trace/{}", story.deal)).await.problem(404, "not-found");
}
