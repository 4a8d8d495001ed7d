//! No table with texts is forgotten when somebody is erased in CRM: whoever adds a column says here what becomes of it.

use testkit::{App, Told};

const TOLD: [Told; 8] = [
    ("budgets", &["name"], "loses what its deal lost"),
    ("projects", &["name"], "is called anew with its project"),
    (
        "claims",
        &["title", "lines", "reason"],
        "what people of the organisation spent, and why it was sent back, stays, as of any book-keeping",
    ),
    ("receipts", &["sha256"], "what a file is"),
    ("claims", &["currency"], "currencies"),
    ("budgets", &["currency"], "currencies"),
    ("cost_centers", &["code", "name"], "of the organisation"),
    ("members", &["name"], "somebody of the organisation, whom the gateway owns"),
];

#[tokio::test]
async fn every_column_with_texts_is_cleaned_or_kept_for_a_reason() {
    let app = Box::pin(App::start(expenses::service())).await;
    testkit::insist_every_text_is_told_of(&app, "expenses", &TOLD).await;
}
