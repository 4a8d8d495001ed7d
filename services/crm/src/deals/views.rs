//! How deals look to callers.

use chrono::NaiveDate;
use contracts::crm::{self, CustomValues, DealStatus, ForecastCategory, NextStep};
use kernel::{
    AccountId, Currency, DealId, Decimal, LossReasonId, MemberId, Money, Name, Note, Page, PipelineId, ShortCode,
    StageId, TagId,
};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::model::{Deal, is_won_elsewhere};
use super::store::DealRow;
use crate::delivery::model::DeliveryView;
use crate::follow_ups::{self, model::NextFollowUp};
use crate::pipelines::model::status_from;
use crate::visits::model::{StageTime, Visit};
use crate::words;

/// A deal.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DealView {
    /// What everybody sees of it.
    #[serde(flatten)]
    pub deal: crm::Deal,
    /// How likely it is won, in percent: that of its stage while it is open, 100 won, 0 lost. What a person says of it
    /// stands in `forecast` and changes nothing here.
    pub odds_percent: i16,
    /// The category it counts in: the one somebody chose, or that of its stage; none once it is closed.
    pub forecast_category: Option<ForecastCategory>,
    /// Since when it stands in its stage; none once it is closed.
    pub in_stage_since: Option<NaiveDate>,
    /// Whether it stands there for longer than the stage allows.
    pub stale: bool,
    /// Whether it was won elsewhere and came as history: no project, schedule or budget follows from it.
    pub won_elsewhere: bool,
    /// Why it was lost.
    pub lost_reason: Option<Note>,
    /// Which of the organisation's reasons that is.
    pub loss_reason_id: Option<LossReasonId>,
    /// Grows with each change; the ETag.
    pub version: i64,
}

impl DealView {
    /// How a deal looks today.
    pub fn of(deal: Deal, today: NaiveDate) -> Self {
        let (odds_percent, stale) = (deal.odds_percent(), deal.is_stale(today));
        let won_elsewhere = deal.is_won_elsewhere();
        let forecast_category = deal.forecast_category();
        Self {
            deal: deal.image,
            odds_percent,
            forecast_category,
            in_stage_since: deal.in_stage_since,
            stale,
            won_elsewhere,
            lost_reason: deal.lost_reason,
            loss_reason_id: deal.loss_reason_id,
            version: deal.version,
        }
    }
}

/// A deal with its past and what became of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DealDetails {
    /// The deal.
    #[serde(flatten)]
    pub deal: DealView,
    /// Every stay in a stage, first to last.
    pub history: Vec<Visit>,
    /// What became of it in projects, billing and expenses; none until it is won here.
    pub delivery: Option<DeliveryView>,
    /// What its value is worth in the organisation's currency, as in lists; none when there is no rate for it.
    pub base_value: Option<Money>,
    /// The open follow-up about it that is due first, as in lists.
    pub next_follow_up: Option<NextFollowUp>,
}

/// Deals whose currency nobody gave a rate for.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "UnvaluedDeals")]
pub struct Unvalued {
    /// Their currency.
    pub currency: Currency,
    /// How many deals there are of it that have no value in the organisation's currency, whatever the filters.
    pub deals: i64,
}

/// A page of deals.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DealPage {
    /// The deals.
    #[serde(flatten)]
    pub page: Page<DealSummary>,
    /// When the list is sorted or limited by value: the currencies without a rate. Their deals come last in such an order, and limits
    /// of the value leave them out. Empty when there are none, or values are not compared.
    pub unvalued: Vec<Unvalued>,
}

/// A value in the organisation's currency, where there is one.
///
/// # Errors
/// An internal problem when the amount is too large to be one.
pub fn worth(amount: Option<Decimal>, currency: Option<Currency>) -> Result<Option<Money>> {
    let money = amount.zip(currency).map(|(amount, currency)| Money::new(amount, currency));
    money.transpose().map_err(Problem::internal)
}

/// The past of a deal.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DealHistory {
    /// Every stay in a stage, first to last.
    pub visits: Vec<Visit>,
    /// The time spent in each stage.
    pub stages: Vec<StageTime>,
}

