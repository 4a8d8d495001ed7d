//! The tables of forms, of tokens that were used, and of how much forms take.

use chrono::{DateTime, Utc};
use contracts::leads::{FormField, FormOwnField, LeadForm};
use kernel::{Cursor, Language, LeadFormId, Limit, Name, Note, Page};
use platform::{Db, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::key::FormKey;
use super::model::Form;
use crate::order::store::places;
use crate::order::{ids, orders, put};
use crate::{lists, words};

struct Row {
    lead_form_id: LeadFormId,
    version: i64,
    form_key: String,
    name: Name,
    fields: Json<Vec<FormField>>,
    own_fields: Json<Vec<FormOwnField>>,
    consent_text: Option<Note>,
    consent_purpose: Option<Name>,
    source: Option<Name>,
    campaign: Option<Name>,
    redirect_url: Option<Note>,
    sites: Vec<Name>,
    language: Option<String>,
    needs_token: bool,
    hourly_limit: Option<i32>,
    active: bool,
}

impl TryFrom<Row> for Form {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let (key, _) =
            FormKey::read(&row.form_key).ok_or_else(|| Problem::internal("a form has a key that is none"))?;
        let image = LeadForm {
            lead_form_id: row.lead_form_id,
            name: row.name,
            fields: row.fields.0,
            own_fields: row.own_fields.0,
            consent_text: row.consent_text,
            consent_purpose: row.consent_purpose,
            source: row.source,
            campaign: row.campaign,
            redirect_url: row.redirect_url,
            sites: row.sites,
            language: row.language.map(words::value).transpose()?,
            needs_token: row.needs_token,
            hourly_limit: row.hourly_limit,
            active: row.active,
        };
        Ok(Self { version: row.version, key, image })
    }
}

/// Forms with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select lead_form_id as "lead_form_id: LeadFormId", version, form_key, name as "name: Name",
                      fields as "fields: Json<Vec<FormField>>", own_fields as "own_fields: Json<Vec<FormOwnField>>",
                      consent_text as "consent_text: Note",
                      consent_purpose as "consent_purpose: Name", source as "source: Name", campaign as "campaign: Name",
                      redirect_url as "redirect_url: Note", sites as "sites: Vec<Name>", language, needs_token, hourly_limit,
                      active
                 from lead_forms where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// A form.
pub async fn get(db: &mut Db, id: LeadFormId) -> Result<Option<Form>> {
    let org = db.org.as_uuid();
    select!("lead_form_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?.map(Form::try_from).transpose()
}

/// A form nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: LeadFormId) -> Result<Option<Form>> {
    let org = db.org.as_uuid();
    let row = select!("lead_form_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Form::try_from).transpose()
}

/// The active form with this key.
pub async fn active_by_key(db: &mut Db, key: &FormKey) -> Result<Option<Form>> {
    let org = db.org.as_uuid();
    let row = select!("form_key = $2 and active", org, key.as_str()).fetch_optional(db.conn()).await?;
    row.map(Form::try_from).transpose()
}

orders! {
    "LeadFormSort":
    /// The oldest first.
    #[default]
    Oldest "created_at",
    /// The newest first.
    Newest "-created_at",
    /// By name.
    Name "name",
    /// By name, downwards.
    NameDown "-name",
    /// By the source of their leads, those without one last.
    Source "source",
    /// By the source of their leads, downwards, those without one last.
    SourceDown "-source",
}

/// Forms in an order, after a cursor.
pub async fn list(db: &mut Db, sort: Sort, cursor: Option<Cursor>, limit: Limit) -> Result<Page<Form>> {
    if sort != Sort::default() {
        return sorted(db, sort, cursor, limit).await;
    }
    let (org, after) = (db.org.as_uuid(), lists::after::<Uuid>(cursor)?);
    let found =
        select!("($2::uuid is null or lead_form_id > $2) order by lead_form_id limit $3", org, after, limit.fetch());
    let forms = found.fetch_all(db.conn()).await?.into_iter().map(Form::try_from).collect::<Result<Vec<_>>>()?;
    Ok(Page::from_rows(forms, limit, |form| form.image.lead_form_id))
}

async fn sorted(db: &mut Db, sort: Sort, cursor: Option<Cursor>, limit: Limit) -> Result<Page<Form>> {
    let page = places!(
        db, sort, cursor, limit,
        from "lead_forms x" id "x.lead_form_id"
        keys "when 'created_at' then moment_key(x.created_at) when 'name' then search_key(x.name)
              when 'source' then search_key(x.source)"
        filter "true",
    );
    let org = db.org.as_uuid();
    let rows = select!("lead_form_id = any($2)", org, &ids(&page)).fetch_all(db.conn()).await?;
    let forms = rows.into_iter().map(Form::try_from).collect::<Result<Vec<_>>>()?;
    Ok(put(page, forms, |form| form.image.lead_form_id.as_uuid()))
}

/// Writes a new form.
pub async fn insert(db: &mut Db, form: &Form) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &form.image);
    let sites: Vec<String> = image.sites.iter().map(ToString::to_string).collect();
    sqlx::query!(
        "insert into lead_forms (org_id, lead_form_id, version, form_key, name, fields, consent_text, consent_purpose,
                                 source, campaign, redirect_url, active, created_at, updated_at, own_fields, sites,
                                 language, needs_token, hourly_limit)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14, $15, $16, $17, $18)",
        org,
        image.lead_form_id.as_uuid(),
        form.version,
        form.key.as_str(),
        image.name.as_str(),
        Json(&image.fields) as _,
        image.consent_text.as_ref().map(Note::as_str),
        image.consent_purpose.as_ref().map(Name::as_str),
        image.source.as_ref().map(Name::as_str),
        image.campaign.as_ref().map(Name::as_str),
        image.redirect_url.as_ref().map(Note::as_str),
        image.active,
        now,
        Json(&image.own_fields) as _,
        &sites,
        image.language.map(Language::tag),
        image.needs_token,
        image.hourly_limit,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Writes the next version of a form.
