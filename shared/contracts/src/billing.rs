//! What billing publishes: customers, schedules, billable work, invoices and payments.

use chrono::NaiveDate;
use kernel::{
    AccountId, BillableItemId, CountryCode, Currency, CustomerId, DealId, DealLineId, InstallmentId, InvoiceId,
    InvoiceLineId, Language, MilestoneId, Money, Name, Note, OrgId, PaymentId, ProjectId, Quantity, RuleId, ScheduleId,
    ShortCode, TaxNumber, VatRate,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::event::{events, facts};

/// The customer an account becomes; the same on every retry.
pub fn customer_of(account: AccountId) -> CustomerId {
    CustomerId::derived(account.as_uuid(), "customer")
}

/// The billing schedule of a deal; the same on every retry and for every win.
pub fn schedule_of(deal: DealId) -> ScheduleId {
    ScheduleId::derived(deal.as_uuid(), "schedule")
}

/// Who is billed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Customer {
    /// Its id; [`customer_of`] the account.
    pub customer_id: CustomerId,
    /// The account in CRM.
    pub account_id: AccountId,
    /// Name printed on invoices.
    pub name: Name,
    /// Address printed on invoices.
    #[serde(default)]
    pub address: Option<crate::crm::PostalAddress>,
    /// Country printed on invoices.
    pub country: Option<CountryCode>,
    /// Tax number printed on invoices.
    pub tax_number: Option<TaxNumber>,
    /// Days from issue to due date.
    pub payment_terms_days: i32,
    /// The customer of the account in which this one's account ended, as long as the merge stands. What is not issued yet is
    /// then made out to the last one in that line, and what this one owes is counted with it.
    pub merged_into: Option<CustomerId>,
}

/// Where a schedule stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScheduleStatus {
    /// Instalments become billable as they come due.
    Active,
    /// Nothing becomes billable until a person decides.
    Frozen,
    /// Nothing more will be billed.
    Cancelled,
}

/// What is to be billed for a won deal, and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Schedule {
    /// Its id; [`schedule_of`] the deal.
    pub schedule_id: ScheduleId,
    /// The deal.
    pub deal_id: DealId,
    /// Which win of the deal.
    pub win_no: i32,
    /// The project.
    pub project_id: ProjectId,
    /// Who is billed.
    pub customer_id: CustomerId,
    /// Name of the deal.
    pub name: Name,
    /// Where it stands.
    pub status: ScheduleStatus,
    /// Currency of its instalments.
    pub currency: Currency,
    /// Sum of the instalments, without VAT; for time and materials the estimate.
    pub total: Money,
    /// Its parts.
    pub installments: Vec<Installment>,
}

/// One part of a schedule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Installment {
    /// Its id.
    pub installment_id: InstallmentId,
    /// The line of the deal.
    pub deal_line_id: DealLineId,
    /// What is billed.
    pub name: Name,
    /// What makes it billable.
    pub trigger: Trigger,
    /// Amount without VAT; for time and materials the estimate.
    pub amount: Money,
    /// VAT rate in percent.
    pub vat_rate: VatRate,
    /// Where it stands.
    pub status: InstallmentStatus,
}

/// What makes an instalment billable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Trigger {
    /// A milestone is completed.
    Milestone {
        /// Which.
        milestone_id: MilestoneId,
    },
    /// A day comes.
    Date {
        /// Which.
        on: NaiveDate,
    },
    /// Time is approved; each entry is billed for itself.
    Time,
}

/// Where an instalment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InstallmentStatus {
    /// Waits for its trigger.
    Planned,
    /// May be invoiced.
    Billable,
    /// Stands on an issued invoice.
    Invoiced,
    /// Will not be billed.
    Cancelled,
}

/// Where a piece of billable work stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WorkStatus {
    /// On no invoice.
    Unbilled,
    /// On a draft.
    Reserved,
    /// On an issued invoice.
    Billed,
    /// No longer to be billed.
    Cancelled,
}

/// What a piece of billable work comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WorkSource {
    /// An instalment of a schedule.
    Installment {
        /// Which.
        installment_id: InstallmentId,
        /// Which completion of its milestone, 0 when it has none.
        completion_no: i32,
    },
    /// An approved time entry.
    Time {
        /// Which.
        time_entry_id: Uuid,
    },
    /// An approved line of an expense claim.
    Expense {
        /// Which.
        claim_line_id: Uuid,
    },
}

/// Work that was delivered and may be invoiced: the unit that is billed exactly once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BillableItem {
    /// Its id.
    pub billable_item_id: BillableItemId,
    /// What it comes from.
    pub origin: WorkSource,
    /// Who is billed.
    pub customer_id: CustomerId,
    /// The client's account.
    pub account_id: AccountId,
    /// The project.
    pub project_id: ProjectId,
    /// The deal.
    pub deal_id: Option<DealId>,
    /// Text of the invoice line.
    pub description: Name,
    /// When it was delivered.
    pub delivered_on: NaiveDate,
    /// How many: hours, or 1.
    pub quantity: Quantity,
    /// Price of one, without VAT.
    pub unit_price: Money,
    /// Amount without VAT.
    pub amount: Money,
    /// VAT rate in percent.
    pub vat_rate: VatRate,
    /// Where it stands.
    pub status: WorkStatus,
    /// The invoice it stands on.
    pub invoice_id: Option<InvoiceId>,
}