/// A deal in a list. It carries no lines.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DealSummary {
    /// Its id.
    pub deal_id: DealId,
    /// What it is about.
    pub name: Name,
    /// Who would buy.
    pub account_id: Option<AccountId>,
    /// Name of who would buy.
    pub account_name: Option<Name>,
    /// Pipeline it goes through.
    pub pipeline_id: PipelineId,
    /// Stage it stands in, or stood in when it was closed.
    pub stage_id: StageId,
    /// Name of that stage.
    pub stage_name: Name,
    /// Whether it stands there for longer than the stage allows.
    pub stale: bool,
    /// Where it stands.
    pub status: DealStatus,
    /// How likely it is won, in percent.
    pub odds_percent: i16,
    /// Who works on it.
    pub owner_id: Option<MemberId>,
    /// Name of who works on it.
    pub owner_name: Option<Name>,
    /// Its value without VAT.
    pub value: Money,
    /// What that is worth in the organisation's currency, to its minor units: of an open deal at the newest rate that was given, of a
    /// closed one at that of the day it closed. None when there is no such rate. Lists sort and are limited by it.
    pub base_value: Option<Money>,
    /// When work on it began.
    pub opened_on: NaiveDate,
    /// Since when it stands in its stage; none once it is closed.
    pub in_stage_since: Option<NaiveDate>,
    /// When it is expected to close.
    pub expected_close_on: Option<NaiveDate>,
    /// What is done next to win it.
    pub next_step: Option<NextStep>,
    /// The open follow-up about it that is due first. With one, it is not without a next step.
    pub next_follow_up: Option<NextFollowUp>,
    /// When it was won or lost.
    pub closed_on: Option<NaiveDate>,
    /// How often it was won here; 0 of a won deal that came as history.
    pub win_no: i32,
    /// Whether it was won elsewhere and came as history: no project, schedule or budget follows from it.
    pub won_elsewhere: bool,
    /// Key of the record in the system it comes from.
    pub external_ref: Option<ShortCode>,
    /// Its tags.
    pub tags: Vec<TagId>,
    /// Values of custom fields.
    pub custom: CustomValues,
    /// The category it counts in while it is open.
    pub forecast_category: Option<ForecastCategory>,
    /// The odds somebody gave it, in percent.
    pub judged_odds_percent: Option<i16>,
    /// Grows with each change; the ETag.
    pub version: i64,
}

/// How rows of deals look in lists.
///
/// # Errors
/// An internal problem when a row holds what no deal may hold, or the database cannot be asked.
pub async fn summaries(db: &mut Db, rows: Vec<DealRow>) -> Result<Vec<DealSummary>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.deal_id.as_uuid()).collect();
    let mut next = follow_ups::store::next_about(db, &ids).await?;
    rows.into_iter().zip(ids).map(|(row, id)| DealSummary::of(row, next.remove(&id))).collect()
}

impl DealSummary {
    fn of(row: DealRow, next_follow_up: Option<NextFollowUp>) -> Result<Self> {
        let status = status_from(&row.status).ok_or_else(|| Problem::internal("a deal has an unknown status"))?;
        let odds_percent = match status {
            DealStatus::Open => row.stage_odds_percent,
            DealStatus::Won => 100,
            DealStatus::Lost => 0,
        };
        Ok(Self {
            deal_id: row.deal_id,
            name: row.name,
            account_id: row.account_id,
            account_name: row.account_name,
            pipeline_id: row.pipeline_id,
            stage_id: row.stage_id,
            stage_name: row.stage_name,
            stale: row.stale,
            status,
            odds_percent,
            owner_id: row.owner_id,
            owner_name: row.owner_name,
            value: Money::new(row.value, row.currency).map_err(Problem::internal)?,
            base_value: worth(row.base_value, row.base_currency)?,
            opened_on: row.opened_on,
            in_stage_since: row.in_stage_since,
            next_step: row.next_step.map(|text| NextStep { text, due_on: row.next_step_due_on }),
            next_follow_up,
            expected_close_on: row.expected_close_on,
            closed_on: row.closed_on,
            win_no: row.win_no,
            won_elsewhere: is_won_elsewhere(status, row.win_no),
            external_ref: row.external_ref,
            tags: row.tags,
            custom: row.custom.0,
            forecast_category: row.forecast_category.map(words::value).transpose()?,
            judged_odds_percent: row.judged_odds,
            version: row.version,
        })
    }
}
