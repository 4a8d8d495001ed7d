//! What a column of a file may become.

use contracts::imports::ImportKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a column becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportField")]
pub enum Field {
    /// Key of the record in the system it comes from.
    Key,
    /// What it is called; several columns are joined.
    Name,
    /// First name of the person.
    FirstName,
    /// Last name of the person.
    LastName,
    /// E-mail address; of several columns the first that says something.
    Email,
    /// Telephone number; of several columns the first that says something.
    Phone,
    /// Position of the person.
    JobTitle,
    /// Name of the company.
    Account,
    /// Key of the company in the system it comes from.
    AccountKey,
    /// Name of the person a deal is about.
    Contact,
    /// Key of that person in the system they come from.
    ContactKey,
    /// E-mail address of that person.
    ContactEmail,
    /// Whether a row is a company or a person.
    RecordType,
    /// Name of the company it belongs to.
    Parent,
    /// Key of the company it belongs to.
    ParentKey,
    /// Line of business.
    Industry,
    /// Country, as a name or a code.
    Country,
    /// Street and number; several columns are joined.
    Street,
    /// Postal code.
    PostalCode,
    /// City.
    City,
    /// State, province or county.
    Region,
    /// Tax number of the company.
    TaxNumber,
    /// Web address of the company.
    Website,
    /// Number of people who work there.
    Employees,
    /// Yearly revenue.
    AnnualRevenue,
    /// Year it was founded.
    FoundedYear,
    /// What brought a lead.
    Source,
    /// The campaign a lead belongs to.
    Campaign,
    /// The page a lead came from.
    Referrer,
    /// Yes: no mails of sequences go to the address.
    DoNotEmail,
    /// Yes: they agreed that their data is used.
    Consent,
    /// What they agreed to that it is used for; marketing when nothing is said.
    ConsentPurpose,
    /// What is known besides; several columns are joined, each under its heading.
    Note,
    /// What it is or may be worth.
    Value,
    /// Currency of the amount.
    Currency,
    /// When a lead came in.
    ReceivedAt,
    /// Where it stands: of a deal open, won or lost; of a lead new, working or disqualified.
    Status,
    /// Why it was lost or given up.
    LostReason,
    /// The stage of a deal.
    Stage,
    /// The pipeline of a deal.
    Pipeline,
    /// When work on a deal began.
    OpenedOn,
    /// When a deal is expected to close.
    ExpectedCloseOn,
    /// When a deal was won or lost.
    ClosedOn,
    /// When a deal was won; counts for those that were.
    WonOn,
    /// When a deal was lost; counts for those that were.
    LostOn,
    /// What is done next.
    NextStep,
    /// By which day that is done.
    NextStepDueOn,
    /// Who looks after it, by name or e-mail address.
    Owner,
    /// Its tags, separated by commas or semicolons.
    Tags,
    /// The price list it has, by name.
    PriceList,
    /// A custom field.
    Custom,
    /// Yes leaves the row out.
    LeaveOut,
    /// What kind of activity it is: a note, call, meeting or mail.
    ActivityType,
    /// When an activity took place.
    HappenedAt,
    /// When a meeting ended.
    EndsAt,
    /// How many minutes it took.
    Duration,
    /// Whether a call or mail came in or went out.
    Direction,
    /// What came of a call.
    Outcome,
    /// Where a meeting took place.
    Place,
    /// Message-ID of a mail.
    MessageId,
    /// Name of the deal an activity is about.
    Deal,
    /// Key of that deal in the system it comes from.
    DealKey,
    /// Key of the lead an activity is about in the system it comes from.
    LeadKey,
    /// Key of whatever an activity is about in the system it comes from.
    RecordKey,
}

use Field as F;

