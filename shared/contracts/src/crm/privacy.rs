//! What CRM publishes about privacy: what people agreed to, who was made unknown, whose data was taken out, and how long
//! people are kept.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{ConsentId, ContactId, ErasureId, LeadFormId, LeadId, Name, Note, OrgId, PersonExportId, RuleId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::activities::Subject;
use crate::event::{events, facts};

/// Why a person's data may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LawfulBasis {
    /// They agreed to it.
    Consent,
    /// A contract with them, or one they ask for, needs it.
    Contract,
    /// The organisation has a legitimate interest that outweighs theirs.
    LegitimateInterest,
    /// A law asks for it.
    LegalObligation,
}

/// By which way it was written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConsentSource {
    /// They sent a form.
    Form,
    /// A colleague wrote it down.
    Manual,
    /// A program did.
    Api,
}

/// What a person's data may be used for, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Consent {
    /// Its id.
    pub consent_id: ConsentId,
    /// The contact or lead it was written down for. It counts for whatever that is merged into, or becomes.
    pub person: Subject,
    /// What their data may be used for: `newsletter`.
    pub purpose: Name,
    /// Why it may.
    pub basis: LawfulBasis,
    /// By which way it was written down.
    pub source: ConsentSource,
    /// How they said so: the name of the form, "by telephone".
    pub how: Option<Name>,
    /// The words they agreed to.
    pub text: Option<Note>,
    /// The form they sent.
    pub form_id: Option<LeadFormId>,
    /// Since when it counts.
    pub given_at: DateTime<Utc>,
    /// When it was taken back; none while it counts.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// How it was taken back.
    pub withdrawn_how: Option<Note>,
}

/// Why a person was made unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErasureReason {
    /// They asked for it.
    Request,
    /// They were kept for as long as the organisation keeps people of their kind.
    Retention,
    /// Anything else; the note says what.
    Other,
}

/// A person who was made unknown. The records stay as facts that name nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Erasure {
    /// Its id.
    pub erasure_id: ErasureId,
    /// The contacts they were.
    pub contact_ids: Vec<ContactId>,
    /// The leads they were.
    pub lead_ids: Vec<LeadId>,
    /// Why.
    pub reason: ErasureReason,
    /// Who asked, and more about it; it names nobody who was erased.
    pub note: Option<Note>,
    /// When.
    pub erased_at: DateTime<Utc>,
    /// When whatever still mentioned them was looked through to the end; none while that goes on.
    pub finished_at: Option<DateTime<Utc>>,
}

/// What is known of a person, taken out as one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PersonExport {
    /// Its id.
    pub person_export_id: PersonExportId,
    /// The contacts they are.
    pub contact_ids: Vec<ContactId>,
    /// The leads they are.
    pub lead_ids: Vec<LeadId>,
    /// Who asked, and more about it.
    pub note: Option<Note>,
    /// Until when the file can be fetched.
    pub expires_at: DateTime<Utc>,
}

/// How long an organisation keeps people nobody deals with, and mails. Where a number is missing, they are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RetentionRules {
    /// The organisation.
    pub org_id: OrgId,
    /// Months after which leads are erased that were given up.
    pub disqualified_leads_months: Option<i32>,
    /// Months after which open leads are erased with whom nothing happened.
    pub quiet_leads_months: Option<i32>,
    /// Months after which contacts are erased with whom nothing happened and who have no deal.
    pub quiet_contacts_months: Option<i32>,
    /// Months after which mails are emptied and their files removed, whomever they are about.
    pub mails_months: Option<i32>,
    /// Days between the notice that somebody will be erased and the erasure.
    pub notice_days: i32,
}

/// A person who is not erased by a rule, whatever it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RetentionHold {
    /// The contact or lead.
    pub person: Subject,
    /// Why.
    pub reason: Note,
    /// Until which day; for good when there is none.
    pub until: Option<NaiveDate>,
}

facts! {
    /// A person agreed to something, or it was written down why their data may be used.
    ConsentGiven { /// The consent as it now is.
        consent: Consent }
    /// A person took back what they had agreed to.
    ConsentWithdrawn { /// The consent as it now is.
        consent: Consent }
    /// A person was made unknown. Whoever keeps a copy of what these contacts and leads said of them removes it.
    PersonErased { /// Who, by their records.
        erasure: Erasure }
    /// Whatever still mentioned a person who was made unknown was looked through.
    ErasureFinished { /// The erasure as it now is.
        erasure: Erasure }
    /// What is known of a person was taken out.
    PersonExported { /// What, and until when it can be fetched.
        person_export: PersonExport }
    /// It was said how long people are kept.
    RetentionRulesUpdated { /// The rules as they now are.
        retention_rules: RetentionRules }
    /// Somebody is kept, whatever the rules say.
    RetentionHoldPlaced { /// Who, and why.
        retention_hold: RetentionHold }
    /// The rules count for somebody again.
    RetentionHoldLifted { /// Who it was.
        retention_hold: RetentionHold }
}

/// The id of the aggregate that says whether a person is kept whatever the rules say.
pub fn hold_of(person: Uuid) -> RuleId {
    RuleId::derived(person, "retention hold")
}

/// What is personal in a consent.
const CONSENT: &[&str] = &["consent.purpose", "consent.how", "consent.text", "consent.withdrawn_how"];
/// What may be personal in an erasure, since somebody typed it in.
const ERASURE: &[&str] = &["erasure.note"];
/// What may be personal in a hold.
const HOLD: &[&str] = &["retention_hold.reason"];

events! {
    ConsentGiven = "crm.consent.given.v1" of "consent" by |e| e.consent.consent_id, veils CONSENT;
    ConsentWithdrawn = "crm.consent.withdrawn.v1" of "consent" by |e| e.consent.consent_id, veils CONSENT;
    PersonErased = "crm.person.erased.v1" of "erasure" by |e| e.erasure.erasure_id, veils ERASURE;
    ErasureFinished = "crm.erasure.finished.v1" of "erasure" by |e| e.erasure.erasure_id, veils ERASURE;
    PersonExported = "crm.person.exported.v1" of "person_export" by |e| e.person_export.person_export_id,
        veils &["person_export.note"];
    RetentionRulesUpdated = "crm.retention_rules.updated.v1" of "retention_rules"
        by |e| RuleId::derived(e.retention_rules.org_id.as_uuid(), "retention rules");
    RetentionHoldPlaced = "crm.retention_hold.placed.v1" of "retention_hold"
        by |e| hold_of(e.retention_hold.person.id()), veils HOLD;
    RetentionHoldLifted = "crm.retention_hold.lifted.v1" of "retention_hold"
        by |e| hold_of(e.retention_hold.person.id()), veils HOLD;
}
