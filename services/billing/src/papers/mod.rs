//! Issued invoices as documents. What one says beside its lines is written down when it is issued and never changes, like
//! the invoice itself; so the document can be made whenever somebody asks, and is the same bytes each time.

pub mod document;
pub mod http;
pub mod store;

use chrono::{DateTime, Utc};
use contracts::crm::PostalAddress;
use kernel::{CountryCode, InvoiceId, Language, Name, Note, TaxNumber};
use platform::{Result, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::customers::Customer;
use crate::invoice_settings;

/// What an issued invoice says beside its lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// Language it is written in.
    pub language: Language,
    /// Who issued it.
    pub seller: Seller,
    /// To whom.
    pub customer: Buyer,
    /// How to pay, line by line.
    pub payment: Option<Note>,
    /// What is said at the end.
    pub closing: Option<Note>,
    /// When it was issued.
    pub made_at: DateTime<Utc>,
}

/// Who issued an invoice, and to whom.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "InvoiceParties")]
pub struct Parties {
    /// Who issued it.
    pub seller: Seller,
    /// To whom.
    pub customer: Buyer,
}

impl From<Paper> for Parties {
    fn from(Paper { seller, customer, .. }: Paper) -> Self {
        Self { seller, customer }
    }
}

/// Who issued an invoice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "InvoiceSeller")]
pub struct Seller {
    /// Name of the organisation.
    pub name: Name,
    /// Country of its seat.
    pub country: Option<CountryCode>,
    /// Address, tax number and whatever else it says about itself, line by line.
    pub details: Option<Note>,
}

/// To whom an invoice was issued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "InvoiceBuyer")]
pub struct Buyer {
    /// Name of the customer.
    pub name: Name,
    /// Address of its seat.
    #[serde(default)]
    pub address: Option<PostalAddress>,
    /// Country of its seat.
    pub country: Option<CountryCode>,
    /// Its tax number.
    pub tax_number: Option<TaxNumber>,
}

/// Writes down what an invoice that is being issued says beside its lines, for good.
pub async fn write_down(tx: &mut Tx, invoice: InvoiceId, customer: &Customer) -> Result<()> {
    let settings = invoice_settings::store::get(tx).await?.image;
    let (name, country) = store::organization(tx).await?;
    let customer = &customer.image;
    let paper = Paper {
        language: settings.language,
        seller: Seller { name, country, details: settings.seller_details },
        customer: Buyer {
            name: customer.name.clone(),
            address: customer.address.clone(),
            country: customer.country,
            tax_number: customer.tax_number.clone(),
        },
        payment: settings.payment_details,
        closing: settings.closing,
        made_at: tx.now,
    };
    store::insert(tx, invoice, &paper).await
}
