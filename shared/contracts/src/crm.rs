//! What CRM publishes: accounts, contacts and deals.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{
    AccountId, ContactId, CountryCode, Currency, DealId, Email, FieldId, LossReasonId, MemberId, Money, Name, Note,
    PipelineId, PriceListId, QuoteId, ShortCode, StageId, TagId, TaxNumber,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::event::{events, facts};

pub mod activities;
pub mod automations;
pub mod forecasting;
pub mod lapses;
mod lines;
pub mod mail;
mod personal;
pub mod privacy;
pub mod quotes;
pub mod redaction;
pub mod sequences;
mod settings;

pub use forecasting::{DealForecast, ForecastCategory, JudgedOdds};
pub use lines::*;
pub use settings::*;

use self::personal::{ACCOUNT, CONTACT, DEAL, DEAL_WON, FIELD, FIELD_UPDATED, LOSS_REASON, PRICE_LIST, PRODUCT, TAG};

/// A company we sell to, or might.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Account {
    /// Its id.
    pub account_id: AccountId,
    /// Name of the company.
    pub name: Name,
    /// The company it is a subsidiary of.
    pub parent_id: Option<AccountId>,
    /// Line of business.
    pub industry: Option<Name>,
    /// Country of its seat.
    pub country: Option<CountryCode>,
    /// Tax number as printed on invoices.
    pub tax_number: Option<TaxNumber>,
    /// Web address, the first of several.
    pub website: Option<Name>,
    /// Its further web addresses.
    #[serde(default)]
    pub additional_websites: Vec<Name>,
    /// Telephone number of the company, as given.
    #[serde(default)]
    pub phone: Option<ShortText>,
    /// Where its seat is, in its country; it stands on quotes and invoices.
    #[serde(default)]
    pub address: Option<PostalAddress>,
    /// Number of people who work there.
    pub employees: Option<i32>,
    /// Yearly revenue, when known.
    pub annual_revenue: Option<Money>,
    /// Year it was founded.
    pub founded_year: Option<i16>,
    /// The colleague who looks after it.
    pub owner_id: Option<MemberId>,
    /// Its tags.
    #[serde(default)]
    pub tags: Vec<TagId>,
    /// Values of custom fields.
    #[serde(default)]
    pub custom: CustomValues,
    /// The price list whose prices it gets; the organisation's default one, or standard prices, when empty.
    #[serde(default)]
    pub price_list_id: Option<PriceListId>,
}

/// Where somebody is found by post. The country stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PostalAddress {
    /// Street, number, floor and door.
    pub street: Option<ShortText>,
    /// Postal code.
    pub postal_code: Option<ShortText>,
    /// City, town or village.
    pub city: Option<ShortText>,
    /// State, province or county, where addresses say one.
    pub region: Option<ShortText>,
}

impl PostalAddress {
    /// The address; none when nothing of it is said.
    pub fn said(self) -> Option<Self> {
        (self != Self::default()).then_some(self)
    }

    /// As it stands on letters and invoices: the street, the city behind its code, the region, a line each.
    pub fn lines(&self) -> Vec<String> {
        let line = |parts: &[&Option<ShortText>]| {
            let parts: Vec<&str> = parts.iter().filter_map(|part| part.as_ref().map(Name::as_str)).collect();
            parts.join(" ")
        };
        let lines = [line(&[&self.street]), line(&[&self.postal_code, &self.city]), line(&[&self.region])];
        lines.into_iter().filter(|line| !line.is_empty()).collect()
    }
}

/// A person at an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Contact {
    /// Its id.
    pub contact_id: ContactId,
    /// Where the person works.
    pub account_id: Option<AccountId>,
    /// Name of the person.
    pub name: Name,
    /// What they are called among acquaintances, when it is known: mails greet them so.
    #[serde(default)]
    pub given_name: Option<ShortText>,
    /// Address, the first of several: mails go there.
    pub email: Option<Email>,
    /// Further addresses; what comes from them or went there is the person's too.
    #[serde(default)]
    pub additional_emails: Vec<Email>,
    /// Telephone number as given, the first of several.
    pub phone: Option<ShortText>,
    /// Further telephone numbers as given.
    #[serde(default)]
    pub additional_phones: Vec<ShortText>,
    /// Position in the company.
    pub job_title: Option<ShortText>,
    /// Where letters to the person go, in their country.
    #[serde(default)]
    pub address: Option<PostalAddress>,
    /// The country of that.
    #[serde(default)]
    pub country: Option<CountryCode>,
    /// Tags of the person.
    #[serde(default)]
    pub tags: Vec<TagId>,
    /// Values of custom fields.
    #[serde(default)]
    pub custom: CustomValues,
    /// The colleague who looks after the person.
    #[serde(default)]
    pub owner_id: Option<MemberId>,
}

