//! The table of deals.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::{self, CustomValues, DealContact, DealForecast, DealLine, ForecastCategory, JudgedOdds, NextStep};
use kernel::{
    AccountId, ContactId, Currency, DealId, Decimal, LossReasonId, MemberId, Money, Name, Note, PipelineId,
    PriceListId, QuoteId, ShortCode, StageId, TagId,
};
use platform::{Db, FieldError, Kind, Problem, Result};
use sqlx::types::Json;

use super::model::Deal;
use crate::names::{sort_key, texts};
use crate::pipelines::model::{status_from, status_text};
use crate::words;

mod list;
mod sort;

pub use list::{DealRow, Filter, list, unvalued};
pub use sort::Sort;

struct Row {
    deal_id: DealId,
    version: i64,
    name: Name,
    account_id: Option<AccountId>,
    contact_id: Option<ContactId>,
    pipeline_id: PipelineId,
    stage_id: StageId,
    stage_name: Name,
    stage_odds_percent: i16,
    in_stage_since: Option<NaiveDate>,
    status: String,
    owner_id: Option<MemberId>,
    currency: Currency,
    value: Decimal,
    lines: Json<Vec<DealLine>>,
    opened_on: NaiveDate,
    expected_close_on: Option<NaiveDate>,
    closed_on: Option<NaiveDate>,
    win_no: i32,
    lost_reason: Option<Note>,
    external_ref: Option<ShortCode>,
    next_step: Option<Name>,
    next_step_due_on: Option<NaiveDate>,
    stale_after_days: Option<i16>,
    loss_reason_id: Option<LossReasonId>,
    accepted_quote_id: Option<QuoteId>,
    contacts: Json<Vec<DealContact>>,
    competitors: Vec<Name>,
    tags: Vec<TagId>,
    custom: Json<CustomValues>,
    forecast_category: Option<String>,
    judged_odds: Option<i16>,
    judged_reason: Option<Note>,
    judged_by: Option<MemberId>,
    judged_at: Option<DateTime<Utc>>,
    price_list_id: Option<PriceListId>,
}

impl Row {
    /// What is said of its chances.
    fn forecast(&self) -> Result<DealForecast> {
        let said = self.judged_odds.zip(self.judged_reason.clone()).zip(self.judged_at);
        Ok(DealForecast {
            stage_odds_percent: Some(self.stage_odds_percent),
            category: self.forecast_category.clone().map(words::value).transpose()?,
            odds: said.map(|((odds_percent, reason), said_at)| JudgedOdds {
                odds_percent,
                reason,
                said_by: self.judged_by,
                said_at,
            }),
        })
    }
}

impl TryFrom<Row> for Deal {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let forecast = row.forecast()?;
        let image = crm::Deal {
            deal_id: row.deal_id,
            name: row.name,
            account_id: row.account_id,
            contact_id: row.contact_id,
            pipeline_id: row.pipeline_id,
            stage_id: row.stage_id,
            stage_name: row.stage_name,
            status: status_from(&row.status).ok_or_else(|| Problem::internal("a deal has an unknown status"))?,
            owner_id: row.owner_id,
            currency: row.currency,
            value: Money::new(row.value, row.currency).map_err(Problem::internal)?,
            lines: row.lines.0,
            opened_on: row.opened_on,
            expected_close_on: row.expected_close_on,
            closed_on: row.closed_on,
            win_no: row.win_no,
            external_ref: row.external_ref,
            next_step: row.next_step.map(|text| NextStep { text, due_on: row.next_step_due_on }),
            accepted_quote_id: row.accepted_quote_id,
            contacts: row.contacts.0,
            competitors: row.competitors,
            tags: row.tags,
            custom: row.custom.0,
            forecast,
            price_list_id: row.price_list_id,
        };
        Ok(Self {
            version: row.version,
            image,
            in_stage_since: row.in_stage_since,
            stale_after_days: row.stale_after_days,
            lost_reason: row.lost_reason,
            loss_reason_id: row.loss_reason_id,
        })
    }
}

