//! What a form may be, and what may be sent with it.

use std::collections::{BTreeMap, HashSet};

use contracts::crm::{FieldKind, FieldValue};
use contracts::leads::{FormField, LeadForm, LeadFormCreated, LeadFormUpdated};
use kernel::{CountryCode, Email, FieldId, Name, Note};
use platform::{FieldError, Kind, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::key::FormKey;
use super::sites;
use crate::custom_fields::CustomChanges;
use crate::custom_fields::model::{Field, pointer};
use crate::leads::requests::{ConsentRequest, CreateLead, OriginRequest};
use crate::reaches;

/// How much a form takes within an hour that says nothing else.
pub const HOURLY: i32 = 200;
/// Most that a form can take within an hour.
const MAX_HOURLY: i32 = 10_000;
/// Most sites of a form.
const MAX_SITES: usize = 20;

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
    pointer: String,
    detail: String,
}

impl Refusal for FormError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "invalid-field"
    }
    fn fields(&self) -> Vec<FieldError> {
        vec![FieldError::new(&self.pointer, &self.detail)]
    }
}

fn refuse<T>(pointer: impl Into<String>, detail: impl Into<String>) -> Result<T, FormError> {
    Err(FormError { pointer: pointer.into(), detail: detail.into() })
}

impl Form {
    /// Makes a form. `fields` are the organisation's own fields of leads.
    pub fn make(image: LeadForm, key: FormKey, fields: &[Field]) -> Result<(Self, LeadFormCreated), FormError> {
        check(&image, fields)?;
        let created = LeadFormCreated { form: image.clone() };
        Ok((Self { version: 1, key, image }, created))
    }

    /// Changes the form to this. Its key stays, since it stands in web pages.
    pub fn update(&mut self, image: LeadForm, fields: &[Field]) -> Result<LeadFormUpdated, FormError> {
        check(&image, fields)?;
        self.image = image;
        self.version += 1;
        Ok(LeadFormUpdated { form: self.image.clone() })
    }

    /// What somebody sent, when the form asks for it: a lead with what they agreed to. Whoever is asked for consent must
    /// give it, and whoever is asked for an own field of the organisation says what that field can hold.
    pub fn take(&self, sent: Submission, fields: &[Field]) -> Result<CreateLead, FormError> {
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
        reaches::check_phone(sent.phone.as_ref()).or_else(|detail| refuse("/phone", detail))?;
        reaches::check_website(sent.website.as_ref()).or_else(|detail| refuse("/website", detail))?;
        let custom = self.own_values(sent.custom, fields)?;
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
            additional_emails: Vec::new(),
            phone: sent.phone,
            additional_phones: Vec::new(),
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
            tags: Vec::new(),
            custom,
        })
    }

    /// What somebody said of the own fields the form asks for. One that is out of use since is asked no more, and what pages that
    /// nobody has changed yet still send of it is passed over.
    fn own_values(&self, sent: BTreeMap<FieldId, FieldValue>, fields: &[Field]) -> Result<CustomChanges, FormError> {
        let field = |id: &FieldId| fields.iter().find(|field| field.image.field_id == *id);
        let asked = |id: &FieldId| self.image.own_fields.iter().any(|own| own.field_id == *id);
        let mut values = CustomChanges::new();
        for (id, value) in sent {
            let Some(field) = field(&id).filter(|_| asked(&id)) else {
                return refuse(pointer(id), "this form does not ask for it; leave it out");
            };
            if field.image.archived {
                continue;
            }
            let value = field.value(in_kind(field.image.kind, value));
            let value = value.map_err(|error| FormError { pointer: error.pointer, detail: error.detail })?;
            if !matches!(&value, FieldValue::Text(text) if text.is_empty()) {
                values.insert(id, Some(value));
            }
        }
        let needed = self.image.own_fields.iter().filter(|own| own.required && !values.contains_key(&own.field_id));
        let missing = needed.filter_map(|own| field(&own.field_id)).find(|field| !field.image.archived);
        match missing {
            Some(field) => refuse(pointer(field.image.field_id), format!("{} must be said", field.image.name)),
            None => Ok(values),
        }
    }
}