/// Short free text; bounded like a name.
pub type ShortText = Name;

/// Values of an organisation's own fields, by the id of the field.
pub type CustomValues = BTreeMap<FieldId, FieldValue>;

/// The value of a custom field. Numbers and days are texts, as everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "must be a text (also for a number or a day), true or false, or a list of texts")]
pub enum FieldValue {
    /// Yes or no.
    YesNo(bool),
    /// A text, a number, a day, a choice or an address.
    Text(String),
    /// Several choices.
    Choices(Vec<String>),
}

/// Where a deal stands, whatever its pipeline calls the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DealStatus {
    /// Still being worked on.
    Open,
    /// The client said yes.
    Won,
    /// The client said no, or nobody pursues it.
    Lost,
}

/// An opportunity to sell work to an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Deal {
    /// Its id.
    pub deal_id: DealId,
    /// What it is about.
    pub name: Name,
    /// Who would buy; needed to win it.
    pub account_id: Option<AccountId>,
    /// The person who decides.
    pub contact_id: Option<ContactId>,
    /// Pipeline it moves through.
    pub pipeline_id: PipelineId,
    /// Stage it stands in, or stood in when it was closed.
    pub stage_id: StageId,
    /// Name of that stage.
    pub stage_name: Name,
    /// Where it stands.
    pub status: DealStatus,
    /// The colleague who works on it.
    pub owner_id: Option<MemberId>,
    /// Currency of all its lines.
    pub currency: Currency,
    /// Sum of its lines, or the estimate while it has none. Without VAT.
    pub value: Money,
    /// What is sold, and how each part is billed.
    pub lines: Vec<DealLine>,
    /// When work on it began.
    pub opened_on: NaiveDate,
    /// When it is expected to close.
    pub expected_close_on: Option<NaiveDate>,
    /// When it was won or lost.
    pub closed_on: Option<NaiveDate>,
    /// How often it was won here; 0 until the first time, and of a won deal that came as history.
    pub win_no: i32,
    /// Key of the record in the system it was imported from.
    pub external_ref: Option<ShortCode>,
    /// What is done next to win it; of a closed deal, what was to be done next when it closed.
    pub next_step: Option<NextStep>,
    /// People of the client, and what each is in the deal.
    #[serde(default)]
    pub contacts: Vec<DealContact>,
    /// The quote its lines come from, which the client has accepted; none when there is none, or the lines changed since.
    #[serde(default)]
    pub accepted_quote_id: Option<QuoteId>,
    /// Who else offers.
    #[serde(default)]
    pub competitors: Vec<Name>,
    /// Its tags.
    #[serde(default)]
    pub tags: Vec<TagId>,
    /// Values of custom fields.
    #[serde(default)]
    pub custom: CustomValues,
    /// What is said of its chances.
    #[serde(default)]
    pub forecast: DealForecast,
    /// The price list that was chosen for it; that of its account holds when empty.
    #[serde(default)]
    pub price_list_id: Option<PriceListId>,
}

/// A person of the client in a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DealContact {
    /// Who.
    pub contact_id: ContactId,
    /// What the person is in the deal.
    pub role: ContactRole,
}

/// What a person of the client is in a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactRole {
    /// Says yes or no.
    DecisionMaker,
    /// Wants us to get it.
    Champion,
    /// Is listened to.
    Influencer,
    /// Will work with what is sold.
    User,
    /// Receives the invoices.
    Billing,
    /// Negotiates the contract.
    Legal,
    /// Anything else.
    Other,
}

/// What somebody is going to do next about a deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NextStep {
    /// What: "Call about the offer".
    pub text: Name,
    /// By which day; none when no day is set.
    pub due_on: Option<NaiveDate>,
}

/// The reason a deal was lost for, as it was called then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LostFor {
    /// Its id.
    pub loss_reason_id: LossReasonId,
    /// Its name.
    pub name: Name,
}

