//! Forms over HTTP, for those who make them.

use contracts::crm::FieldRecord;
use contracts::leads::{FormField, FormOwnField, LeadForm};
use kernel::{Cursor, Language, LeadFormId, Limit, Name, Note, Page, Permission};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::key::FormKey;
use super::model::Form;
use super::{public, store};
use crate::custom_fields;
use crate::lists::List;
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
    /// Where a browser goes after it was sent, on one of `sites`; left out, it is thanked by a small page.
    redirect_url: Option<Note>,
    /// The sites it belongs to, at most 20, such as `www.example.com`.
    #[serde(default)]
    sites: Vec<Name>,
    /// The language in which a browser without a script is answered; the one it asks for when left out.
    language: Option<Language>,
    /// Whether a page has to say by a token when it was opened (`GET /v1/public/forms/{form_key}/token`). What says nothing, or was sent
    /// faster than anybody writes, is held as suspected spam. No when left out.
    #[serde(default)]
    needs_token: bool,
    /// How much it takes within an hour, from 1 to 10000; 200 when left out.
    hourly_limit: Option<i32>,
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
    /// The sites it belongs to, all of them.
    #[serde(default, deserialize_with = "given")]
    sites: Option<Vec<Name>>,
    #[serde(default)]
    language: Change<Language>,
    #[serde(default, deserialize_with = "given")]
    needs_token: Option<bool>,
    #[serde(default)]
    hourly_limit: Change<i32>,
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
    /// The order; the oldest first when left out.
    #[serde(default)]
    sort: store::Sort,
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
        sites: body.sites,
        language: body.language,
        needs_token: body.needs_token,
        hourly_limit: body.hourly_limit,
        active: true,
    };
    let key = FormKey::of(tx.org, rand::random());
    let fields = custom_fields::store::list(&mut tx, Some(FieldRecord::Lead)).await?;
    check_signing(&tx, image.needs_token)?;
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
    check_signing(&tx, image.needs_token && !form.image.needs_token)?;
    let updated = form.update(image, &fields)?;
    store::save(&mut tx, &form).await?;
    tx.publish(form.version, &updated)?;
    tx.reply(form.version, form.into()).await
}

/// Refuses to ask for tokens where the installation has no key to sign them with.
fn check_signing(tx: &Tx, asked: bool) -> Result<()> {
    if asked && tx.sealer().sign("lead form", "").is_err() {
        let detail = "needs the secret key of the installation; whoever runs it sets one";
        return Err(Problem::field("/needs_token", detail));
    }
    Ok(())
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
        if let Some(sites) = self.sites {
            image.sites = sites;
        }
        if let Some(needs_token) = self.needs_token {
            image.needs_token = needs_token;
        }
        if let Some(active) = self.active {
            image.active = active;
        }
        self.consent_text.apply(&mut image.consent_text);
        self.consent_purpose.apply(&mut image.consent_purpose);
        self.source.apply(&mut image.source);
        self.campaign.apply(&mut image.campaign);
        self.redirect_url.apply(&mut image.redirect_url);
        self.language.apply(&mut image.language);
        self.hourly_limit.apply(&mut image.hourly_limit);
    }
}

async fn get(mut db: Read, Path(id): Path<LeadFormId>) -> Result<Reply<LeadFormView>> {
    let form = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("form"))?;
    Ok(Reply::of(form.version, form.into()))
}

impl List for ListLeadForms {
    type Item = LeadFormView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<LeadFormView>> {
        Ok(store::list(db, self.sort, cursor, limit).await?.map(LeadFormView::from))
    }
}

async fn list(mut db: Read, Query(query): Query<ListLeadForms>) -> Result<Reply<Page<LeadFormView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}