const ACCOUNTS: &[Field] = &[
    F::Name,
    F::Key,
    F::Parent,
    F::ParentKey,
    F::Industry,
    F::Country,
    F::Street,
    F::PostalCode,
    F::City,
    F::Region,
    F::TaxNumber,
    F::Website,
    F::Phone,
    F::Employees,
    F::AnnualRevenue,
    F::Currency,
    F::FoundedYear,
    F::Owner,
    F::PriceList,
    F::Tags,
    F::Custom,
    F::LeaveOut,
];
const CONTACTS: &[Field] = &[
    F::Name,
    F::FirstName,
    F::LastName,
    F::Key,
    F::Email,
    F::Phone,
    F::JobTitle,
    F::Account,
    F::AccountKey,
    F::RecordType,
    F::Website,
    F::Country,
    F::Street,
    F::PostalCode,
    F::City,
    F::Region,
    F::Industry,
    F::TaxNumber,
    F::DoNotEmail,
    F::Consent,
    F::ConsentPurpose,
    F::Owner,
    F::Tags,
    F::Custom,
    F::LeaveOut,
];
const DEALS: &[Field] = &[
    F::Name,
    F::Key,
    F::Account,
    F::AccountKey,
    F::Contact,
    F::ContactKey,
    F::ContactEmail,
    F::Stage,
    F::Pipeline,
    F::Status,
    F::Value,
    F::Currency,
    F::OpenedOn,
    F::ExpectedCloseOn,
    F::ClosedOn,
    F::WonOn,
    F::LostOn,
    F::LostReason,
    F::NextStep,
    F::NextStepDueOn,
    F::Owner,
    F::Tags,
    F::Custom,
    F::LeaveOut,
];
const LEADS: &[Field] = &[
    F::Name,
    F::FirstName,
    F::LastName,
    F::Key,
    F::Email,
    F::Phone,
    F::JobTitle,
    F::Account,
    F::Website,
    F::Country,
    F::Source,
    F::Campaign,
    F::Referrer,
    F::DoNotEmail,
    F::Consent,
    F::ConsentPurpose,
    F::Note,
    F::Value,
    F::Currency,
    F::ReceivedAt,
    F::Status,
    F::LostReason,
    F::NextStep,
    F::NextStepDueOn,
    F::Owner,
    F::Tags,
    F::Custom,
    F::LeaveOut,
];

const ACTIVITIES: &[Field] = &[
    F::ActivityType,
    F::Name,
    F::Note,
    F::HappenedAt,
    F::EndsAt,
    F::Duration,
    F::Direction,
    F::Outcome,
    F::Place,
    F::MessageId,
    F::Key,
    F::Account,
    F::AccountKey,
    F::Contact,
    F::ContactKey,
    F::ContactEmail,
    F::Deal,
    F::DealKey,
    F::LeadKey,
    F::RecordKey,
    F::Owner,
    F::LeaveOut,
];

impl Field {
    /// What columns may become when rows become records of a kind.
    pub const fn of(kind: ImportKind) -> &'static [Self] {
        match kind {
            ImportKind::Accounts => ACCOUNTS,
            ImportKind::Contacts => CONTACTS,
            ImportKind::Deals => DEALS,
            ImportKind::Leads => LEADS,
            ImportKind::Activities => ACTIVITIES,
        }
    }

    /// Whether several columns may become it.
    pub const fn is_joined(self) -> bool {
        matches!(self, F::Name | F::Note | F::Email | F::Phone | F::Website | F::Street | F::Tags | F::Custom)
    }

    /// Whether its values stand for something that is here, so that it can be said what each means.
    pub const fn is_mapped(self) -> bool {
        matches!(
            self,
            F::Stage | F::Pipeline | F::Status | F::Owner | F::Currency | F::Country | F::RecordType | F::ActivityType
        )
    }

    /// Whether it is a number.
    pub const fn is_number(self) -> bool {
        matches!(self, F::Employees | F::AnnualRevenue | F::Value | F::FoundedYear | F::Duration)
    }

    /// Whether it is a day or a moment.
    pub const fn is_date(self) -> bool {
        matches!(
            self,
            F::ReceivedAt
                | F::OpenedOn
                | F::ExpectedCloseOn
                | F::ClosedOn
                | F::WonOn
                | F::LostOn
                | F::NextStepDueOn
                | F::HappenedAt
                | F::EndsAt
        )
    }
}