facts! {
    /// An account was recorded.
    AccountCreated { /// The account as it now is.
        account: Account }
    /// An account changed.
    AccountUpdated { /// The account as it now is.
        account: Account }
    /// A contact was recorded.
    ContactCreated { /// The contact as it now is.
        contact: Contact }
    /// A contact changed.
    ContactUpdated { /// The contact as it now is.
        contact: Contact }
    /// An account ended in another one, to which what belonged to it moved.
    AccountMerged { /// The account that ended, as it now is.
        account: Account, /// The account that goes on.
        merged_into: AccountId }
    /// A merge was undone: the account that ended goes on again.
    AccountRestored { /// The account as it now is.
        account: Account }
    /// A contact ended in another one.
    ContactMerged { /// The contact that ended, as it now is.
        contact: Contact, /// The contact that goes on.
        merged_into: ContactId }
    /// A merge was undone: the contact that ended goes on again.
    ContactRestored { /// The contact as it now is.
        contact: Contact }
    /// An import was undone: an account that came by it is gone, since nothing belongs to it.
    AccountRemoved { /// The account as it was.
        account: Account }
    /// An import was undone: a contact that came by it is gone, since nothing names it.
    ContactRemoved { /// The contact as it was.
        contact: Contact }
    /// An import was undone: a deal that came by it is gone, since nothing follows from it.
    DealRemoved { /// The deal as it was.
        deal: Deal }
    /// A deal was opened.
    DealCreated { /// The deal as it now is.
        deal: Deal }
    /// A deal's lines, dates, owner or account changed.
    DealUpdated { /// The deal as it now is.
        deal: Deal }
    /// A deal moved to another stage.
    DealStageChanged { /// The deal as it now is.
        deal: Deal, /// The stage it left.
        from_stage_id: StageId }
    /// A deal was won. Carries the account too, so that nobody has to wait for it.
    DealWon { /// The deal as it now is; `deal.win_no` counts the wins, `deal.closed_on` is the day.
        deal: Deal, /// Who bought, as it was when the deal was won.
        account: Account }
    /// A deal that was won elsewhere came as history, by an import. Nothing follows from it: no project, schedule or budget.
    DealRecordedWon { /// The deal as it now is; `deal.win_no` is 0, since it was never won here, and `deal.closed_on` is the day.
        deal: Deal }
    /// A deal was lost.
    DealLost { /// The deal as it now is.
        deal: Deal, /// Why.
        reason: Note, /// Which of the organisation's reasons that is, when one was chosen.
        loss_reason: Option<LostFor> }
    /// A won or lost deal is open again.
    DealReopened { /// The deal as it now is.
        deal: Deal, /// What it was before.
        was: DealStatus, /// Why.
        reason: Note }
    /// A deal no longer says what it said of a person who was made unknown. Whoever keeps a copy of one of its texts loses the same
    /// words of it ([`redaction`]).
    DealRedacted { /// The deal as it now is; an ellipsis stands where the person did.
        deal: Deal, /// Why it was lost, as it now is; none when it is not.
        lost_reason: Option<Note> }
    /// A pipeline was set up.
    PipelineCreated { /// The pipeline as it now is.
        pipeline: Pipeline }
    /// A pipeline or its stages changed.
    PipelineUpdated { /// The pipeline as it now is.
        pipeline: Pipeline }
    /// A custom field was defined.
    CustomFieldCreated { /// The field as it now is.
        field: CustomField }
    /// A custom field changed or was archived.
    CustomFieldUpdated { /// The field as it now is.
        field: CustomField, /// Choices that are called otherwise from now on; whoever keeps values of the field renames them.
        renamed: Option<Vec<RenamedChoice>> }
    /// A tag was made.
    TagCreated { /// The tag as it now is.
        tag: Tag }
    /// A tag was renamed or merged into another one.
    TagUpdated { /// The tag as it now is.
        tag: Tag }
    /// A reason to lose deals for was added.
    LossReasonCreated { /// The reason as it now is.
        loss_reason: LossReason }
    /// A reason to lose deals for changed or was archived.
    LossReasonUpdated { /// The reason as it now is.
        loss_reason: LossReason }
    /// A product was put on the price list.
    ProductCreated { /// The product as it now is.
        product: Product }
    /// A product or its prices changed, or it was archived.
    ProductUpdated { /// The product as it now is.
        product: Product }
    /// A price list was made.
    PriceListCreated { /// The list as it now is.
        price_list: PriceList }
    /// A price list changed, became the default one or is it no more, or was archived.
    PriceListUpdated { /// The list as it now is.
        price_list: PriceList }
}

