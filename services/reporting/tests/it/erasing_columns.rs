//! No table with texts is forgotten when somebody is erased in CRM: whoever adds a column says here what becomes of it.

use testkit::{App, Told};

const TOLD: [Told; 19] = [
    (
        "postings",
        &["description"],
        "loses what its deal lost; what claims and payments say stays, as of any book-keeping",
    ),
    ("stances", &["entries"], "as of postings"),
    ("deal_wordings", &["wording"], "what is left of texts, so nothing of the person"),
    (
        "names",
        &["name"],
        "deals and projects are called anew; people of the organisation, and what clients are called, stay",
    ),
    ("postings", &["account", "currency"], "words of the service"),
    ("stances", &["aggregate_type"], "words of the service"),
    ("events", &["type", "aggregate_type", "actor"], "ids and words of the service"),
    ("balances", &["account", "currency"], "words of the service"),
    ("deal_versions", &["currency", "category"], "words of the service"),
    ("forecast_cells", &["currency", "category"], "words of the service"),
    ("exchange_rates", &["currency", "base_currency"], "currencies"),
    ("teams", &["name"], "of the organisation"),
    ("goals", &["span", "currency"], "words of the service"),
    ("forecast_snapshots", &["currency", "rates", "unvalued"], "sums by currency"),
    ("forecast_snapshot_cells", &["category"], "words of the service"),
    ("forecast_snapshot_unvalued", &["currency"], "currencies"),
    ("organization_zones", &["time_zone"], "of the organisation"),
    ("project_plans", &["currency", "tasks"], "ids, hours and rates; no name"),
    ("worked_time", &["cost_currency"], "currencies"),
];

#[tokio::test]
async fn every_column_with_texts_is_cleaned_or_kept_for_a_reason() {
    let app = Box::pin(App::start(reporting::service())).await;
    testkit::insist_every_text_is_told_of(&app, "reporting", &TOLD).await;
}
