//! What a stage asks of a deal before it comes there.

use contracts::crm::{Deal, Requirement};
use platform::FieldError;

/// What the deal does not say yet, each with where it would be said.
pub fn missing(deal: &Deal, requires: &[Requirement]) -> Vec<FieldError> {
    requires.iter().filter(|one| !is_met(deal, **one)).map(|one| told(*one)).collect()
}

fn is_met(deal: &Deal, requirement: Requirement) -> bool {
    match requirement {
        Requirement::Value => deal.value.is_positive(),
        Requirement::Account => deal.account_id.is_some(),
        Requirement::Contact => deal.contact_id.is_some() || !deal.contacts.is_empty(),
        Requirement::Owner => deal.owner_id.is_some(),
        Requirement::ExpectedCloseOn => deal.expected_close_on.is_some(),
        Requirement::Lines => !deal.lines.is_empty(),
        Requirement::NextStep => deal.next_step.is_some(),
        Requirement::AcceptedQuote => deal.accepted_quote_id.is_some(),
        Requirement::ContactRole { role } => deal.contacts.iter().any(|contact| contact.role == role),
        Requirement::CustomField { field_id } => deal.custom.contains_key(&field_id),
    }
}

fn told(requirement: Requirement) -> FieldError {
    match requirement {
        Requirement::Value => FieldError::new("/value", "must be more than 0"),
        Requirement::Account => FieldError::new("/account_id", "is needed"),
        Requirement::Contact => FieldError::new("/contact_id", "is needed, or one of contacts"),
        Requirement::Owner => FieldError::new("/owner_id", "is needed"),
        Requirement::ExpectedCloseOn => FieldError::new("/expected_close_on", "is needed"),
        Requirement::Lines => FieldError::new("/lines", "is needed: say what is sold"),
        Requirement::NextStep => FieldError::new("/next_step", "is needed"),
        Requirement::AcceptedQuote => {
            FieldError::new("/accepted_quote_id", "is needed: a quote the client has accepted, with the lines it has")
        }
        Requirement::ContactRole { role } => {
            let role = serde_json::to_value(role).ok();
            let role = role.as_ref().and_then(|role| role.as_str()).unwrap_or_default();
            FieldError::new("/contacts", format!("one contact must have the role {role}"))
        }
        Requirement::CustomField { field_id } => FieldError::new(format!("/custom/{field_id}"), "is needed"),
    }
}