/// A value as its kind of field has it: the form of a web page knows only texts.
fn in_kind(kind: FieldKind, value: FieldValue) -> FieldValue {
    match (kind, value) {
        (FieldKind::YesNo, FieldValue::Text(word)) => said(&word).map_or(FieldValue::Text(word), FieldValue::YesNo),
        (FieldKind::Choices, FieldValue::Text(one)) => FieldValue::Choices(vec![one]),
        (_, value) => value,
    }
}

/// What the word of a checkbox says.
fn said(word: &str) -> Option<bool> {
    match word {
        "on" | "true" | "yes" | "1" => Some(true),
        "off" | "false" | "no" | "0" => Some(false),
        _ => None,
    }
}

/// What somebody is called who gave only an address: the part before the @.
fn name_of(email: &Email) -> Result<Name, FormError> {
    let local = email.as_str().split('@').next().unwrap_or_default();
    Name::new(local).or_else(|_error| refuse("/email", "must be an e-mail address"))
}

fn check(form: &LeadForm, fields: &[Field]) -> Result<(), FormError> {
    let different: HashSet<FormField> = form.fields.iter().copied().collect();
    if different.len() < form.fields.len() {
        return refuse("/fields", "must name each field once");
    }
    let mut named = HashSet::new();
    for (place, own) in form.own_fields.iter().enumerate() {
        let at = format!("/own_fields/{place}/field_id");
        if !fields.iter().any(|field| field.image.field_id == own.field_id) {
            return refuse(at, "there is no such field of leads; GET /v1/custom-fields lists them");
        }
        if !named.insert(own.field_id) {
            return refuse(at, "is named twice; leave one out");
        }
    }
    if form.consent_purpose.is_some() && form.consent_text.is_none() {
        return refuse("/consent_purpose", "needs the words people agree to: set consent_text");
    }
    if form.hourly_limit.is_some_and(|limit| !(1..=MAX_HOURLY).contains(&limit)) {
        return refuse("/hourly_limit", format!("must be from 1 to {MAX_HOURLY}; leave it out for {HOURLY}"));
    }
    if form.sites.len() > MAX_SITES {
        return refuse("/sites", format!("must be at most {MAX_SITES}"));
    }
    if let Some(place) = form.sites.iter().position(|site| !sites::is_site(site.as_str())) {
        return refuse(
            format!("/sites/{place}"),
            "must be the host of a site in small letters, such as www.example.com",
        );
    }
    match form.redirect_url.as_ref().map(Note::as_str) {
        Some(url) if sites::host(url).is_none() => refuse(
            "/redirect_url",
            "must be a web address of at most 2000 characters that begins with https:// or http://",
        ),
        Some(url) if !sites::is_on_one(url, &form.sites) => {
            let host = sites::host(url).unwrap_or_default();
            refuse("/redirect_url", format!("must be on one of the sites of the form; add {host} to sites"))
        }
        _ => Ok(()),
    }
}

