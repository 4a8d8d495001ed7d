//! The tables of leads, of the statuses they had and of the times they came forward.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::{CustomValues, NextStep};
use contracts::leads::{self, KnownClient, LeadConsent, LeadOrigin, LeadStatus};
use kernel::{
    AccountId, ContactId, CountryCode, Currency, DealId, Decimal, Email, LeadId, MemberId, Money, Name, Note,
    ShortCode, TagId,
};
use platform::{Db, FieldError, Kind, Problem, Result};
use sqlx::types::Json;

use super::model::{Lead, status_from, status_text};
use crate::lead_settings::scoring::{Score, ScorePart};
use crate::names::texts;

mod clients;
mod history;
mod list;
mod scores;

pub use clients::{owner_of_client, waiting_for_room};
pub use history::{StatusChange, Touch, add_touch, changed, history, later_origins, touches};
pub use list::{Filter, Sort, list};
pub use scores::{rescore, unscored};

/// A row of leads, with the name of the owner.
struct Row {
    lead_id: LeadId,
    version: i64,
    name: Name,
    email: Option<Email>,
    additional_emails: Vec<Email>,
    phone: Option<Name>,
    additional_phones: Vec<Name>,
    job_title: Option<Name>,
    given_name: Option<Name>,
    company: Option<Name>,
    website: Option<Name>,
    country: Option<CountryCode>,
    origin: Json<LeadOrigin>,
    consent: Option<Json<LeadConsent>>,
    status: String,
    status_reason: Option<Note>,
    nurture_until: Option<NaiveDate>,
    owner_id: Option<MemberId>,
    assigned_by: Option<Name>,
    note: Option<Note>,
    estimated_value: Option<Decimal>,
    estimated_currency: Option<Currency>,
    external_ref: Option<ShortCode>,
    next_step: Option<Name>,
    next_step_due_on: Option<NaiveDate>,
    received_at: DateTime<Utc>,
    last_touch_at: DateTime<Utc>,
    touches: i32,
    first_response_due_at: Option<DateTime<Utc>>,
    first_responded_at: Option<DateTime<Utc>>,
    account_id: Option<AccountId>,
    contact_id: Option<ContactId>,
    deal_id: Option<DealId>,
    merged_into: Option<LeadId>,
    custom: Json<CustomValues>,
    erased_at: Option<DateTime<Utc>>,
    score: i32,
    score_parts: Json<Vec<ScorePart>>,
    scored_revision: i64,
    tags: Vec<TagId>,
    known_client: Option<Json<KnownClient>>,
    waits_for_room: bool,
    column_key: Option<String>,
}

impl TryFrom<Row> for Lead {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let value = row.estimated_value.zip(row.estimated_currency);
        let value = value.map(|(amount, currency)| Money::new(amount, currency)).transpose();
        let image = leads::Lead {
            lead_id: row.lead_id,
            name: row.name,
            email: row.email,
            additional_emails: row.additional_emails,
            phone: row.phone,
            additional_phones: row.additional_phones,
            job_title: row.job_title,
            given_name: row.given_name,
            company: row.company,
            website: row.website,
            country: row.country,
            origin: row.origin.0,
            consent: row.consent.map(|consent| consent.0),
            status: status(&row.status)?,
            status_reason: row.status_reason,
            nurture_until: row.nurture_until,
            owner_id: row.owner_id,
            assigned_by: row.assigned_by,
            note: row.note,
            estimated_value: value.map_err(Problem::internal)?,
            external_ref: row.external_ref,
            next_step: row.next_step.map(|text| NextStep { text, due_on: row.next_step_due_on }),
            received_at: row.received_at,
            last_touch_at: row.last_touch_at,
            touches: row.touches,
            first_response_due_at: row.first_response_due_at,
            first_responded_at: row.first_responded_at,
            account_id: row.account_id,
            contact_id: row.contact_id,
            deal_id: row.deal_id,
            merged_into: row.merged_into,
            known_client: row.known_client.map(|client| client.0),
            tags: row.tags,
            custom: row.custom.0,
        };
        let score = Score { points: row.score, parts: row.score_parts.0, revision: row.scored_revision };
        let (version, erased_at, waits_for_room) = (row.version, row.erased_at, row.waits_for_room);
        Ok(Self { version, image, erased_at, score, waits_for_room })
    }
}

/// The status a column says.
fn status(text: &str) -> Result<LeadStatus> {
    status_from(text).ok_or_else(|| Problem::internal("a lead has an unknown status"))
}

