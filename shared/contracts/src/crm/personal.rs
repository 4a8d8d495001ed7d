//! What is veiled in events of accounts, contacts and deals, and of what they are sorted and sold by.
//!
//! A test names every text of every event of CRM that is told in clear, and why.

/// What may be personal in an account: texts nobody else acts upon. Its name, address and tax number stand on invoices.
pub(super) const ACCOUNT: &[&str] =
    &["account.industry", "account.website", "account.additional_websites", "account.phone", "account.custom"];
/// What is personal in a contact.
pub(super) const CONTACT: &[&str] = &[
    "contact.name",
    "contact.given_name",
    "contact.email",
    "contact.additional_emails",
    "contact.phone",
    "contact.additional_phones",
    "contact.job_title",
    "contact.address",
    "contact.country",
    "contact.custom",
];
/// What may be personal in a deal: texts nobody else acts upon.
pub(super) const DEAL: &[&str] =
    &["deal.next_step.text", "deal.competitors", "deal.forecast.odds.reason", "deal.custom", "deal.external_ref"];
/// What may be personal in a won deal and its account.
pub(super) const DEAL_WON: &[&str] = &[
    "deal.next_step.text",
    "deal.competitors",
    "deal.forecast.odds.reason",
    "deal.custom",
    "deal.external_ref",
    "account.industry",
    "account.website",
    "account.additional_websites",
    "account.phone",
    "account.custom",
];
/// Words an organisation chose itself, which nobody else acts upon.
pub(super) const FIELD: &[&str] = &["field.name", "field.choices"];
/// As [`FIELD`].
pub(super) const FIELD_UPDATED: &[&str] = &["field.name", "field.choices", "renamed.was", "renamed.name"];
/// As [`FIELD`].
pub(super) const PRODUCT: &[&str] = &["product.name", "product.code", "product.description", "product.unit"];
/// As [`FIELD`].
pub(super) const TAG: &[&str] = &["tag.name"];
/// As [`FIELD`].
pub(super) const LOSS_REASON: &[&str] = &["loss_reason.name"];
/// As [`FIELD`].
pub(super) const PRICE_LIST: &[&str] = &["price_list.name"];