/// What somebody sends with a form. Fields the form does not ask for are left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
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
    /// Values of the own fields the form asks for, by the id of the field. A web page names them `custom.<id>`, and
    /// `custom.<id>[]` where several can be chosen.
    #[serde(default)]
    pub custom: BTreeMap<FieldId, FieldValue>,
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
    /// The token the page got when it was opened, where the form needs one.
    pub form_token: Option<String>,
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
        Ok(Said::InWords(word)) => said(&word).ok_or_else(|| serde::de::Error::custom("must be true or false")),
        Err(_) => Err(serde::de::Error::custom("must be true or false")),
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
        Form::make(serde_json::from_value(image).unwrap(), key, &[]).map(|(form, _)| form)
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
            (json!({"redirect_url": "https://evil.example/", "sites": ["good.example"]}), "/redirect_url"),
            (json!({"sites": ["good.example", "https://x"]}), "/sites/1"),
            (json!({"hourly_limit": 0}), "/hourly_limit"),
        ] {
            assert_eq!(form(&change).unwrap_err().pointer, pointer);
        }
        form(&json!({"redirect_url": "https://example.com/thanks?x=1#y", "sites": ["example.com"]})).unwrap();
    }

    #[test]
    fn only_what_is_asked_for_is_taken_and_consent_is_needed_where_it_is_asked_for() {
        let form = form(&json!({"source": "web"})).unwrap();
        let take = |json| form.take(sent(json), &[]);
        let refused = |json| take(json).unwrap_err().pointer;
        assert_eq!(refused(json!({"email": "a@b.hu", "consent": true, "phone": "1"})), "/phone");
        assert_eq!(refused(json!({"email": "a@b.hu"})), "/consent");
        let lead = take(json!({"email": "anna.kis@b.hu", "consent": "on"})).unwrap();
        assert_eq!((lead.name.as_str(), lead.origin.source.as_ref().unwrap().as_str()), ("anna.kis", "web"));
        assert_eq!(lead.consent.unwrap().how.as_str(), "Contact us");
    }

    #[test]
    fn own_fields_are_taken_as_what_they_are_from_programs_and_from_pages() {
        let own = |kind: &str, choices: serde_json::Value| {
            let image = json!({"field_id": FieldId::new(), "record": "lead", "name": kind, "kind": kind,
                               "choices": choices, "required": false, "position": 1, "archived": false});
            Field::define(serde_json::from_value(image).unwrap()).unwrap().0
        };
        let mut fields = [own("number", json!([])), own("choices", json!(["S", "M"])), own("yes_no", json!([]))];
        let ids = fields.each_ref().map(|field| field.image.field_id);
        let [number, choices, yes] = ids;
        let [n, c, y] = ids.map(|id| id.to_string());
        let (n, c, y) = (n.as_str(), c.as_str(), y.as_str());
        let asked = json!([{"field_id": number, "required": true}, {"field_id": choices}, {"field_id": yes}]);
        let mut image = form(&json!({"consent_text": null})).unwrap().image;
        image.own_fields = serde_json::from_value(asked).unwrap();
        let key = || FormKey::of(OrgId::new(), [7; 16]);
        let (form, _) = Form::make(image.clone(), key(), &fields).unwrap();
        assert_eq!(Form::make(image, key(), &fields[1..]).unwrap_err().pointer, "/own_fields/0/field_id");
        let said = |custom: serde_json::Value| sent(json!({"email": "a@b.hu", "custom": custom}));
        for (custom, value) in [
            (json!({n: "12.50"}), (number, json!("12.5"))),
            (json!({n: "1", c: "M"}), (choices, json!(["M"]))),
            (json!({n: "1", c: ["M", "S"]}), (choices, json!(["S", "M"]))),
            (json!({n: "1", y: "on"}), (yes, json!(true))),
            (json!({n: "1", y: false}), (yes, json!(false))),
        ] {
            let lead = form.take(said(custom), &fields).unwrap();
            assert_eq!(json!(lead.custom[&value.0]), value.1);
        }
        for (custom, at) in [
            (json!({}), number),
            (json!({n: ""}), number),
            (json!({n: "many"}), number),
            (json!({n: "1", y: "perhaps"}), yes),
            (json!({n: "1", c: ["L"]}), choices),
        ] {
            let refused = form.take(said(custom.clone()), &fields).unwrap_err().pointer;
            assert!(refused.starts_with(&pointer(at)), "{custom}: {refused}");
        }
        let stranger = FieldId::new();
        let refused = form.take(said(json!({n: "1", stranger.to_string(): "x"})), &fields).unwrap_err();
        assert_eq!(refused.pointer, pointer(stranger));
        fields[0].image.archived = true;
        let lead = form.take(said(json!({n: "1"})), &fields).unwrap();
        assert!(lead.custom.is_empty(), "what is out of use is neither asked for nor kept");
    }

    #[test]
    fn a_hidden_field_gives_programs_away() {
        assert!(sent(json!({"email": "a@b.hu", "fax_number": "1"})).is_by_a_robot());
        assert!(!sent(json!({"email": "a@b.hu", "fax_number": " "})).is_by_a_robot());
    }
}
