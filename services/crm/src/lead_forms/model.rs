//! What a form may be, and what may be sent with it.

use std::collections::HashSet;

use contracts::leads::{FormField, LeadForm, LeadFormCreated, LeadFormUpdated};
use kernel::{CountryCode, Email, Name, Note};
use platform::{FieldError, Kind, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::key::FormKey;
use crate::custom_fields::CustomChanges;
use crate::leads::requests::{ConsentRequest, CreateLead, OriginRequest};

/// A form with what only this service keeps of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// Grows by one with each change.
    pub version: i64,
    /// How it is reached.
    pub key: FormKey,
    /// The form as others see it.
    pub image: LeadForm,
}

/// Why a form, or what was sent with it, was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {detail}")]
pub struct FormError {
    pointer: &'static str,
    detail: &'static str,
}

impl Refusal for FormError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "invalid-field"
    }
    fn fields(&self) -> Vec<FieldError> {
        vec![FieldError::new(self.pointer, self.detail)]
    }
}

fn refuse<T>(pointer: &'static str, detail: &'static str) -> Result<T, FormError> {
    Err(FormError { pointer, detail })
}

impl Form {
    /// Makes a form.
    pub fn make(image: LeadForm, key: FormKey) -> Result<(Self, LeadFormCreated), FormError> {
        check(&image)?;
        let created = LeadFormCreated { form: image.clone() };
        Ok((Self { version: 1, key, image }, created))
    }

    /// Changes the form to this. Its key stays, since it stands in web pages.
    pub fn update(&mut self, image: LeadForm) -> Result<LeadFormUpdated, FormError> {
        check(&image)?;
        self.image = image;
        self.version += 1;
        Ok(LeadFormUpdated { form: self.image.clone() })
    }

    /// What somebody sent, when the form asks for it: a lead with what they agreed to. Whoever is asked for consent must
    /// give it.
    pub fn take(&self, sent: Submission) -> Result<CreateLead, FormError> {
        let asks = |field: FormField| self.image.fields.contains(&field);
        for (field, pointer, filled) in [
            (FormField::Name, "/name", sent.name.is_some()),
            (FormField::Phone, "/phone", sent.phone.is_some()),
            (FormField::JobTitle, "/job_title", sent.job_title.is_some()),
            (FormField::Company, "/company", sent.company.is_some()),
            (FormField::Website, "/website", sent.website.is_some()),
            (FormField::Country, "/country", sent.country.is_some()),
            (FormField::Message, "/message", sent.message.is_some()),
        ] {
            if filled && !asks(field) {
                return refuse(pointer, "this form does not ask for it; leave it out");
            }
        }
        let consent = match &self.image.consent_text {
            None if sent.consent => return refuse("/consent", "this form asks for no consent; leave it out"),
            None => None,
            Some(_) if !sent.consent => return refuse("/consent", "must be given: send true"),
            Some(text) => Some(ConsentRequest {
                given_at: None,
                how: self.image.name.clone(),
                text: text.clone(),
                purpose: self.image.consent_purpose.clone(),
            }),
        };
        let name = match sent.name {
            Some(name) => name,
            None => name_of(&sent.email)?,
        };
        let origin = OriginRequest {
            source: self.image.source.clone(),
            campaign: self.image.campaign.clone(),
            referrer: sent.referrer,
            landing_page: sent.landing_page,
            utm_source: sent.utm_source,
            utm_medium: sent.utm_medium,
            utm_campaign: sent.utm_campaign,
            utm_term: sent.utm_term,
            utm_content: sent.utm_content,
        };
        Ok(CreateLead {
            name,
            email: Some(sent.email),
            phone: sent.phone,
            job_title: sent.job_title,
            given_name: None,
            company: sent.company,
            website: sent.website,
            country: sent.country,
            origin,
            consent,
            owner_id: None,
            note: sent.message,
            estimated_value: None,
            external_ref: None,
            next_step: None,
            received_at: None,
            custom: CustomChanges::default(),
        })
    }
}

/// What somebody is called who gave only an address: the part before the @.
fn name_of(email: &Email) -> Result<Name, FormError> {
    let local = email.as_str().split('@').next().unwrap_or_default();
    Name::new(local).map_err(|_error| FormError { pointer: "/email", detail: "must be an e-mail address" })
}

fn check(form: &LeadForm) -> Result<(), FormError> {
    let different: HashSet<FormField> = form.fields.iter().copied().collect();
    if different.len() < form.fields.len() {
        return refuse("/fields", "must name each field once");
    }
    if form.consent_purpose.is_some() && form.consent_text.is_none() {
        return refuse("/consent_purpose", "needs the words people agree to: set consent_text");
    }
    match form.redirect_url.as_ref().map(Note::as_str) {
        Some(url) if !is_web_address(url) => refuse(
            "/redirect_url",
            "must be a web address of at most 2000 characters that begins with https:// or http://",
        ),
        _ => Ok(()),
    }
}

