//! No table with texts is forgotten when somebody is erased in CRM: whoever adds a column says here what becomes of it.

use testkit::{App, Told};

const TOLD: [Told; 15] = [
    ("schedules", &["name", "installments"], "lose what their deal lost"),
    ("billable_items", &["description"], "loses what its deal lost, unless it is billed"),
    ("invoices", &["lines"], "drafts lose what their deal lost; what was issued stays, as the law asks"),
    ("stopped_wins", &["reason"], "loses what the reason of its deal lost"),
    ("invoices", &["number", "customer_name", "currency", "vat"], "what clients are called, and sums"),
    ("invoice_papers", &["content"], "what an issued invoice says beside its lines stays, as the law asks"),
    ("payments", &["reference"], "what the bank said of a payment stays, as of any book-keeping"),
    ("payments", &["currency", "applications"], "ids and amounts"),
    (
        "customers",
        &["name", "address", "country", "tax_number"],
        "what clients are called and where they are; they follow CRM",
    ),
    ("projects", &["name"], "is called anew with its project"),
    ("schedules", &["currency", "completions"], "ids and days"),
    ("billable_items", &["origin", "currency"], "ids"),
    ("invoice_counters", &["series"], "words of the service"),
    ("invoice_balances", &["currency"], "currencies"),
    ("invoice_settings", &["language", "seller_details", "payment_details", "closing"], "of the organisation"),
];

#[tokio::test]
async fn every_column_with_texts_is_cleaned_or_kept_for_a_reason() {
    let app = Box::pin(App::start(billing::service())).await;
    testkit::insist_every_text_is_told_of(&app, "billing", &TOLD).await;
}
