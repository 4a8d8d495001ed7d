//! What callers say about leads: the content of requests, before any rule is applied.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::ContactRole;
use contracts::leads::{LeadChannel, LeadOrigin};
use kernel::{
    AccountId, ContactId, CountryCode, DealId, Email, LeadFormId, MemberId, Money, Name, Note, PipelineId, ShortCode,
    StageId, TagId,
};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::custom_fields::CustomChanges;
use crate::deals::requests::NextStepRequest;
use crate::patch::{Change, given};

/// A new lead.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateLead {
    /// Name of the person.
    pub name: Name,
    /// What they are called among acquaintances; left out, mails guess it from the name.
    pub given_name: Option<Name>,
    /// Address: mails go there.
    pub email: Option<Email>,
    /// Further addresses, at most 20.
    #[serde(default)]
    pub additional_emails: Vec<Email>,
    /// Telephone number.
    pub phone: Option<Name>,
    /// Further telephone numbers, at most 20.
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
    /// Where it comes from.
    #[serde(default)]
    pub origin: OriginRequest,
    /// What the person agreed to.
    pub consent: Option<ConsentRequest>,
    /// Who looks after it; the assignment rules decide when left out.
    pub owner_id: Option<MemberId>,
    /// What is known about it besides.
    pub note: Option<Note>,
    /// What it may be worth.
    pub estimated_value: Option<Money>,
    /// Key of the record in the system it comes from; unique, so that an import can run twice.
    pub external_ref: Option<ShortCode>,
    /// What is done next about it.
    pub next_step: Option<NextStepRequest>,
    /// When it came in; now when left out, never in the future.
    pub received_at: Option<DateTime<Utc>>,
    /// Its tags.
    #[serde(default)]
    pub tags: Vec<TagId>,
    /// Values of custom fields, by the id of the field.
    #[serde(default)]
    pub custom: CustomChanges,
}

/// Where a lead comes from.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OriginRequest {
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

impl OriginRequest {
    /// The origin of a lead that came in this way; what a form or caller leaves open follows from the page's address.
    pub fn of(self, channel: LeadChannel, form_id: Option<LeadFormId>) -> LeadOrigin {
        LeadOrigin {
            channel,
            form_id,
            source: self.source.or_else(|| self.utm_source.clone()),
            campaign: self.campaign.or_else(|| self.utm_campaign.clone()),
            referrer: self.referrer,
            landing_page: self.landing_page,
            utm_source: self.utm_source,
            utm_medium: self.utm_medium,
            utm_campaign: self.utm_campaign,
            utm_term: self.utm_term,
            utm_content: self.utm_content,
        }
    }
}

/// What a person agreed to.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentRequest {
    /// When; now when left out, never in the future.
    pub given_at: Option<DateTime<Utc>>,
    /// How: "by telephone".
    pub how: Name,
    /// The words they agreed to.
    pub text: Note,
    /// What their data may be used for.
    pub purpose: Option<Name>,
}

/// Changes of a lead: what is left out stays, `null` empties. Where it came from stays as it was.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateLead {
    /// Name of the person.
    #[serde(default, deserialize_with = "given")]
    pub name: Option<Name>,
    /// What they are called among acquaintances; left out, mails guess it from the name.
    #[serde(default)]
    pub given_name: Change<Name>,
    /// Address; when it is emptied, the first of the further ones takes its place, and a further one that becomes it changes places
    /// with it.
    #[serde(default)]
    pub email: Change<Email>,
    /// Further addresses, all of them; at most 20.
    #[serde(default, deserialize_with = "given")]
    pub additional_emails: Option<Vec<Email>>,
    /// Telephone number, as the address.
    #[serde(default)]
    pub phone: Change<Name>,
    /// Further telephone numbers, all of them; at most 20.
    #[serde(default, deserialize_with = "given")]
    pub additional_phones: Option<Vec<Name>>,
    /// Position in the company.
    #[serde(default)]
    pub job_title: Change<Name>,
    /// Name of the company.
    #[serde(default)]
    pub company: Change<Name>,
    /// Web address of the company.
    #[serde(default)]
    pub website: Change<Name>,
    /// Country of the company.
    #[serde(default)]
    pub country: Change<CountryCode>,
    /// What the person agreed to; `null` when they took it back.
    #[serde(default)]
    pub consent: Change<ConsentRequest>,
    /// What is known about it besides.
    #[serde(default)]
    pub note: Change<Note>,
    /// What it may be worth.
    #[serde(default)]
    pub estimated_value: Change<Money>,
    /// Key of the record in the system it comes from.
    #[serde(default)]
    pub external_ref: Change<ShortCode>,
    /// What is done next about it; `null` when that was done and nothing is planned yet.
    #[serde(default)]
    pub next_step: Change<NextStepRequest>,
    /// Its tags, all of them.
    #[serde(default, deserialize_with = "given")]
    pub tags: Option<Vec<TagId>>,
    /// Values of custom fields: what is not named stays, `null` empties.
    #[serde(default)]
    pub custom: CustomChanges,
}

/// Gives a lead to somebody, or takes it from everybody.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignLead {
    /// Who looks after it from now on; nobody when it is `null` or left out.
    pub owner_id: Option<MemberId>,
}

/// Lets a lead wait for a day.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NurtureLead {
    /// The day on which it is looked at again; after today.
    pub until: NaiveDate,
    /// Why.
    pub reason: Option<Note>,
}

/// Gives a lead up.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DisqualifyLead {
    /// Why.
    pub reason: Note,
}

/// Takes up a lead that was given up.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReopenLead {
    /// Why.
    pub reason: Option<Note>,
}

/// Makes an account, a contact and perhaps a deal of a lead; each is a new one unless one there is already is named.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConvertLead {
    /// The account it belongs to; a new one of the lead's company when left out.
    pub account_id: Option<AccountId>,
    /// Name of the new account; the lead's company, or its person, when left out.
    pub account_name: Option<Name>,
    /// Values of custom fields of the new account, by the id of the field.
    #[serde(default)]
    pub account_custom: CustomChanges,
    /// The contact it is; a new one when left out.
    pub contact_id: Option<ContactId>,
    /// Values of custom fields of the new contact, by the id of the field.
    #[serde(default)]
    pub contact_custom: CustomChanges,
    /// The deal it becomes; none when left out.
    pub deal: Option<ConvertedDeal>,
}

/// The deal a lead becomes.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConvertedDeal {
    /// One there is already; a new one when left out.
    pub deal_id: Option<DealId>,
    /// What the new one is about; the account's name when left out.
    pub name: Option<Name>,
    /// The pipeline of the new one; that of the stage, or the default one, when left out.
    pub pipeline_id: Option<PipelineId>,
    /// The open stage it begins in; the first of its pipeline when left out. What the stage asks for has to be there.
    pub stage_id: Option<StageId>,
    /// What the contact is in the new one; nothing is said of it when left out.
    pub contact_role: Option<ContactRole>,
    /// Its estimated value; what the lead may be worth when left out.
    pub value: Option<Money>,
    /// When it is expected to close.
    pub expected_close_on: Option<NaiveDate>,
    /// What is done next to win it; the lead's next step when left out.
    pub next_step: Option<NextStepRequest>,
    /// Values of custom fields of the new one, by the id of the field.
    #[serde(default)]
    pub custom: CustomChanges,
}
