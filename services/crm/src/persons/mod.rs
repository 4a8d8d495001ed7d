//! Persons: somebody may be several leads and contacts. Records belong together when one was merged into the other, when a
//! lead became a contact, and, as far as people say so, when they have the same address.

pub mod store;

use contracts::crm::activities::Subject;
use kernel::{ContactId, LeadId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The records of a person, in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// The contacts they are.
    pub contact_ids: Vec<ContactId>,
    /// The leads they are, or were.
    pub lead_ids: Vec<LeadId>,
}

impl Person {
    /// The ids of all records.
    pub fn ids(&self) -> Vec<Uuid> {
        let contacts = self.contact_ids.iter().map(|id| id.as_uuid());
        contacts.chain(self.lead_ids.iter().map(|id| id.as_uuid())).collect()
    }

    /// Adds a record.
    pub fn add(&mut self, subject: Subject) {
        match subject {
            Subject::Contact(id) => self.contact_ids.push(id),
            Subject::Lead(id) => self.lead_ids.push(id),
            Subject::Account(_) | Subject::Deal(_) => {}
        }
        self.contact_ids.sort_unstable();
        self.contact_ids.dedup();
        self.lead_ids.sort_unstable();
        self.lead_ids.dedup();
    }
}