/// Where an invoice stands. Paid or not is derived from what was applied to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceStatus {
    /// Without a number; may change or be discarded.
    Draft,
    /// Numbered and immutable.
    Issued,
    /// Issued, and nothing is open any more.
    Paid,
    /// A draft that was thrown away.
    Discarded,
}

/// An invoice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Invoice {
    /// Its id.
    pub invoice_id: InvoiceId,
    /// Number, given when it is issued: gap-free in its series.
    pub number: Option<ShortCode>,
    /// Who is billed.
    pub customer_id: CustomerId,
    /// The client's account.
    pub account_id: AccountId,
    /// Name of the customer as printed.
    pub customer_name: Name,
    /// The project, when the invoice is for one.
    pub project_id: Option<ProjectId>,
    /// The deal, when the invoice is for one.
    pub deal_id: Option<DealId>,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// Currency of every amount on it.
    pub currency: Currency,
    /// Its lines.
    pub lines: Vec<InvoiceLine>,
    /// VAT by rate (EN 16931 BG-23).
    pub vat: Vec<VatGroup>,
    /// Sum of the lines without VAT (EN 16931 BT-109).
    pub net: Money,
    /// Sum of VAT (BT-110).
    pub vat_total: Money,
    /// With VAT (BT-112).
    pub gross: Money,
    /// Applied payments.
    pub paid: Money,
    /// What is still due (BT-115).
    pub open: Money,
    /// Day of issue.
    pub issued_on: Option<NaiveDate>,
    /// Day it is due.
    pub due_on: Option<NaiveDate>,
}

/// A line of an invoice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InvoiceLine {
    /// Its id.
    pub invoice_line_id: InvoiceLineId,
    /// Text.
    pub description: Name,
    /// How many.
    pub quantity: Quantity,
    /// Price of one, without VAT.
    pub unit_price: Money,
    /// Without VAT, rounded to the minor unit.
    pub net: Money,
    /// VAT rate in percent.
    pub vat_rate: VatRate,
    /// The work it bills; empty for a line written by hand.
    pub billable_item_id: Option<BillableItemId>,
    /// The project the line is for.
    pub project_id: Option<ProjectId>,
    /// The account the work was delivered to, where the invoice is made out to another one: it had ended in that one when the
    /// invoice was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_id: Option<AccountId>,
}

/// The VAT of one rate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VatGroup {
    /// Rate in percent.
    pub rate: VatRate,
    /// Sum of the lines of this rate.
    pub base: Money,
    /// `base` x `rate`, rounded once, half away from zero.
    pub tax: Money,
}

/// Money that came in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Payment {
    /// Its id.
    pub payment_id: PaymentId,
    /// Who paid.
    pub customer_id: CustomerId,
    /// The client's account.
    pub account_id: AccountId,
    /// How much.
    pub amount: Money,
    /// When it arrived.
    pub received_on: NaiveDate,
    /// Text of the transfer.
    pub reference: Option<Name>,
    /// What it pays.
    pub applications: Vec<Application>,
    /// Not applied to any invoice: credit of the customer.
    pub unapplied: Money,
}

/// A part of a payment that pays an invoice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Application {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// The project of that invoice.
    pub project_id: Option<ProjectId>,
    /// The deal of that invoice.
    pub deal_id: Option<DealId>,
    /// The account the invoice is made out to, where somebody else paid it: one of the two had ended in the other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_id: Option<AccountId>,
    /// How much of it.
    pub amount: Money,
}

/// What stands on an organisation's invoices beside their lines. Each takes what holds when it is issued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InvoiceSettings {
    /// The organisation.
    pub org_id: OrgId,
    /// Language of invoices.
    pub language: Language,
    /// Address, tax number and whatever else stands on invoices about the organisation, line by line.
    pub seller_details: Option<Note>,
    /// How to pay, line by line: bank, account number, what to give as reference.
    pub payment_details: Option<Note>,
    /// What is said at the end.
    pub closing: Option<Note>,
}

