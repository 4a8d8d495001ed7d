//! The vocabulary every Gerinc service speaks: identifiers, money, quantities of work, periods, bounded text, pages,
//! roles and permissions.
//!
//! The crate is pure. It reads no clock (except inside a new identifier), no file and no network, and it knows no
//! runtime. Every type checks its rules when it is made, so a value that exists is a valid one, whether it came from
//! a request, an event or a row:
//!
//! - in JSON, decimals are strings (a JSON number would pass through a float on the way) and a refused value says how
//!   to mend it;
//! - [`schemars::JsonSchema`] describes the same rules for OpenAPI and for the schemas of events;
//! - with the feature `sqlx`, the types bind to and decode from PostgreSQL columns.
//!
//! | module | holds |
//! |---|---|
//! | [`ids`] | one type per kind of identifier |
//! | [`currency`], [`money`] | ISO 4217 currencies, exact amounts, the places where amounts are rounded |
//! | [`quantity`] | hours, quantities, percentages, VAT rates |
//! | [`period`], [`tz`] | ranges of days, months, billing cadences, time zones |
//! | [`text`], [`country`], [`language`] | trimmed and bounded strings, e-mail addresses, country codes, languages |
//! | [`page`] | keyset paging: limits, cursors, pages |
//! | [`access`] | roles, permissions and the one table that joins them |

#[macro_use]
mod wire;

pub mod access;
pub mod country;
pub mod currency;
pub mod ids;
pub mod language;
pub mod money;
pub mod page;
pub mod period;
pub mod quantity;
pub mod text;
pub mod tz;

pub use access::{Permission, Role, RoleSet, allows};
pub use country::CountryCode;
pub use currency::{Currency, UnknownCurrency};
pub use ids::{
    AccountId, ActivityId, ApiKeyId, AttachmentId, AutomationId, AutomationRunId, BillableItemId, BudgetId, CategoryId,
    ClaimId, ClaimLineId, ConsentId, ContactId, CostCenterId, CustomerId, DeadLetterId, DealId, DealLineId, DecisionId,
    EnrolmentId, ErasureId, EventId, ExchangeRateId, FieldId, FollowUpId, GoalId, IdError, ImportId, InstallmentId,
    InvitationId, InvoiceId, InvoiceLineId, LapseId, LeadFormId, LeadId, LossReasonId, MailId, MailTemplateId,
    MailboxId, MemberId, MergeId, MilestoneId, NotificationId, OrgId, PaymentId, PersonExportId, PersonId, PipelineId,
    PostingId, PriceListId, ProductId, ProjectId, QuoteId, ReceiptId, RuleId, ScheduleId, SequenceId, SequenceStepId,
    SessionId, StageId, SuppressionId, SuspectedMessageId, TagId, TaskId, TeamId, TimeEntryId, UserId, ViewId,
    WebhookDeliveryId, WebhookId,
};
pub use language::Language;
pub use money::vat::{VatSum, VatTotals};
pub use money::{Money, MoneyError};
pub use page::{Cursor, CursorError, Limit, LimitError, Page};
pub use period::{Cadence, DateRange, Month, PeriodError};
pub use quantity::{Hours, Percent, Quantity, QuantityError, Rate, VatRate};
pub use text::{Email, Name, Note, ShortCode, TaxNumber, TextError};
pub use tz::{TimeZoneName, UnknownTimeZone};
pub use wire::UnknownWord;

pub use rust_decimal::Decimal;
