//! What CRM publishes about leads: people who may become clients, and how an organisation takes them in.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    AccountId, ContactId, CountryCode, Currency, DealId, Email, FieldId, Language, LeadFormId, LeadId, MemberId, Money,
    Name, Note, OrgId, RuleId, ShortCode, TagId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::crm::mail::SendWindow;
use crate::crm::{CustomValues, NextStep};
use crate::event::{events, facts};

/// Where a lead stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeadStatus {
    /// Nobody has dealt with it yet.
    New,
    /// Somebody talks to them.
    Working,
    /// It is too early; they are looked at again on a day.
    Nurture,
    /// They became an account, a contact and perhaps a deal.
    Converted,
    /// They will not become a client.
    Disqualified,
}

/// The way by which a lead came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeadChannel {
    /// A form on a web page.
    Form,
    /// A program.
    Api,
    /// A colleague typed it in.
    Manual,
    /// A file that a colleague imported.
    Import,
}

/// Where a lead came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeadOrigin {
    /// The way it came in.
    pub channel: LeadChannel,
    /// The form it came in by.
    pub form_id: Option<LeadFormId>,
    /// What brought them: `referral`, `google`.
    pub source: Option<Name>,
    /// The campaign it belongs to.
    pub campaign: Option<Name>,
    /// The page they came from.
    pub referrer: Option<Note>,
    /// The page they were on.
    pub landing_page: Option<Note>,
    /// `utm_source` of that page's address.
    pub utm_source: Option<Name>,
    /// `utm_medium` of that page's address.
    pub utm_medium: Option<Name>,
    /// `utm_campaign` of that page's address.
    pub utm_campaign: Option<Name>,
    /// `utm_term` of that page's address.
    pub utm_term: Option<Name>,
    /// `utm_content` of that page's address.
    pub utm_content: Option<Name>,
}

/// What a person agreed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeadConsent {
    /// When.
    pub given_at: DateTime<Utc>,
    /// How: the name of the form, "by telephone".
    pub how: Name,
    /// The words they agreed to.
    pub text: Note,
    /// What their data may be used for.
    pub purpose: Option<Name>,
}

/// By what somebody is known to be of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KnownBy {
    /// A person of the client has this address.
    Email,
    /// A person of the client has this telephone number.
    Phone,
    /// The client, or a person of theirs, has this host in the address.
    Domain,
    /// The client has this name, whatever its case, accents and legal form.
    Company,
}

/// The client somebody is known to be of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KnownClient {
    /// The client.
    pub account_id: AccountId,
    /// By what they are known.
    pub by: KnownBy,
}

