//! Postal addresses as callers give them, of accounts and of contacts.

use contracts::crm::PostalAddress;
use kernel::Name;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::patch::Change;

/// Where somebody is found by post.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PostalAddressRequest")]
pub struct Address {
    /// Street, number, floor and door.
    street: Option<Name>,
    postal_code: Option<Name>,
    city: Option<Name>,
    /// State, province or county, where addresses say one.
    region: Option<Name>,
}

impl Address {
    /// The address; none when nothing of it is said.
    pub fn said(self) -> Option<PostalAddress> {
        let Self { street, postal_code, city, region } = self;
        PostalAddress { street, postal_code, city, region }.said()
    }
}

impl Change<Address> {
    /// Changes an address as a whole.
    pub fn apply_to(self, address: &mut Option<PostalAddress>) {
        if let Self::Set(given) = self {
            *address = given.and_then(Address::said);
        }
    }
}