/// Whether a browser may be sent there: a plain address of the web, which can stand in a header.
fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let plain = url.bytes().all(|byte| byte.is_ascii_graphic()) && url.len() <= 2000;
    plain && rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_alphanumeric()))
}

/// What somebody sends with a form. Fields the form does not ask for are left out.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "LeadFormSubmission")]
pub struct Submission {
    /// Address; always needed.
    pub email: Email,
    /// Name of the person.
    pub name: Option<Name>,
    /// Telephone number.
    pub phone: Option<Name>,
    /// Position in the company.
    pub job_title: Option<Name>,
    /// Name of the company.
    pub company: Option<Name>,
    /// Web address of the company.
    pub website: Option<Name>,
    /// Country, two capitals.
    pub country: Option<CountryCode>,
    /// Free text.
    pub message: Option<Note>,
    /// Whether they agree to the words of the form; `true`, or `on` as a browser's checkbox says it.
    #[serde(default, deserialize_with = "checked")]
    pub consent: bool,
    /// The page they came from.
    pub referrer: Option<Note>,
    /// The page the form stands on.
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
    /// A field no person sees. Whoever fills it in is a program, and what it sends is thrown away.
    pub fax_number: Option<String>,
}

impl Submission {
    /// Whether it was sent by a program that fills in whatever it finds.
    pub fn is_by_a_robot(&self) -> bool {
        self.fax_number.as_ref().is_some_and(|text| !text.trim().is_empty())
    }
}

/// A checkbox: `true` or `false` in JSON; from a browser the words it has for that.
fn checked<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Said {
        Plainly(bool),
        InWords(String),
    }
    match Said::deserialize(deserializer) {
        Ok(Said::Plainly(checked)) => Ok(checked),
        Ok(Said::InWords(word)) if ["on", "true", "yes", "1"].contains(&word.as_str()) => Ok(true),
        Ok(Said::InWords(word)) if ["off", "false", "no", "0"].contains(&word.as_str()) => Ok(false),
        _ => Err(serde::de::Error::custom("must be true or false")),
    }
}

#[cfg(test)]
mod tests {
    use kernel::{LeadFormId, OrgId};
    use serde_json::json;

    use super::*;

    fn form(change: &serde_json::Value) -> Result<Form, FormError> {
        let mut image = json!({"lead_form_id": LeadFormId::new(), "name": "Contact us", "fields": ["name"],
                               "consent_text": "You may write to me.", "active": true});
        image.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let key = FormKey::of(OrgId::new(), [7; 16]);
        Form::make(serde_json::from_value(image).unwrap(), key).map(|(form, _)| form)
    }

    fn sent(json: serde_json::Value) -> Submission {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a_form_that_cannot_be_is_refused_where_it_stands() {
        for (change, pointer) in [
            (json!({"fields": ["name", "name"]}), "/fields"),
            (json!({"consent_text": null, "consent_purpose": "news"}), "/consent_purpose"),
            (json!({"redirect_url": "javascript:alert(1)"}), "/redirect_url"),
            (json!({"redirect_url": "//evil.example"}), "/redirect_url"),
            (json!({"redirect_url": "https://a b"}), "/redirect_url"),
            (json!({"redirect_url": "https://"}), "/redirect_url"),
        ] {
            assert_eq!(form(&change).unwrap_err().pointer, pointer);
        }
        form(&json!({"redirect_url": "https://example.com/thanks?x=1#y"})).unwrap();
    }

    #[test]
    fn only_what_is_asked_for_is_taken_and_consent_is_needed_where_it_is_asked_for() {
        let form = form(&json!({"source": "web"})).unwrap();
        let take = |json| form.take(sent(json));
        let refused = |json| take(json).unwrap_err().pointer;
        assert_eq!(refused(json!({"email": "a@b.hu", "consent": true, "phone": "1"})), "/phone");
        assert_eq!(refused(json!({"email": "a@b.hu"})), "/consent");
        let lead = take(json!({"email": "anna.kis@b.hu", "consent": "on"})).unwrap();
        assert_eq!((lead.name.as_str(), lead.origin.source.as_ref().unwrap().as_str()), ("anna.kis", "web"));
        assert_eq!(lead.consent.unwrap().how.as_str(), "Contact us");
    }

    #[test]
    fn a_hidden_field_gives_programs_away() {
        assert!(sent(json!({"email": "a@b.hu", "fax_number": "1"})).is_by_a_robot());
        assert!(!sent(json!({"email": "a@b.hu", "fax_number": " "})).is_by_a_robot());
    }
}