/// Somebody who may become a client.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Lead {
    /// Its id.
    pub lead_id: LeadId,
    /// Name of the person.
    pub name: Name,
    /// What they are called among acquaintances, when it is known: mails greet them so.
    #[serde(default)]
    pub given_name: Option<Name>,
    /// Address, the first of several: mails go there.
    pub email: Option<Email>,
    /// Further addresses; what comes from them or went there is the person's too.
    #[serde(default)]
    pub additional_emails: Vec<Email>,
    /// Telephone number as given, the first of several.
    pub phone: Option<Name>,
    /// Further telephone numbers as given.
    #[serde(default)]
    pub additional_phones: Vec<Name>,
    /// Position in the company.
    pub job_title: Option<Name>,
    /// Name of the company.
    pub company: Option<Name>,
    /// Web address of the company.
    pub website: Option<Name>,
    /// Country of the company.
    pub country: Option<CountryCode>,
    /// Where it came from first.
    pub origin: LeadOrigin,
    /// What they agreed to last.
    pub consent: Option<LeadConsent>,
    /// Where it stands.
    pub status: LeadStatus,
    /// Why it stands there, where a reason was given.
    pub status_reason: Option<Note>,
    /// When it is looked at again, while it is nurtured.
    pub nurture_until: Option<NaiveDate>,
    /// The colleague who looks after it.
    pub owner_id: Option<MemberId>,
    /// The rule that chose the colleague; none when a person did.
    pub assigned_by: Option<Name>,
    /// The client they are known to be of, when the colleague was chosen because that client is theirs.
    #[serde(default)]
    pub known_client: Option<KnownClient>,
    /// What is known about it besides.
    pub note: Option<Note>,
    /// What it may be worth.
    pub estimated_value: Option<Money>,
    /// Key of the record in the system it was imported from.
    pub external_ref: Option<ShortCode>,
    /// What is done next about it.
    pub next_step: Option<NextStep>,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// When it came forward last: as `received_at`, or later when they wrote again.
    pub last_touch_at: DateTime<Utc>,
    /// How often it came forward, from 1.
    pub touches: i32,
    /// When it has to be answered at the latest; none when the organisation sets no time.
    pub first_response_due_at: Option<DateTime<Utc>>,
    /// When it was answered first.
    pub first_responded_at: Option<DateTime<Utc>>,
    /// The account it became.
    pub account_id: Option<AccountId>,
    /// The contact it became.
    pub contact_id: Option<ContactId>,
    /// The deal it became.
    pub deal_id: Option<DealId>,
    /// The lead it was merged into.
    pub merged_into: Option<LeadId>,
    /// Its tags.
    #[serde(default)]
    pub tags: Vec<TagId>,
    /// Values of the organisation's own fields.
    #[serde(default)]
    pub custom: CustomValues,
}

/// What a rule may look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeadField {
    /// `origin.source`.
    Source,
    /// `origin.campaign`.
    Campaign,
    /// `origin.channel`: `form`, `api`, `manual` or `import`.
    Channel,
    /// `origin.referrer`.
    Referrer,
    /// `origin.landing_page`.
    LandingPage,
    /// `origin.utm_source`.
    UtmSource,
    /// `origin.utm_medium`.
    UtmMedium,
    /// `origin.utm_campaign`.
    UtmCampaign,
    /// Country of the company, two capitals.
    Country,
    /// Name of the company.
    Company,
    /// Position of the person.
    JobTitle,
    /// Address of the person.
    Email,
    /// What stands behind the @ of the address.
    EmailDomain,
    /// Telephone number.
    Phone,
    /// Web address of the company.
    Website,
    /// The words of the consent; set when there is one.
    Consent,
    /// Amount it may be worth, compared in the organisation's currency, or in the one the condition or its rule names.
    EstimatedValue,
    /// The currency of that, such as EUR.
    EstimatedCurrency,
    /// How often it came forward.
    Touches,
    /// The organisation's own field that `field_id` names.
    Custom,
}

/// How a rule compares. Texts are compared whatever their case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeadOperator {
    /// It is one of the values.
    Is,
    /// It is none of the values.
    IsNot,
    /// One of the values stands in it.
    Contains,
    /// It begins with one of the values.
    StartsWith,
    /// There is something.
    IsSet,
    /// There is nothing.
    IsNotSet,
    /// The number is the value or more.
    AtLeast,
    /// The number is the value or less.
    AtMost,
}

/// What must be true of a lead for a rule to apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeadCondition {
    /// What is looked at.
    pub field: LeadField,
    /// Which of the organisation's own fields of leads, when the field is `custom`; none otherwise.
    #[serde(default)]
    pub field_id: Option<FieldId>,
    /// How it is compared.
    pub operator: LeadOperator,
    /// With what; none for `is_set` and `is_not_set`.
    #[serde(default)]
    pub values: Vec<Name>,
    /// The currency of the amount `estimated_value` is compared with; that of the organisation when empty. Amounts of other currencies are
    /// compared by what they are worth at the newest rates; where one has no rate, the condition is not true.
    #[serde(default)]
    pub currency: Option<Currency>,
}

