//! What settings about invoices say.

use contracts::billing::{InvoiceSettings, InvoiceSettingsUpdated};
use kernel::{Language, Note, OrgId};
use schemars::JsonSchema;
use serde::Deserialize;

/// Settings with their version.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Grows by one with each change; 0 while nothing was set.
    pub version: i64,
    /// The settings as others see them.
    pub image: InvoiceSettings,
}

/// All of the settings; what is left out is empty.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetInvoiceSettings {
    /// Language of invoices.
    pub language: Language,
    /// Address, tax number and whatever else stands on invoices about the organisation, line by line.
    pub seller_details: Option<Note>,
    /// How to pay, line by line: bank, account number, what to give as reference.
    pub payment_details: Option<Note>,
    /// What is said at the end.
    pub closing: Option<Note>,
}

impl Settings {
    /// What holds until something is set.
    pub fn default_of(org_id: OrgId) -> Self {
        let image = InvoiceSettings {
            org_id,
            language: Language::default(),
            seller_details: None,
            payment_details: None,
            closing: None,
        };
        Self { version: 0, image }
    }

    /// Decides anew. Invoices that are issued already stay as they are.
    pub fn set(&mut self, request: SetInvoiceSettings) -> InvoiceSettingsUpdated {
        let SetInvoiceSettings { language, seller_details, payment_details, closing } = request;
        let org_id = self.image.org_id;
        self.image = InvoiceSettings { org_id, language, seller_details, payment_details, closing };
        self.version += 1;
        InvoiceSettingsUpdated { settings: self.image.clone() }
    }
}