events! {
    AccountCreated = "crm.account.created.v1" of "account" by |e| e.account.account_id, veils ACCOUNT;
    AccountUpdated = "crm.account.updated.v1" of "account" by |e| e.account.account_id, veils ACCOUNT;
    ContactCreated = "crm.contact.created.v1" of "contact" by |e| e.contact.contact_id, veils CONTACT;
    ContactUpdated = "crm.contact.updated.v1" of "contact" by |e| e.contact.contact_id, veils CONTACT;
    AccountMerged = "crm.account.merged.v1" of "account" by |e| e.account.account_id, veils ACCOUNT;
    AccountRestored = "crm.account.restored.v1" of "account" by |e| e.account.account_id, veils ACCOUNT;
    ContactMerged = "crm.contact.merged.v1" of "contact" by |e| e.contact.contact_id, veils CONTACT;
    ContactRestored = "crm.contact.restored.v1" of "contact" by |e| e.contact.contact_id, veils CONTACT;
    AccountRemoved = "crm.account.removed.v1" of "account" by |e| e.account.account_id, veils ACCOUNT;
    ContactRemoved = "crm.contact.removed.v1" of "contact" by |e| e.contact.contact_id, veils CONTACT;
    DealRemoved = "crm.deal.removed.v1" of "deal" by |e| e.deal.deal_id, veils DEAL;
    DealCreated = "crm.deal.created.v1" of "deal" by |e| e.deal.deal_id, veils DEAL;
    DealUpdated = "crm.deal.updated.v1" of "deal" by |e| e.deal.deal_id, veils DEAL;
    DealStageChanged = "crm.deal.stage_changed.v1" of "deal" by |e| e.deal.deal_id, veils DEAL;
    DealWon = "crm.deal.won.v1" of "deal" by |e| e.deal.deal_id, veils DEAL_WON;
    DealRecordedWon = "crm.deal.recorded_won.v1" of "deal" by |e| e.deal.deal_id, veils DEAL;
    DealLost = "crm.deal.lost.v1" of "deal" by |e| e.deal.deal_id, veils DEAL;
    DealReopened = "crm.deal.reopened.v1" of "deal" by |e| e.deal.deal_id, veils DEAL;
    DealRedacted = "crm.deal.redacted.v1" of "deal" by |e| e.deal.deal_id, veils DEAL;
    PipelineCreated = "crm.pipeline.created.v1" of "pipeline" by |e| e.pipeline.pipeline_id;
    PipelineUpdated = "crm.pipeline.updated.v1" of "pipeline" by |e| e.pipeline.pipeline_id;
    CustomFieldCreated = "crm.custom_field.created.v1" of "custom_field" by |e| e.field.field_id, veils FIELD;
    CustomFieldUpdated = "crm.custom_field.updated.v1" of "custom_field" by |e| e.field.field_id, veils FIELD_UPDATED;
    TagCreated = "crm.tag.created.v1" of "tag" by |e| e.tag.tag_id, veils TAG;
    TagUpdated = "crm.tag.updated.v1" of "tag" by |e| e.tag.tag_id, veils TAG;
    LossReasonCreated = "crm.loss_reason.created.v1" of "loss_reason" by |e| e.loss_reason.loss_reason_id, veils LOSS_REASON;
    LossReasonUpdated = "crm.loss_reason.updated.v1" of "loss_reason" by |e| e.loss_reason.loss_reason_id, veils LOSS_REASON;
    ProductCreated = "crm.product.created.v1" of "product" by |e| e.product.product_id, veils PRODUCT;
    ProductUpdated = "crm.product.updated.v1" of "product" by |e| e.product.product_id, veils PRODUCT;
    PriceListCreated = "crm.price_list.created.v1" of "price_list" by |e| e.price_list.price_list_id, veils PRICE_LIST;
    PriceListUpdated = "crm.price_list.updated.v1" of "price_list" by |e| e.price_list.price_list_id, veils PRICE_LIST;
}