/// A rule that gives or takes points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScoringRule {
    /// Its id.
    pub rule_id: RuleId,
    /// What it says about a lead: "source is referral".
    pub label: Name,
    /// When it applies.
    pub condition: LeadCondition,
    /// Points it gives, or takes when negative.
    pub points: i32,
    /// Whether it is used.
    pub active: bool,
}

/// A rule that chooses who looks after a lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AssignmentRule {
    /// Its id.
    pub rule_id: RuleId,
    /// Its name: "Hungary".
    pub name: Name,
    /// All must be true; a rule without any applies to every lead.
    pub conditions: Vec<LeadCondition>,
    /// Who takes turns.
    pub member_ids: Vec<MemberId>,
    /// Most new and working leads a member may have to get another one; none when there is no limit.
    pub capacity: Option<i32>,
    /// Whether it is used.
    pub active: bool,
}

/// How an organisation deals with leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeadSettings {
    /// The organisation.
    pub org_id: OrgId,
    /// Hours within which a lead is answered; none when no time is set.
    pub first_response_hours: Option<i32>,
    /// The days and hours in which the organisation works, in its own time zone: only they count until a lead is answered. Every hour
    /// does when there are none.
    #[serde(default)]
    pub working_hours: Option<SendWindow>,
    /// What gives points.
    pub scoring: Vec<ScoringRule>,
    /// Who gets a lead; the first rule that applies and has somebody with room decides.
    pub assignment: Vec<AssignmentRule>,
    /// Whether whoever is known to be of a client goes to who looks after that client, before any rule is asked.
    #[serde(default = "yes")]
    pub known_clients_first: bool,
}

fn yes() -> bool {
    true
}

/// What a form may ask for besides the e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FormField {
    /// Name of the person.
    Name,
    /// Telephone number.
    Phone,
    /// Position in the company.
    JobTitle,
    /// Name of the company.
    Company,
    /// Web address of the company.
    Website,
    /// Country, two capitals.
    Country,
    /// Free text.
    Message,
}

/// An own field of the organisation that a form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormOwnField {
    /// Which of the own fields of leads.
    pub field_id: FieldId,
    /// Whether nobody can send the form without it.
    #[serde(default)]
    pub required: bool,
}

/// A form with which people leave their name on a web page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeadForm {
    /// Its id.
    pub lead_form_id: LeadFormId,
    /// Its name.
    pub name: Name,
    /// What it asks for; the e-mail address is always asked for.
    pub fields: Vec<FormField>,
    /// The organisation's own fields of leads it asks for.
    #[serde(default)]
    pub own_fields: Vec<FormOwnField>,
    /// The words a person agrees to; none when the form asks for no consent.
    pub consent_text: Option<Note>,
    /// What their data may then be used for.
    pub consent_purpose: Option<Name>,
    /// Source of its leads; `utm_source` when there is none.
    pub source: Option<Name>,
    /// Campaign of its leads; `utm_campaign` when there is none.
    pub campaign: Option<Name>,
    /// Where a browser goes after it was sent; an address on one of `sites`.
    pub redirect_url: Option<Note>,
    /// The sites it belongs to, such as `www.example.com`. A browser is sent to no other.
    #[serde(default)]
    pub sites: Vec<Name>,
    /// The language in which a browser is answered; the one it asks for when there is none.
    #[serde(default)]
    pub language: Option<Language>,
    /// Whether a page has to say, by a token, when it was opened.
    #[serde(default)]
    pub needs_token: bool,
    /// How much it takes within an hour; 200 when there is none.
    #[serde(default)]
    pub hourly_limit: Option<i32>,
    /// Whether it takes anything.
    pub active: bool,
}

