//! What a customer is and how it changes.

use contracts::billing::{Customer as CustomerImage, CustomerRemoved, CustomerUpdated, customer_of};
use contracts::crm::Account;
use kernel::AccountId;
use platform::{FieldError, Kind, Refusal};

/// Days from issue to due date until somebody decides otherwise.
pub const DEFAULT_TERMS_DAYS: i32 = 30;
/// Longest payment terms, in days.
pub const MAX_TERMS_DAYS: i32 = 365;

/// Who is billed.
#[derive(Debug, Clone, PartialEq)]
pub struct Customer {
    /// As it is published.
    pub image: CustomerImage,
    /// Place of the last account event applied; 0 while only a snapshot of the account is known.
    pub account_seq: i64,
    /// Version of the aggregate.
    pub version: i64,
}

/// Why a customer cannot be changed so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CustomerError {
    /// Terms outside their bounds.
    #[error("payment terms are 0 to {MAX_TERMS_DAYS} days")]
    Terms,
}

impl Refusal for CustomerError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "invalid-payment-terms"
    }
    fn fields(&self) -> Vec<FieldError> {
        vec![FieldError::new("/payment_terms_days", self.to_string())]
    }
}

impl Customer {
    /// The customer an account becomes. `account_seq` is the place of the event that told of it.
    pub fn of(account: &Account, account_seq: i64) -> Self {
        let image = CustomerImage {
            customer_id: customer_of(account.account_id),
            account_id: account.account_id,
            name: account.name.clone(),
            address: account.address.clone(),
            country: account.country,
            tax_number: account.tax_number.clone(),
            payment_terms_days: DEFAULT_TERMS_DAYS,
            merged_into: None,
        };
        Self { image, account_seq, version: 1 }
    }

    /// As it is once its account ended in another one, or goes on.
    #[must_use]
    pub fn ended(mut self, into: Option<AccountId>) -> Self {
        self.image.merged_into = into.map(customer_of);
        self
    }

    /// Takes over what a newer account event says, which account it ended in, too: one that changes goes on. None when neither
    /// that nor what is printed on invoices changed.
    pub fn follow(&mut self, account: &Account, into: Option<AccountId>, seq: i64) -> Option<CustomerUpdated> {
        self.account_seq = seq;
        let before = self.image.clone();
        self.image.name.clone_from(&account.name);
        self.image.address.clone_from(&account.address);
        self.image.country = account.country;
        self.image.tax_number.clone_from(&account.tax_number);
        self.image.merged_into = into.map(customer_of);
        (self.image != before).then(|| self.updated())
    }

    /// Agrees on other payment terms. Invoices that are issued already keep their due date.
    pub fn agree_terms(&mut self, days: i32) -> Result<CustomerUpdated, CustomerError> {
        if !(0..=MAX_TERMS_DAYS).contains(&days) {
            return Err(CustomerError::Terms);
        }
        self.image.payment_terms_days = days;
        Ok(self.updated())
    }

    /// What is told when it is gone together with its account.
    pub fn removed(&self) -> CustomerRemoved {
        CustomerRemoved { customer: self.image.clone() }
    }

    fn updated(&mut self) -> CustomerUpdated {
        self.version += 1;
        CustomerUpdated { customer: self.image.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(name: &str) -> Account {
        Account {
            account_id: AccountId::derived(uuid::Uuid::nil(), "acme"),
            name: kernel::Name::new(name).unwrap(),
            parent_id: None,
            industry: None,
            country: None,
            tax_number: None,
            website: None,
            additional_websites: Vec::new(),
            phone: None,
            address: None,
            employees: None,
            annual_revenue: None,
            founded_year: None,
            owner_id: None,
            tags: Vec::new(),
            custom: contracts::crm::CustomValues::new(),
            price_list_id: None,
        }
    }

    #[test]
    fn only_what_is_printed_makes_an_event() {
        let mut customer = Customer::of(&account("Acme"), 1);
        let mut grown = account("Acme");
        grown.employees = Some(12);
        assert_eq!(customer.follow(&grown, None, 2), None);
        assert_eq!((customer.version, customer.account_seq), (1, 2));
        assert!(customer.follow(&account("Acme Kft."), None, 3).is_some());
        assert_eq!((customer.version, customer.account_seq), (2, 3));
        let other = AccountId::derived(uuid::Uuid::nil(), "other");
        assert!(customer.follow(&account("Acme Kft."), Some(other), 4).is_some());
        assert_eq!(customer.image.merged_into, Some(customer_of(other)));
        assert!(customer.follow(&account("Acme Kft."), None, 5).is_some());
        assert_eq!(customer.image.merged_into, None);
    }

    #[test]
    fn terms_have_bounds() {
        let mut customer = Customer::of(&account("Acme"), 1);
        assert_eq!(customer.agree_terms(-1), Err(CustomerError::Terms));
        assert_eq!(customer.agree_terms(366), Err(CustomerError::Terms));
        assert_eq!(customer.agree_terms(0).unwrap().customer.payment_terms_days, 0);
        assert_eq!(customer.version, 2);
    }
}
