//! What clients send that they should not: refused with the field and the mend, and nothing is half-written.

mod bodies;
mod races;
mod text;
mod wire;

use gerinc::api::Api;
use serde_json::{Value, json};
use suite::{World, eventually};

use crate::raw::Client;

fn eur(amount: &str) -> Value {
    json!({ "amount": amount, "currency": "EUR" })
}

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("no {field} in {value}")).to_owned()
}

/// An organisation with what representative requests refer to.
struct Desk {
    api: Api,
    client: Client,
    customer: String,
    project: String,
    task: String,
    person: String,
    category: String,
}

impl Desk {
    async fn new(world: &World) -> Self {
        let api = world.owner().await;
        let account = api.post("crm/v1/accounts", &json!({ "name": "Client" })).await.unwrap();
        let line = json!({ "name": "Advice", "vat_rate": "27", "billing": { "kind": "time_and_materials",
            "rates": [{ "role": "Developer", "hourly_rate": eur("100"), "estimated_hours": "20" }] } });
        let deal = json!({ "name": "Deal", "account_id": account["account_id"], "lines": [line] });
        let deal = api.post("crm/v1/deals", &deal).await.unwrap();
        api.post(&format!("crm/v1/deals/{}/win", text(&deal, "deal_id")), &json!({})).await.unwrap();
        let first =
            async |path: &str| eventually(path, || async { Ok(api.list(path).await?.into_iter().next()) }).await;
        let (customer, person) = (first("billing/v1/customers").await, first("projects/v1/people").await);
        let project = first("projects/v1/projects").await;
        let project = api.get(&format!("projects/v1/projects/{}", text(&project, "project_id"))).await.unwrap();
        let categories = api.get("expenses/v1/categories").await.unwrap();
        let category = categories["items"].as_array().or(categories.as_array()).unwrap()[0].clone();
        Self {
            client: Client::of(&world.url, &api).await,
            customer: text(&customer, "customer_id"),
            task: text(&project["tasks"][0], "task_id"),
            project: text(&project, "project_id"),
            person: text(&person, "person_id"),
            category: text(&category, "category_id"),
            api,
        }
    }

    /// Where a representative thing of each service is made, with a body that fits.
    fn posts(&self) -> Vec<(&'static str, Value)> {
        let price = json!({ "kind": "one_off", "quantity": "1", "unit_price": eur("100") });
        vec![
            ("/api/crm/v1/accounts", json!({ "name": "Client", "annual_revenue": eur("5") })),
            (
                "/api/crm/v1/deals",
                json!({ "name": "Deal", "lines": [{ "name": "Work", "vat_rate": "27", "billing": price }] }),
            ),
            ("/api/projects/v1/projects", json!({ "name": "Project", "budget_amount": eur("5"), "budget_hours": "5" })),
            (
                "/api/projects/v1/time-entries",
                json!({ "project_id": self.project, "task_id": self.task,
                "person_id": self.person, "work_on": "2026-03-02", "hours": "1" }),
            ),
            (
                "/api/billing/v1/invoices",
                json!({ "customer_id": self.customer, "lines": [
                { "description": "Work", "quantity": "1", "unit_price": eur("100"), "vat_rate": "27" }] }),
            ),
            ("/api/billing/v1/payments", json!({ "customer_id": self.customer, "amount": eur("5") })),
            (
                "/api/expenses/v1/claims",
                json!({ "title": "Train", "lines": [{ "category_id": self.category,
                "description": "Train", "spent_on": "2026-03-02", "amount": eur("5") }] }),
            ),
            ("/api/expenses/v1/cost-centers", json!({ "code": "C-1", "name": "Centre" })),
            ("/api/identity/v1/api-keys", json!({ "name": "Key", "roles": ["auditor"] })),
        ]
    }

    fn post(&self, path: &str) -> (String, Value) {
        let all = self.posts();
        let (path, body) = all.into_iter().find(|(one, _)| one.ends_with(path)).unwrap();
        (path.to_owned(), body)
    }

    /// How many of each thing there are.
    async fn counts(&self) -> Vec<(&'static str, usize)> {
        let mut counts = Vec::new();
        for (path, _) in self.posts() {
            counts.push((path, self.client.items(path).await.len()));
        }
        counts
    }

    /// No event was refused by any service.
    async fn no_dead_letters(&self) {
        for service in ["crm", "projects", "billing", "expenses", "reporting", "identity"] {
            let letters = self.api.get(&format!("{service}/v1/operations/dead-letters")).await.unwrap();
            assert_eq!(letters["items"], json!([]), "{service}");
        }
    }
}
