//! What lines of deals look like in requests.

use chrono::NaiveDate;
use serde_json::{Value, json};

/// An amount.
pub(super) fn eur(amount: &str) -> Value {
    json!({ "amount": amount, "currency": "EUR" })
}

/// A line of a deal.
pub(super) fn line(name: &str, vat_rate: &str, billing: &Value) -> Value {
    json!({ "name": name, "vat_rate": vat_rate, "billing": billing })
}

/// An agreed price in shares: name, percent and day of each.
pub(super) fn fixed(price: &str, budget_hours: &str, milestones: &[(&str, &str, NaiveDate)]) -> Value {
    let milestones: Vec<Value> = milestones
        .iter()
        .map(|(name, share, due_on)| json!({ "name": name, "share_percent": share, "due_on": due_on }))
        .collect();
    json!({ "kind": "fixed", "price": eur(price), "budget_hours": budget_hours, "milestones": milestones })
}