facts! {
    /// A lead came in.
    LeadCreated { /// The lead as it now is.
        lead: Lead }
    /// What is known of a lead changed, or it came forward again.
    LeadUpdated { /// The lead as it now is.
        lead: Lead }
    /// A lead stands elsewhere.
    LeadStatusChanged { /// The lead as it now is.
        lead: Lead, /// Where it stood before.
        was: LeadStatus }
    /// A lead has another owner, or none.
    LeadAssigned { /// The lead as it now is.
        lead: Lead, /// Who looked after it before.
        was: Option<MemberId> }
    /// A lead became an account, a contact and perhaps a deal.
    LeadConverted { /// The lead as it now is, with what it became.
        lead: Lead }
    /// A lead was merged into another one, which goes on.
    LeadMerged { /// The lead that ended, as it now is.
        lead: Lead }
    /// A merge was undone: the lead that ended goes on again.
    LeadRestored { /// The lead as it now is.
        lead: Lead }
    /// An import was undone: a lead that came by it is gone, since nothing follows from it.
    LeadRemoved { /// The lead as it was.
        lead: Lead }
    /// A form was made.
    LeadFormCreated { /// The form as it now is.
        form: LeadForm }
    /// A form changed.
    LeadFormUpdated { /// The form as it now is.
        form: LeadForm }
    /// The rules about leads changed.
    LeadSettingsUpdated { /// The settings as they now are.
        settings: LeadSettings }
}

/// What is personal in a lead, or may be because somebody typed it in.
const LEAD: &[&str] = &[
    "lead.name",
    "lead.given_name",
    "lead.email",
    "lead.additional_emails",
    "lead.phone",
    "lead.additional_phones",
    "lead.job_title",
    "lead.company",
    "lead.custom",
    "lead.website",
    "lead.assigned_by",
    "lead.origin.source",
    "lead.origin.campaign",
    "lead.origin.utm_source",
    "lead.origin.utm_medium",
    "lead.origin.utm_campaign",
    "lead.origin.referrer",
    "lead.origin.landing_page",
    "lead.origin.utm_term",
    "lead.origin.utm_content",
    "lead.consent.purpose",
    "lead.consent.how",
    "lead.consent.text",
    "lead.status_reason",
    "lead.note",
    "lead.external_ref",
    "lead.next_step.text",
];
/// What may be personal in a form: what somebody wrote.
const FORM: &[&str] =
    &["form.name", "form.source", "form.campaign", "form.consent_purpose", "form.consent_text", "form.redirect_url"];
/// What may be personal in the rules about leads: what they are called, and what they look for.
const SETTINGS: &[&str] = &[
    "settings.scoring.label",
    "settings.scoring.condition.values",
    "settings.assignment.name",
    "settings.assignment.conditions.values",
];

events! {
    LeadCreated = "crm.lead.created.v1" of "lead" by |e| e.lead.lead_id, veils LEAD;
    LeadUpdated = "crm.lead.updated.v1" of "lead" by |e| e.lead.lead_id, veils LEAD;
    LeadStatusChanged = "crm.lead.status_changed.v1" of "lead" by |e| e.lead.lead_id, veils LEAD;
    LeadAssigned = "crm.lead.assigned.v1" of "lead" by |e| e.lead.lead_id, veils LEAD;
    LeadConverted = "crm.lead.converted.v1" of "lead" by |e| e.lead.lead_id, veils LEAD;
    LeadMerged = "crm.lead.merged.v1" of "lead" by |e| e.lead.lead_id, veils LEAD;
    LeadRestored = "crm.lead.restored.v1" of "lead" by |e| e.lead.lead_id, veils LEAD;
    LeadRemoved = "crm.lead.removed.v1" of "lead" by |e| e.lead.lead_id, veils LEAD;
    LeadFormCreated = "crm.lead_form.created.v1" of "lead_form" by |e| e.form.lead_form_id, veils FORM;
    LeadFormUpdated = "crm.lead_form.updated.v1" of "lead_form" by |e| e.form.lead_form_id, veils FORM;
    LeadSettingsUpdated = "crm.lead_settings.updated.v1" of "lead_settings" by |e| RuleId::derived(e.settings.org_id.as_uuid(), "lead settings"),
        veils SETTINGS;
}