/// Leads with a condition and what follows it; a list says by which key it is sorted.
macro_rules! select {
    ($rest:expr, $($argument:expr),+ $(,)?) => { select!(by "null::text"; $rest, $($argument),+) };
    (by $key:literal; $rest:expr, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"select lead_id as "lead_id: LeadId", version, name as "name: Name", email as "email: Email",
                      additional_emails as "additional_emails: Vec<Email>", phone as "phone: Name",
                      additional_phones as "additional_phones: Vec<Name>", job_title as "job_title: Name", given_name as "given_name: Name", company as "company: Name",
                      website as "website: Name", country as "country: CountryCode",
                      origin as "origin: Json<LeadOrigin>", consent as "consent: Json<LeadConsent>", status,
                      status_reason as "status_reason: Note", nurture_until, owner_id as "owner_id: MemberId",
                      assigned_by as "assigned_by: Name", note as "note: Note", estimated_value,
                      estimated_currency as "estimated_currency: Currency", external_ref as "external_ref: ShortCode",
                      next_step as "next_step: Name", next_step_due_on, received_at, last_touch_at, touches,
                      first_response_due_at, first_responded_at, account_id as "account_id: AccountId",
                      contact_id as "contact_id: ContactId", deal_id as "deal_id: DealId",
                      merged_into as "merged_into: LeadId", custom as "custom: Json<CustomValues>", erased_at, score, score_parts as "score_parts: Json<Vec<ScorePart>>",
                      scored_revision, known_client as "known_client: Json<KnownClient>", waits_for_room,
                      array(select distinct coalesce(t.merged_into, t.tag_id) from tags t
                             where t.org_id = leads.org_id and t.tag_id = any(leads.tags) order by 1) as "tags!: Vec<TagId>",
                      "# + $key + r#" as column_key
                 from leads where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}
use select;

/// A lead.
pub async fn get(db: &mut Db, id: LeadId) -> Result<Option<Lead>> {
    let org = db.org.as_uuid();
    select!("lead_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?.map(Lead::try_from).transpose()
}

/// A lead nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: LeadId) -> Result<Option<Lead>> {
    let org = db.org.as_uuid();
    let row = select!("lead_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Lead::try_from).transpose()
}

/// Makes those who hear of the same address wait for one another until the transaction ends, so that two messages of one
/// person do not become two leads.
pub async fn lock_email(db: &mut Db, email: &Email) -> Result<()> {
    let org = db.org.as_uuid();
    let key = email.as_str().to_lowercase();
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('lead ' || $1::uuid || $2, 0))", org, key)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// The newest open lead with this address, which nobody else changes until this is over.
pub async fn lock_open_by_email(db: &mut Db, email: &Email) -> Result<Option<Lead>> {
    let org = db.org.as_uuid();
    let row = select!(
        r#"lead_id = any (array(select record_id from reach_keys where org_id = $1 and kind = 'lead_email' and key = $2))
           and merged_into is null and status in ('new', 'working', 'nurture')
           order by received_at desc, lead_id desc limit 1 for no key update"#,
        org,
        email.as_str().to_lowercase(),
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(Lead::try_from).transpose()
}

/// Open leads of a member that wait for an answer, whose next step is due by a day, or that were left alone until then: those
/// nobody has answered first, the one that has to be answered first before the others.
pub async fn waiting_for(db: &mut Db, owner: MemberId, by: NaiveDate, most: i64) -> Result<Vec<Lead>> {
    let org = db.org.as_uuid();
    let rows = select!(
        "owner_id = $2 and merged_into is null
         and ((status in ('new', 'working') and (first_responded_at is null or next_step_due_on <= $3))
              or (status = 'nurture' and nurture_until <= $3))
         order by (status <> 'nurture' and first_responded_at is null) desc,
                  case when status <> 'nurture' and first_responded_at is null then first_response_due_at end,
                  coalesce(nurture_until, next_step_due_on), lead_id
         limit $4",
        org,
        owner.as_uuid(),
        by,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Lead::try_from).collect()
}

/// Writes a new lead, with its first status and the first time it came forward.
pub async fn insert(db: &mut Db, lead: &Lead, by: &str) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &lead.image);
    let received_on = db.time_zone.local_date(image.received_at);
    sqlx::query!(
        "with lead as (
           insert into leads (org_id, lead_id, version, name, email, phone, job_title, company, website, country, source,
                              origin, consent, status, owner_id, assigned_by, note, estimated_value, estimated_currency,
                              external_ref, next_step, next_step_due_on, received_at, received_on, last_touch_at, touches,
                              first_response_due_at, score, score_parts, scored_revision, updated_at, custom, given_name,
                              tags, known_client, waits_for_room, additional_emails, additional_phones)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'new', $14, $15, $16, $17, $18, $19, $20, $21,
                   $22, $23, $22, 1, $24, $25, $26, $27, $28, $30, $31, $32, $33, $34, $35, $36)),
         touch as (
           insert into lead_touches (org_id, lead_id, touch_no, origin, message, consent, touched_at, custom)
           values ($1, $2, 1, $12, $16, $13, $22, $30))
         insert into lead_status_changes (org_id, lead_id, change_no, to_status, changed_at, changed_by)
         values ($1, $2, 1, 'new', $28, $29)",
        org,
        image.lead_id.as_uuid(),
        lead.version,
        image.name.as_str(),
        image.email.as_ref().map(Email::as_str),
        image.phone.as_ref().map(Name::as_str),
        image.job_title.as_ref().map(Name::as_str),
        image.company.as_ref().map(Name::as_str),
        image.website.as_ref().map(Name::as_str),
        image.country.as_ref().map(CountryCode::as_str),
        image.origin.source.as_ref().map(Name::as_str),
        Json(&image.origin) as _,
        image.consent.as_ref().map(Json) as _,
        image.owner_id.map(MemberId::as_uuid),
        image.assigned_by.as_ref().map(Name::as_str),
        image.note.as_ref().map(Note::as_str),
        image.estimated_value.map(|value| value.amount),
        image.estimated_value.map(|value| value.currency.code()),
        image.external_ref.as_ref().map(ShortCode::as_str),
        image.next_step.as_ref().map(|step| step.text.as_str()),
        image.next_step.as_ref().and_then(|step| step.due_on),
        image.received_at,
        received_on,
        image.first_response_due_at,
        lead.score.points,
        Json(&lead.score.parts) as _,
        lead.score.revision,
        now,
        by,
        Json(&image.custom) as _,
        image.given_name.as_ref().map(Name::as_str),
        &tag_ids(image),
        image.known_client.as_ref().map(Json) as _,
        lead.waits_for_room,
        &texts(&image.additional_emails),
        &texts(&image.additional_phones),
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

/// Writes the next version of a lead. Where it came from first never changes.
pub async fn save(db: &mut Db, lead: &Lead) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &lead.image);
    sqlx::query!(
        "update leads
            set version = $3, name = $4, email = $5, phone = $6, job_title = $7, company = $8, website = $9, country = $10,
                consent = $11, status = $12, status_reason = $13, nurture_until = $14, owner_id = $15, assigned_by = $16,
                note = $17, estimated_value = $18, estimated_currency = $19, external_ref = $20, next_step = $21,
                next_step_due_on = $22, last_touch_at = $23, touches = $24, first_response_due_at = $25,
                first_responded_at = $26, account_id = $27, contact_id = $28, deal_id = $29, merged_into = $30,
                score = $31, score_parts = $32, scored_revision = $33, updated_at = $34, custom = $35, given_name = $36,
                tags = $37, known_client = $38, waits_for_room = $39,
                additional_emails = $40, additional_phones = $41
          where org_id = $1 and lead_id = $2 and version = $3::bigint - 1",
        org,
        image.lead_id.as_uuid(),
        lead.version,
        image.name.as_str(),
        image.email.as_ref().map(Email::as_str),
        image.phone.as_ref().map(Name::as_str),
        image.job_title.as_ref().map(Name::as_str),
        image.company.as_ref().map(Name::as_str),
        image.website.as_ref().map(Name::as_str),
        image.country.as_ref().map(CountryCode::as_str),
        image.consent.as_ref().map(Json) as _,
        status_text(image.status),
        image.status_reason.as_ref().map(Note::as_str),
        image.nurture_until,
        image.owner_id.map(MemberId::as_uuid),
        image.assigned_by.as_ref().map(Name::as_str),
        image.note.as_ref().map(Note::as_str),
        image.estimated_value.map(|value| value.amount),
        image.estimated_value.map(|value| value.currency.code()),
        image.external_ref.as_ref().map(ShortCode::as_str),
        image.next_step.as_ref().map(|step| step.text.as_str()),
        image.next_step.as_ref().and_then(|step| step.due_on),
        image.last_touch_at,
        image.touches,
        image.first_response_due_at,
        image.first_responded_at,
        image.account_id.map(AccountId::as_uuid),
        image.contact_id.map(ContactId::as_uuid),
        image.deal_id.map(DealId::as_uuid),
        image.merged_into.map(LeadId::as_uuid),
        lead.score.points,
        Json(&lead.score.parts) as _,
        lead.score.revision,
        now,
        Json(&image.custom) as _,
        image.given_name.as_ref().map(Name::as_str),
        &tag_ids(image),
        image.known_client.as_ref().map(Json) as _,
        lead.waits_for_room,
        &texts(&image.additional_emails),
        &texts(&image.additional_phones),
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

fn tag_ids(lead: &leads::Lead) -> Vec<uuid::Uuid> {
    lead.tags.iter().map(|tag| tag.as_uuid()).collect()
}

/// What a violated constraint means to the caller.
fn refused(error: sqlx::Error) -> Problem {
    match error.as_database_error().and_then(|database| database.constraint()) {
        Some("leads_external_ref_key") => {
            let detail = "another lead has this reference; change that one instead, or send another reference";
            let sentence = "Another lead of your organisation has this external_ref.";
            Problem::new(Kind::Conflict, "external-ref-taken", sentence)
                .with_fields(vec![FieldError::new("/external_ref", detail)])
        }
        _ => error.into(),
    }
}
