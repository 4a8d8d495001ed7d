//! What a contact is. Its fields check themselves, so there is nothing to refuse.

use chrono::{DateTime, Utc};
use contracts::crm::{self, ContactCreated, ContactUpdated};
use kernel::{ContactId, ShortCode};

use crate::reaches;

/// A contact with what only this service keeps of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    /// Grows by one with each change.
    pub version: i64,
    /// The contact as others see it.
    pub image: crm::Contact,
    /// Key of the record in the system it was imported from.
    pub external_ref: Option<ShortCode>,
    /// The contact it was merged into.
    pub merged_into: Option<ContactId>,
    /// When the person was erased; it says nothing of them since.
    pub erased_at: Option<DateTime<Utc>>,
}

impl Contact {
    /// Records a new contact.
    pub fn record(mut image: crm::Contact, external_ref: Option<ShortCode>) -> (Self, ContactCreated) {
        reaches::settle_contact(&mut image);
        let created = ContactCreated { contact: image.clone() };
        (Self { version: 1, image, external_ref, merged_into: None, erased_at: None }, created)
    }

    /// Changes the contact to this.
    pub fn update(&mut self, mut image: crm::Contact, external_ref: Option<ShortCode>) -> ContactUpdated {
        reaches::settle_contact(&mut image);
        self.version += 1;
        self.image = image;
        self.external_ref = external_ref;
        ContactUpdated { contact: self.image.clone() }
    }

    /// Lets it end in another contact, or go on again.
    pub fn end(&mut self, merged_into: Option<ContactId>) {
        self.merged_into = merged_into;
        self.version += 1;
    }
}

#[cfg(test)]
mod tests {
    use kernel::Name;

    use super::*;

    #[test]
    fn versions_grow_by_one() {
        let image = crm::Contact {
            contact_id: ContactId::new(),
            account_id: None,
            name: Name::new("Anna").unwrap(),
            email: None,
            additional_emails: Vec::new(),
            phone: None,
            additional_phones: Vec::new(),
            job_title: None,
            given_name: None,
            address: None,
            country: None,
            tags: Vec::new(),
            custom: crm::CustomValues::new(),
            owner_id: None,
        };
        let (mut contact, created) = Contact::record(image.clone(), None);
        assert_eq!((contact.version, created.contact), (1, image.clone()));
        let reference = Some(ShortCode::new("c-1").unwrap());
        let updated = contact.update(image.clone(), reference.clone());
        assert_eq!((contact.version, updated.contact, contact.external_ref), (2, image, reference));
    }
}
