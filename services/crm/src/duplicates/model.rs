//! What makes two records look like one.

use contracts::crm;
use contracts::leads::Lead;
use kernel::{Email, Name, TaxNumber};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::reaches;

/// Most candidates that are told.
pub const MAX_CANDIDATES: usize = 10;

/// What is known of somebody or some company that may be there already.
#[derive(Debug, Clone, Default)]
pub struct Traits {
    /// Name of the company.
    pub company: Option<Name>,
    /// Name of the person.
    pub person: Option<Name>,
    /// Web addresses of the company.
    pub websites: Vec<Name>,
    /// Addresses of the person.
    pub emails: Vec<Email>,
    /// Telephone numbers of the person or the company.
    pub phones: Vec<Name>,
    /// Tax number of the company.
    pub tax_number: Option<TaxNumber>,
    /// The record itself, which is no duplicate of its own.
    pub itself: Option<Uuid>,
}

impl Traits {
    /// What is known of an account.
    pub fn of_account(account: &crm::Account) -> Self {
        Self {
            company: Some(account.name.clone()),
            websites: reaches::all(account.website.as_ref(), &account.additional_websites).cloned().collect(),
            phones: account.phone.iter().cloned().collect(),
            tax_number: account.tax_number.clone(),
            itself: Some(account.account_id.as_uuid()),
            ..Self::default()
        }
    }

    /// What is known of a contact.
    pub fn of_contact(contact: &crm::Contact) -> Self {
        Self {
            person: Some(contact.name.clone()),
            emails: reaches::all(contact.email.as_ref(), &contact.additional_emails).cloned().collect(),
            phones: reaches::all(contact.phone.as_ref(), &contact.additional_phones).cloned().collect(),
            itself: Some(contact.contact_id.as_uuid()),
            ..Self::default()
        }
    }

    /// What is known of a lead.
    pub fn of_lead(lead: &Lead) -> Self {
        Self {
            company: lead.company.clone(),
            person: Some(lead.name.clone()),
            websites: lead.website.iter().cloned().collect(),
            emails: reaches::all(lead.email.as_ref(), &lead.additional_emails).cloned().collect(),
            phones: reaches::all(lead.phone.as_ref(), &lead.additional_phones).cloned().collect(),
            tax_number: None,
            itself: Some(lead.lead_id.as_uuid()),
        }
    }
}

/// What kind of record it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "DuplicateKind")]
pub enum Kind {
    /// An account.
    Account,
    /// A contact.
    Contact,
    /// A lead.
    Lead,
}

/// What is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "DuplicateReason")]
pub enum Reason {
    /// The tax number.
    TaxNumber,
    /// The e-mail address.
    Email,
    /// The telephone number.
    Phone,
    /// The host of the web address, or of the e-mail addresses of an account's people.
    Domain,
    /// The name, whatever its case, accents and legal form, and in whatever order the parts of a person's name stand.
    Name,
}

impl Reason {
    /// How much it says, so that the likeliest comes first.
    fn weight(self) -> u8 {
        match self {
            Self::TaxNumber | Self::Email => 4,
            Self::Phone => 3,
            Self::Domain | Self::Name => 2,
        }
    }
}

/// A record that may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "DuplicateCandidate")]
pub struct Candidate {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: Name,
    /// What tells it apart: its country, its company, its address.
    pub detail: Option<String>,
    /// What is the same.
    pub reasons: Vec<Reason>,
}

impl Candidate {
    fn weight(&self) -> u8 {
        self.reasons.iter().map(|reason| reason.weight()).sum()
    }
}

/// The likeliest of several kinds, those with more to say first.
pub fn best(kinds: [Vec<Candidate>; 3]) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = kinds.into_iter().flatten().collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.weight()));
    all.truncate(MAX_CANDIDATES);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_more_comes_first() {
        let one = |name: &str, reasons: &[Reason]| Candidate {
            kind: Kind::Account,
            id: Uuid::nil(),
            name: Name::new(name).unwrap(),
            detail: None,
            reasons: reasons.to_vec(),
        };
        let best = best([
            vec![one("name", &[Reason::Name]), one("both", &[Reason::Name, Reason::Domain, Reason::TaxNumber])],
            vec![one("phone", &[Reason::Phone])],
            vec![one("email", &[Reason::Email])],
        ]);
        let names: Vec<_> = best.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["both", "email", "phone", "name"]);
    }
}
