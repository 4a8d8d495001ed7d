//! What a contact is. Its fields check themselves, so there is nothing to refuse.

use contracts::crm::{self, ContactCreated, ContactUpdated};
use kernel::ShortCode;

/// A contact with what only this service keeps of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    /// Grows by one with each change.
    pub version: i64,
    /// The contact as others see it.
    pub image: crm::Contact,
    /// Key of the record in the system it was imported from.
    pub external_ref: Option<ShortCode>,
}

impl Contact {
    /// Records a new contact.
    pub fn record(image: crm::Contact, external_ref: Option<ShortCode>) -> (Self, ContactCreated) {
        let created = ContactCreated { contact: image.clone() };
        (Self { version: 1, image, external_ref }, created)
    }

    /// Changes the contact to this.
    pub fn update(&mut self, image: crm::Contact, external_ref: Option<ShortCode>) -> ContactUpdated {
        *self = Self { version: self.version + 1, image, external_ref };
        ContactUpdated { contact: self.image.clone() }
    }
}

#[cfg(test)]
mod tests {
    use kernel::{ContactId, Name};

    use super::*;

    #[test]
    fn versions_grow_by_one() {
        let image = crm::Contact {
            contact_id: ContactId::new(),
            account_id: None,
            name: Name::new("Anna").unwrap(),
            email: None,
            phone: None,
            job_title: None,
            tags: Vec::new(),
            custom: crm::CustomValues::new(),
        };
        let (mut contact, created) = Contact::record(image.clone(), None);
        assert_eq!((contact.version, created.contact), (1, image.clone()));
        let reference = Some(ShortCode::new("c-1").unwrap());
        let updated = contact.update(image.clone(), reference.clone());
        assert_eq!((contact.version, updated.contact, contact.external_ref), (2, image, reference));
    }
}