facts! {
    /// An account became somebody to bill.
    CustomerCreated { /// The customer as it now is.
        customer: Customer }
    /// A customer's billing data changed.
    CustomerUpdated { /// The customer as it now is.
        customer: Customer }
    /// A customer is gone together with its account, because nothing was ever billed to it.
    CustomerRemoved { /// The customer as it was.
        customer: Customer }
    /// A won deal got its schedule.
    ScheduleCreated { /// The schedule as it now is.
        schedule: Schedule }
    /// An instalment changed, or the deal was won again with other lines.
    ScheduleUpdated { /// The schedule as it now is.
        schedule: Schedule }
    /// Nothing becomes billable until a person decides.
    ScheduleFrozen { /// The schedule as it now is.
        schedule: Schedule, /// Why.
        reason: Note }
    /// A frozen or cancelled schedule goes on.
    ScheduleResumed { /// The schedule as it now is.
        schedule: Schedule }
    /// Nothing more will be billed.
    ScheduleCancelled { /// The schedule as it now is.
        schedule: Schedule, /// Why.
        reason: Note }
    /// Work may be invoiced.
    WorkRecorded { /// The work as it now is.
        item: BillableItem }
    /// Work stands on a draft.
    WorkReserved { /// The work as it now is.
        item: BillableItem }
    /// Work left a draft and may be invoiced again.
    WorkReleased { /// The work as it now is.
        item: BillableItem }
    /// Work stands on an issued invoice.
    WorkBilled { /// The work as it now is.
        item: BillableItem }
    /// Work will not be invoiced.
    WorkCancelled { /// The work as it now is.
        item: BillableItem }
    /// A draft was begun.
    InvoiceDrafted { /// The invoice as it now is.
        invoice: Invoice }
    /// A draft changed.
    InvoiceUpdated { /// The invoice as it now is.
        invoice: Invoice }
    /// A draft was thrown away.
    InvoiceDiscarded { /// The invoice as it last was.
        invoice: Invoice }
    /// An invoice got its number and can change no more.
    InvoiceIssued { /// The invoice as it now is.
        invoice: Invoice }
    /// A payment was applied to an invoice, or taken off it.
    InvoiceBalanceChanged { /// The invoice as it now is.
        invoice: Invoice }
    /// An issued invoice was not paid in full by its due date. It is told once, on the first day after that.
    InvoiceFellOverdue { /// The invoice as it is; what it lacks is `open`.
        invoice: Invoice }
    /// What stands on invoices issued from now on changed.
    InvoiceSettingsUpdated { /// The settings as they now are.
        settings: InvoiceSettings }
    /// Money came in.
    PaymentReceived { /// The payment as it now is.
        payment: Payment }
    /// A payment's credit was applied to further invoices.
    PaymentApplied { /// The payment as it now is.
        payment: Payment }
}

events! {
    CustomerCreated = "billing.customer.created.v1" of "customer" by |e| e.customer.customer_id;
    CustomerUpdated = "billing.customer.updated.v1" of "customer" by |e| e.customer.customer_id;
    CustomerRemoved = "billing.customer.removed.v1" of "customer" by |e| e.customer.customer_id;
    ScheduleCreated = "billing.schedule.created.v1" of "schedule" by |e| e.schedule.schedule_id;
    ScheduleUpdated = "billing.schedule.updated.v1" of "schedule" by |e| e.schedule.schedule_id;
    ScheduleFrozen = "billing.schedule.frozen.v1" of "schedule" by |e| e.schedule.schedule_id;
    ScheduleResumed = "billing.schedule.resumed.v1" of "schedule" by |e| e.schedule.schedule_id;
    ScheduleCancelled = "billing.schedule.cancelled.v1" of "schedule" by |e| e.schedule.schedule_id;
    WorkRecorded = "billing.work.recorded.v1" of "work" by |e| e.item.billable_item_id;
    WorkReserved = "billing.work.reserved.v1" of "work" by |e| e.item.billable_item_id;
    WorkReleased = "billing.work.released.v1" of "work" by |e| e.item.billable_item_id;
    WorkBilled = "billing.work.billed.v1" of "work" by |e| e.item.billable_item_id;
    WorkCancelled = "billing.work.cancelled.v1" of "work" by |e| e.item.billable_item_id;
    InvoiceDrafted = "billing.invoice.drafted.v1" of "invoice" by |e| e.invoice.invoice_id;
    InvoiceUpdated = "billing.invoice.updated.v1" of "invoice" by |e| e.invoice.invoice_id;
    InvoiceDiscarded = "billing.invoice.discarded.v1" of "invoice" by |e| e.invoice.invoice_id;
    InvoiceIssued = "billing.invoice.issued.v1" of "invoice" by |e| e.invoice.invoice_id;
    InvoiceBalanceChanged = "billing.invoice.balance_changed.v1" of "invoice" by |e| e.invoice.invoice_id;
    InvoiceFellOverdue = "billing.invoice.fell_overdue.v1" of "invoice" by |e| e.invoice.invoice_id;
    InvoiceSettingsUpdated = "billing.invoice_settings.updated.v1" of "invoice_settings" by |e| RuleId::derived(e.settings.org_id.as_uuid(), "invoice settings");
    PaymentReceived = "billing.payment.received.v1" of "payment" by |e| e.payment.payment_id;
    PaymentApplied = "billing.payment.applied.v1" of "payment" by |e| e.payment.payment_id;
}