/// One deal, perhaps locked. The lock is taken inside, before the stage is looked up: a deal that moved while its row was
/// waited for must find the stage it has now.
macro_rules! select {
    ($lock:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select d.deal_id as "deal_id: DealId", d.version, d.name as "name: Name",
                      d.account_id as "account_id: AccountId", d.contact_id as "contact_id: ContactId",
                      d.pipeline_id as "pipeline_id: PipelineId", d.stage_id as "stage_id: StageId",
                      s.name as "stage_name: Name", s.odds_percent as stage_odds_percent,
                      d.in_stage_since, d.status, d.owner_id as "owner_id: MemberId",
                      d.currency as "currency: Currency", d.value, d.lines as "lines: Json<Vec<DealLine>>",
                      d.opened_on, d.expected_close_on, d.closed_on, d.win_no, d.lost_reason as "lost_reason: Note",
                      d.external_ref as "external_ref: ShortCode", d.next_step as "next_step: Name",
                      d.next_step_due_on, s.stale_after_days, d.loss_reason_id as "loss_reason_id: LossReasonId",
                      d.accepted_quote_id as "accepted_quote_id: QuoteId",
                      d.contacts as "contacts: Json<Vec<DealContact>>", d.competitors as "competitors: Vec<Name>",
                      array(select distinct coalesce(t.merged_into, t.tag_id) from tags t
                             where t.org_id = d.org_id and t.tag_id = any(d.tags)) as "tags!: Vec<TagId>",
                      d.custom as "custom: Json<CustomValues>", d.forecast_category, d.judged_odds,
                      d.judged_reason as "judged_reason: Note", d.judged_by as "judged_by: MemberId", d.judged_at,
                      d.price_list_id as "price_list_id: PriceListId"
                 from (select * from deals where org_id = $1 and deal_id = $2"# + $lock + ") d
                 join stages s on s.org_id = d.org_id and s.stage_id = d.stage_id",
            $($argument),+
        )
    };
}

/// A deal.
pub async fn get(db: &mut Db, id: DealId) -> Result<Option<Deal>> {
    let org = db.org.as_uuid();
    select!("", org, id.as_uuid()).fetch_optional(db.conn()).await?.map(Deal::try_from).transpose()
}

/// What a deal is worth in the organisation's currency; none when nobody gave a rate.
pub async fn base_value(db: &mut Db, id: DealId) -> Result<Option<Decimal>> {
    let org = db.org.as_uuid();
    let found =
        sqlx::query_scalar!("select base_value from deals where org_id = $1 and deal_id = $2", org, id.as_uuid());
    Ok(found.fetch_optional(db.conn()).await?.flatten())
}

/// A deal nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: DealId) -> Result<Option<Deal>> {
    let org = db.org.as_uuid();
    select!(" for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?.map(Deal::try_from).transpose()
}

/// Writes a new deal together with its first stay, begun by `by`.
pub async fn insert(db: &mut Db, deal: &Deal, by: &str) -> Result<()> {
    let (org, base, now, image) = (db.org.as_uuid(), db.base_currency, db.now, &deal.image);
    sqlx::query!(
        "with deal as (
           insert into deals (org_id, deal_id, version, name, sort_name, account_id, contact_id, pipeline_id, stage_id,
                              in_stage_since, status, owner_id, currency, value, lines, opened_on, expected_close_on, external_ref,
                              created_at, updated_at, next_step, next_step_due_on, contacts, competitors, tags, custom,
                              price_list_id, base_currency)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $15, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18, $20, $21,
                   $22, $23, $24, $25, $26, $27))
         insert into stage_visits (org_id, deal_id, visit_no, stage_id, entered_at, entered_on, entered_by)
         values ($1, $2, 1, $9, $18, $15, $19)",
        org,
        image.deal_id.as_uuid(),
        deal.version,
        image.name.as_str(),
        sort_key(&image.name),
        image.account_id.map(AccountId::as_uuid),
        image.contact_id.map(ContactId::as_uuid),
        image.pipeline_id.as_uuid(),
        image.stage_id.as_uuid(),
        status_text(image.status),
        image.owner_id.map(MemberId::as_uuid),
        image.currency.code(),
        image.value.amount,
        Json(&image.lines) as _,
        image.opened_on,
        image.expected_close_on,
        image.external_ref.as_ref().map(ShortCode::as_str),
        now,
        by,
        image.next_step.as_ref().map(|step| step.text.as_str()),
        image.next_step.as_ref().and_then(|step| step.due_on),
        Json(&image.contacts) as _,
        &texts(&image.competitors),
        &ids(&image.tags),
        Json(&image.custom) as _,
        image.price_list_id.map(PriceListId::as_uuid),
        base.code(),
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

