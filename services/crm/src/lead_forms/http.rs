//! Forms over HTTP, for those who make them.

use contracts::crm::FieldRecord;
use contracts::leads::{FormField, FormOwnField, LeadForm};
use kernel::{Cursor, LeadFormId, Limit, Name, Note, Page, Permission};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::key::FormKey;
use super::model::Form;
use super::{public, store};
use crate::custom_fields;
use crate::lists::{self, List};
use crate::patch::{Change, given};

/// What forms answer.
pub fn routes() -> Routes {
    let routes = Routes::new("lead forms")
        .post("/v1/lead-forms", Permission::ManageCrm, "Make a form", create)
        .get("/v1/lead-forms", Permission::ReadCrm, "List forms", list)
        .get("/v1/lead-forms/{lead_form_id}", Permission::ReadCrm, "Show a form", get)
        .patch("/v1/lead-forms/{lead_form_id}", Permission::ManageCrm, "Change a form", update);
    public::add_to(routes)
}

/// A new form.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CreateLeadForm {
    name: Name,
    /// What it asks for besides the e-mail address.
    #[serde(default)]
    fields: Vec<FormField>,
    /// The organisation's own fields of leads it asks for.
    #[serde(default)]
    own_fields: Vec<FormOwnField>,
    /// The words a person agrees to; left out, the form asks for no consent.
    consent_text: Option<Note>,
    /// What their data may then be used for.
    consent_purpose: Option<Name>,
    /// Source of its leads; `utm_source` when left out.
    source: Option<Name>,
    /// Campaign of its leads; `utm_campaign` when left out.
    campaign: Option<Name>,
    /// Where a browser goes after it was sent.
    redirect_url: Option<Note>,
}

/// Changes of a form: what is left out stays, `null` empties. Its key stays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UpdateLeadForm {
    #[serde(default, deserialize_with = "given")]
    name: Option<Name>,
    #[serde(default, deserialize_with = "given")]
    fields: Option<Vec<FormField>>,
    /// The organisation's own fields of leads it asks for, all of them.
    #[serde(default, deserialize_with = "given")]
    own_fields: Option<Vec<FormOwnField>>,
    #[serde(default)]
    consent_text: Change<Note>,
    #[serde(default)]
    consent_purpose: Change<Name>,
    #[serde(default)]
    source: Change<Name>,
    #[serde(default)]
    campaign: Change<Name>,
    #[serde(default)]
    redirect_url: Change<Note>,
    /// False: it takes nothing any more.
    #[serde(default, deserialize_with = "given")]
    active: Option<bool>,
}

/// A form.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LeadFormView {
    #[serde(flatten)]
    form: LeadForm,
    /// How it is reached: `POST /v1/public/forms/{form_key}/submissions`.
    form_key: String,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Form> for LeadFormView {
    fn from(form: Form) -> Self {
        Self { form_key: form.key.as_str().to_owned(), form: form.image, version: form.version }
    }
}

/// Which page.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListLeadForms {
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

async fn create(mut tx: Tx, Json(body): Json<CreateLeadForm>) -> Result<Created<LeadFormView>> {
    let image = LeadForm {
        lead_form_id: LeadFormId::new(),
        name: body.name,
        fields: body.fields,
        own_fields: body.own_fields,
        consent_text: body.consent_text,
        consent_purpose: body.consent_purpose,
        source: body.source,
        campaign: body.campaign,
        redirect_url: body.redirect_url,
        active: true,
    };
    let key = FormKey::of(tx.org, rand::random());
    let fields = custom_fields::store::list(&mut tx, Some(FieldRecord::Lead)).await?;
    let (form, created) = Form::make(image, key, &fields)?;
    store::insert(&mut tx, &form).await?;
    tx.publish(form.version, &created)?;
    tx.created(format!("/v1/lead-forms/{}", form.image.lead_form_id), form.version, form.into()).await
}

async fn update(
    mut tx: Tx,
    Path(id): Path<LeadFormId>,
    Json(body): Json<UpdateLeadForm>,
) -> Result<Reply<LeadFormView>> {
    let mut form = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("form"))?;
    tx.require_match(form.version)?;
    let mut image = form.image.clone();
    body.apply(&mut image);
    let fields = custom_fields::store::list(&mut tx, Some(FieldRecord::Lead)).await?;
    let updated = form.update(image, &fields)?;
    store::save(&mut tx, &form).await?;
    tx.publish(form.version, &updated)?;
    tx.reply(form.version, form.into()).await
}

impl UpdateLeadForm {
    fn apply(self, image: &mut LeadForm) {
        if let Some(name) = self.name {
            image.name = name;
        }
        if let Some(fields) = self.fields {
            image.fields = fields;
        }
        if let Some(own_fields) = self.own_fields {
            image.own_fields = own_fields;
        }
        if let Some(active) = self.active {
            image.active = active;
        }
        self.consent_text.apply(&mut image.consent_text);
        self.consent_purpose.apply(&mut image.consent_purpose);
        self.source.apply(&mut image.source);
        self.campaign.apply(&mut image.campaign);
        self.redirect_url.apply(&mut image.redirect_url);
    }
}

async fn get(mut db: Read, Path(id): Path<LeadFormId>) -> Result<Reply<LeadFormView>> {
    let form = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("form"))?;
    Ok(Reply::of(form.version, form.into()))
}

impl List for ListLeadForms {
    type Item = LeadFormView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<LeadFormView>> {
        let rows = store::list(db, lists::after(cursor)?, limit.fetch()).await?;
        Ok(Page::from_rows(rows, limit, |row| row.image.lead_form_id).map(LeadFormView::from))
    }
}

async fn list(mut db: Read, Query(query): Query<ListLeadForms>) -> Result<Reply<Page<LeadFormView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}
