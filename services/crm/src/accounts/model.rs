//! What an account may be.

use contracts::crm::{self, AccountCreated, AccountUpdated};
use kernel::{AccountId, ShortCode};
use platform::{FieldError, Kind, Refusal};

use crate::reaches;

/// An account with what only this service keeps of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Grows by one with each change.
    pub version: i64,
    /// The account as others see it.
    pub image: crm::Account,
    /// Key of the record in the system it was imported from.
    pub external_ref: Option<ShortCode>,
    /// The account it was merged into.
    pub merged_into: Option<AccountId>,
}

/// Why an account was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// A field that cannot be.
    #[error("{pointer}: {detail}")]
    Field {
        /// Which.
        pointer: &'static str,
        /// How to mend it.
        detail: &'static str,
    },
}

impl Refusal for AccountError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "invalid-field"
    }
    fn fields(&self) -> Vec<FieldError> {
        let Self::Field { pointer, detail } = self;
        vec![FieldError::new(*pointer, *detail)]
    }
}

impl Account {
    /// Records a new account.
    pub fn record(
        mut image: crm::Account,
        external_ref: Option<ShortCode>,
    ) -> Result<(Self, AccountCreated), AccountError> {
        check(&image)?;
        reaches::settle_account(&mut image);
        let created = AccountCreated { account: image.clone() };
        Ok((Self { version: 1, image, external_ref, merged_into: None }, created))
    }

    /// Changes the account to this.
    pub fn update(
        &mut self,
        mut image: crm::Account,
        external_ref: Option<ShortCode>,
    ) -> Result<AccountUpdated, AccountError> {
        check(&image)?;
        reaches::settle_account(&mut image);
        *self = Self { version: self.version + 1, image, external_ref, merged_into: self.merged_into };
        Ok(AccountUpdated { account: self.image.clone() })
    }

    /// Lets it end in another account, or go on again.
    pub fn end(&mut self, merged_into: Option<AccountId>) {
        self.merged_into = merged_into;
        self.version += 1;
    }
}

fn check(account: &crm::Account) -> Result<(), AccountError> {
    let refuse = |pointer, detail| Err(AccountError::Field { pointer, detail });
    if account.parent_id == Some(account.account_id) {
        return refuse("/parent_id", "an account cannot be its own parent");
    }
    if account.employees.is_some_and(i32::is_negative) {
        return refuse("/employees", "must be 0 or more");
    }
    if account.annual_revenue.is_some_and(kernel::Money::is_negative) {
        return refuse("/annual_revenue/amount", "must be 0 or more");
    }
    if account.founded_year.is_some_and(|year| !(1000..=9999).contains(&year)) {
        return refuse("/founded_year", "must be a year of four digits");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use kernel::Name;

    use super::*;

    fn acme() -> crm::Account {
        crm::Account {
            account_id: AccountId::new(),
            name: Name::new("Acme").unwrap(),
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
            custom: crm::CustomValues::new(),
            price_list_id: None,
        }
    }

    #[test]
    fn versions_grow_by_one() {
        let (mut account, created) = Account::record(acme(), None).unwrap();
        assert_eq!((account.version, &created.account), (1, &account.image));
        let updated = account.update(crm::Account { employees: Some(5), ..account.image.clone() }, None).unwrap();
        assert_eq!((account.version, updated.account.employees), (2, Some(5)));
    }

    #[test]
    fn what_cannot_be_is_refused_and_changes_nothing() {
        let (mut account, _) = Account::record(acme(), None).unwrap();
        let before = account.clone();
        for wrong in [
            crm::Account { parent_id: Some(before.image.account_id), ..before.image.clone() },
            crm::Account { employees: Some(-1), ..before.image.clone() },
            crm::Account { founded_year: Some(99), ..before.image.clone() },
        ] {
            assert!(account.update(wrong, None).is_err());
            assert_eq!(account, before);
        }
    }
}