/// Writes the next version of a deal.
pub async fn save(db: &mut Db, deal: &Deal) -> Result<()> {
    let (org, base, now, image) = (db.org.as_uuid(), db.base_currency, db.now, &deal.image);
    let odds = image.forecast.odds.as_ref();
    sqlx::query!(
        "update deals
            set version = $3, name = $4, sort_name = $5, account_id = $6, contact_id = $7, stage_id = $8, status = $9,
                owner_id = $10, currency = $11, value = $12, lines = $13, opened_on = $14, expected_close_on = $15,
                closed_on = $16, win_no = $17, lost_reason = $18, external_ref = $19, updated_at = $20, in_stage_since = $21,
                next_step = $22, next_step_due_on = $23, contacts = $24, competitors = $25, tags = $26, custom = $27,
                pipeline_id = $28, loss_reason_id = $29, forecast_category = $30, judged_odds = $31, judged_reason = $32,
                judged_by = $33, judged_at = $34, accepted_quote_id = $35, price_list_id = $36,
                base_currency = $37
          where org_id = $1 and deal_id = $2 and version = $3::bigint - 1",
        org,
        image.deal_id.as_uuid(),
        deal.version,
        image.name.as_str(),
        sort_key(&image.name),
        image.account_id.map(AccountId::as_uuid),
        image.contact_id.map(ContactId::as_uuid),
        image.stage_id.as_uuid(),
        status_text(image.status),
        image.owner_id.map(MemberId::as_uuid),
        image.currency.code(),
        image.value.amount,
        Json(&image.lines) as _,
        image.opened_on,
        image.expected_close_on,
        image.closed_on,
        image.win_no,
        deal.lost_reason.as_ref().map(Note::as_str),
        image.external_ref.as_ref().map(ShortCode::as_str),
        now,
        deal.in_stage_since,
        image.next_step.as_ref().map(|step| step.text.as_str()),
        image.next_step.as_ref().and_then(|step| step.due_on),
        Json(&image.contacts) as _,
        &texts(&image.competitors),
        &ids(&image.tags),
        Json(&image.custom) as _,
        image.pipeline_id.as_uuid(),
        deal.loss_reason_id.map(LossReasonId::as_uuid),
        image.forecast.category.map(ForecastCategory::as_str),
        odds.map(|odds| odds.odds_percent),
        odds.map(|odds| odds.reason.as_str()),
        odds.and_then(|odds| odds.said_by).map(MemberId::as_uuid),
        odds.map(|odds| odds.said_at),
        image.accepted_quote_id.map(QuoteId::as_uuid),
        image.price_list_id.map(PriceListId::as_uuid),
        base.code(),
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

/// Writes a deal that was just won or lost, and ends its stay; one that was won here begins to be waited for. One statement, since
/// imports win deals by the thousand.
pub async fn close(db: &mut Db, deal: &Deal, by: &str) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &deal.image);
    sqlx::query!(
        "with deal as (
           update deals set version = $3, status = $4, closed_on = $5, in_stage_since = null, win_no = $6,
                            lost_reason = $7, updated_at = $8, loss_reason_id = $10, forecast_category = null,
                            judged_odds = null, judged_reason = null, judged_by = null, judged_at = null
            where org_id = $1 and deal_id = $2 and version = $3::bigint - 1),
         visit as (
           update stage_visits
              set left_at = $8, left_on = greatest(entered_on, $5), left_by = $9, outcome = $4, reason = $7
            where org_id = $1 and deal_id = $2 and left_at is null)
         insert into deal_delivery as d (org_id, deal_id, win_no, won_at)
         select $1, $2, $6, $8 where $4 = 'won' and $6 > 0
         on conflict (org_id, deal_id) do update
           set win_no = excluded.win_no, won_at = excluded.won_at, reported_late = null",
        org,
        image.deal_id.as_uuid(),
        deal.version,
        status_text(image.status),
        image.closed_on,
        image.win_no,
        deal.lost_reason.as_ref().map(Note::as_str),
        now,
        by,
        deal.loss_reason_id.map(LossReasonId::as_uuid),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

fn ids(tags: &[TagId]) -> Vec<uuid::Uuid> {
    tags.iter().map(|tag| tag.as_uuid()).collect()
}

/// What a violated constraint means to the caller. A reference to something of another organisation violates the same
/// constraint as one to nothing at all, because each foreign key contains the organisation.
fn refused(error: sqlx::Error) -> Problem {
    match error.as_database_error().and_then(|database| database.constraint()) {
        Some("deals_account_fkey") => Problem::field("/account_id", "there is no such account"),
        Some("deals_contact_fkey") => Problem::field("/contact_id", "there is no such contact"),
        Some("deals_external_ref_key") => {
            let detail = "another deal has this reference; change that one instead, or send another reference";
            let sentence = "Another deal of your organisation has this external_ref.";
            Problem::new(Kind::Conflict, "external-ref-taken", sentence)
                .with_fields(vec![FieldError::new("/external_ref", detail)])
        }
        _ => error.into(),
    }
}
