//! No table with texts is forgotten when somebody is erased in CRM: whoever adds a column says here what becomes of it.

use testkit::{App, Told};

const TOLD: [Told; 11] = [
    ("projects", &["name", "milestones", "tasks"], "lose what their deal lost"),
    ("time_entries", &["task_name"], "loses what its deal lost"),
    ("decisions", &["reason"], "loses what the reason of its deal lost"),
    ("deal_tombstones", &["reason"], "as of decisions"),
    ("time_entries", &["note", "rejection"], "what people of the organisation wrote of their work stays"),
    ("decisions", &["note", "resolved_by"], "what people of the organisation decided stays"),
    ("projects", &["account_name", "currency"], "what clients are called; it follows CRM"),
    ("accounts", &["name"], "as of projects"),
    ("people", &["name", "email", "role", "cost_rates"], "people of the organisation"),
    ("time_entries", &["person_name"], "people of the organisation"),
    ("time_entries", &["cost_currency", "bill_currency"], "currencies"),
];

#[tokio::test]
async fn every_column_with_texts_is_cleaned_or_kept_for_a_reason() {
    let app = Box::pin(App::start(projects::service())).await;
    testkit::insist_every_text_is_told_of(&app, "projects", &TOLD).await;
}