pub async fn save(db: &mut Db, form: &Form) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &form.image);
    let sites: Vec<String> = image.sites.iter().map(ToString::to_string).collect();
    sqlx::query!(
        "update lead_forms
            set version = $3, name = $4, fields = $5, consent_text = $6, consent_purpose = $7, source = $8, campaign = $9,
                redirect_url = $10, active = $11, updated_at = $12, own_fields = $13, sites = $14, language = $15,
                needs_token = $16, hourly_limit = $17
          where org_id = $1 and lead_form_id = $2 and version = $3::bigint - 1",
        org,
        image.lead_form_id.as_uuid(),
        form.version,
        image.name.as_str(),
        Json(&image.fields) as _,
        image.consent_text.as_ref().map(Note::as_str),
        image.consent_purpose.as_ref().map(Name::as_str),
        image.source.as_ref().map(Name::as_str),
        image.campaign.as_ref().map(Name::as_str),
        image.redirect_url.as_ref().map(Note::as_str),
        image.active,
        now,
        Json(&image.own_fields) as _,
        &sites,
        image.language.map(Language::tag),
        image.needs_token,
        image.hourly_limit,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Uses a token up; false when it was used before.
pub async fn use_token(db: &mut Db, nonce: Uuid) -> Result<bool> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let used = sqlx::query!(
        "insert into used_form_tokens (org_id, nonce, used_at) values ($1, $2, $3) on conflict do nothing",
        org,
        nonce,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(used.rows_affected() == 1)
}

/// Counts one more that a form takes within an hour; how many that are.
pub async fn count(db: &mut Db, form: LeadFormId, hour: DateTime<Utc>) -> Result<i32> {
    let org = db.org.as_uuid();
    let taken = sqlx::query_scalar!(
        "insert into lead_form_hours as h (org_id, lead_form_id, hour, taken) values ($1, $2, $3, 1)
         on conflict (org_id, lead_form_id, hour) do update set taken = h.taken + 1 returning taken",
        org,
        form.as_uuid(),
        hour,
    )
    .fetch_one(db.conn())
    .await?;
    Ok(taken)
}

/// Forgets tokens that were used, and hours that were counted, before a moment.
pub async fn forget(db: &mut Db, before: DateTime<Utc>) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from used_form_tokens where org_id = $1 and used_at < $2", org, before)
        .execute(db.conn())
        .await?;
    sqlx::query!("delete from lead_form_hours where org_id = $1 and hour < $2", org, before).execute(db.conn()).await?;
    Ok(())
}
