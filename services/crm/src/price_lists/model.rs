//! What a price list may be.

use contracts::crm::{PriceList, PriceListCreated, PriceListUpdated};
use kernel::{Name, Percent, PriceListId};
use platform::{FieldError, Kind, Refusal};
use schemars::JsonSchema;
use serde::Serialize;

use crate::patch::Change;

/// A price list with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Grows by one with each change.
    pub version: i64,
    /// The list as others see it.
    pub image: PriceList,
}

/// Why a price list holds for a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PriceListReason {
    /// It was chosen for the deal.
    Deal,
    /// Its account has it.
    Account,
    /// It is the default one.
    Default,
}

/// A price list that holds for a deal, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The list.
    pub list: PriceList,
    /// Why.
    pub because: PriceListReason,
}

/// Changes of a price list: what is none stays.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// What it is called.
    pub name: Option<Name>,
    /// What is off the standard price.
    pub discount_percent: Change<Percent>,
    /// Whether it is the default one.
    pub is_default: Option<bool>,
    /// Whether it is out of use.
    pub archived: Option<bool>,
}

/// Why a price list refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PriceListError {
    /// The default one would be out of use.
    #[error("The default price list cannot be out of use. Make another one the default, or none, before.")]
    ArchivedDefault,
}

impl Refusal for PriceListError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "price-list-default"
    }
    fn fields(&self) -> Vec<FieldError> {
        vec![FieldError::new("/archived", "the list is the default one; send \"is_default\": false with it")]
    }
}

impl Listed {
    /// Makes a list.
    pub fn make(name: Name, discount_percent: Option<Percent>, is_default: bool) -> (Self, PriceListCreated) {
        let discount_percent = discount_percent.filter(|percent| !percent.is_zero());
        let price_list_id = PriceListId::new();
        let image = PriceList { price_list_id, name, discount_percent, is_default, archived: false };
        let created = PriceListCreated { price_list: image.clone() };
        (Self { version: 1, image }, created)
    }

    /// Changes it.
    ///
    /// # Errors
    /// When it would be the default one and out of use.
    pub fn update(&mut self, changes: Changes) -> Result<PriceListUpdated, PriceListError> {
        let mut image = self.image.clone();
        if let Some(name) = changes.name {
            image.name = name;
        }
        changes.discount_percent.apply(&mut image.discount_percent);
        image.discount_percent = image.discount_percent.filter(|percent| !percent.is_zero());
        image.is_default = changes.is_default.unwrap_or(image.is_default);
        image.archived = changes.archived.unwrap_or(image.archived);
        if image.is_default && image.archived {
            return Err(PriceListError::ArchivedDefault);
        }
        *self = Self { version: self.version + 1, image };
        Ok(PriceListUpdated { price_list: self.image.clone() })
    }
}

#[cfg(test)]
mod tests {
    use kernel::Decimal;

    use super::*;

    #[test]
    fn a_list_changes_by_versions_and_nothing_off_is_no_discount() {
        let percent = |value: i64| Percent::new(Decimal::from(value)).unwrap();
        let (mut list, created) = Listed::make(Name::new("Partners").unwrap(), Some(percent(0)), true);
        assert_eq!((created.price_list.discount_percent, list.version), (None, 1));
        let changes = Changes { discount_percent: Change::Set(Some(percent(10))), ..Changes::default() };
        let updated = list.update(changes).unwrap().price_list;
        assert_eq!((updated.discount_percent, updated.is_default, list.version), (Some(percent(10)), true, 2));
        let archived = Changes { archived: Some(true), ..Changes::default() };
        assert_eq!(list.update(archived.clone()), Err(PriceListError::ArchivedDefault));
        assert_eq!(list.version, 2);
        assert!(list.update(Changes { is_default: Some(false), ..archived }).unwrap().price_list.archived);
        assert!(list.update(Changes { is_default: Some(true), ..Changes::default() }).is_err());
    }
}
