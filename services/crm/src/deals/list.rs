//! Which deals a list shows.

use chrono::NaiveDate;
use contracts::crm::{DealStatus, FieldRecord, ForecastCategory};
use kernel::{
    AccountId, ContactId, Currency, Cursor, Decimal, FieldId, Limit, MemberId, Name, PipelineId, ShortCode, StageId,
    TagId,
};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Deserialize;

use super::store::{Filter, Sort};
use crate::names::sort_key;
use crate::{custom_fields, tags};

/// Which deals.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListDeals {
    /// Where they stand.
    pub status: Option<DealStatus>,
    /// Their pipeline.
    pub pipeline_id: Option<PipelineId>,
    /// Their stage.
    pub stage_id: Option<StageId>,
    /// Who works on them.
    pub owner_id: Option<MemberId>,
    /// Who would buy.
    pub account_id: Option<AccountId>,
    /// Who of the client is in them, in whatever role.
    pub contact_id: Option<ContactId>,
    /// Key in the system they come from.
    pub external_ref: Option<ShortCode>,
    /// Beginning of the name, in any case.
    pub name: Option<Name>,
    /// Words that the name holds, in any order, whatever case and accents.
    pub q: Option<Name>,
    /// Currency of their value.
    pub currency: Option<Currency>,
    /// Least value in the organisation's currency (`base_value`); those of a currency without a rate are left out.
    pub min_value: Option<Decimal>,
    /// Greatest value in the organisation's currency (`base_value`); those of a currency without a rate are left out.
    pub max_value: Option<Decimal>,
    /// First day on which they are expected to close.
    pub closes_from: Option<NaiveDate>,
    /// Last day on which they are expected to close.
    pub closes_to: Option<NaiveDate>,
    /// First day on which they closed.
    pub closed_from: Option<NaiveDate>,
    /// Last day on which they closed.
    pub closed_to: Option<NaiveDate>,
    /// True: only those nobody works on.
    #[serde(default)]
    pub unassigned: bool,
    /// A tag they have.
    pub tag_id: Option<TagId>,
    /// True: only open deals that stand in their stage for longer than the stage allows.
    #[serde(default)]
    pub stale: bool,
    /// True: only open deals for which neither a next step nor a follow-up is planned.
    #[serde(default)]
    pub without_next_step: bool,
    /// Only open deals whose next step is due on this day or earlier.
    pub next_step_due_by: Option<NaiveDate>,
    /// Only open deals that count in this category of the forecast.
    pub forecast_category: Option<ForecastCategory>,
    /// A part of the name of a competitor, whatever case and accents.
    pub competitor: Option<Name>,
    /// What custom values must be: a JSON object by field id, of values, `null` for none,
    /// `{"least": "10", "most": "20"}`, or `{"contains": "part"}` of a text.
    pub custom: Option<String>,
    /// Their order.
    #[serde(default)]
    pub sort: Sort,
    /// The custom field they are sorted by; goes together with `sort=custom` or `sort=-custom`.
    pub sort_field: Option<FieldId>,
    /// How many at most.
    pub limit: Option<Limit>,
    /// Where the page before ended.
    pub cursor: Option<Cursor>,
}

impl ListDeals {
    /// Whether values are compared: then deals of a currency without a rate are named.
    pub fn compares_values(&self) -> bool {
        matches!(self.sort, Sort::Largest | Sort::Smallest) || self.min_value.is_some() || self.max_value.is_some()
    }

    /// The filter it asks for.
    ///
    /// # Errors
    /// A problem that names the parameter, for a custom field that is not there or a value that is not one of it.
    pub async fn filter(&self, db: &mut Db) -> Result<Filter> {
        if let (Some(from), Some(to)) = (self.closes_from, self.closes_to)
            && to < from
        {
            return Err(Problem::field("closes_to", "must not be before closes_from"));
        }
        if let (Some(from), Some(to)) = (self.closed_from, self.closed_to)
            && to < from
        {
            return Err(Problem::field("closed_to", "must not be before closed_from"));
        }
        let sorted = self.sort.is_custom();
        let custom = self.custom.as_deref();
        let custom = custom_fields::filter::conditions(db, FieldRecord::Deal, custom, self.sort_field, sorted).await?;
        let tags = match self.tag_id {
            Some(tag) => Some(tags::store::names_of(db, tag).await?),
            None => None,
        };
        Ok(Filter {
            status: self.status,
            stage_id: self.stage_id,
            owner_id: self.owner_id,
            account_id: self.account_id,
            external_ref: self.external_ref.clone(),
            name: self.name.as_ref().map(sort_key),
            text: self.q.clone(),
            closed_from: self.closed_from,
            closed_to: self.closed_to,
            unassigned: self.unassigned,
            currency: self.currency,
            min_value: self.min_value,
            without_next_step: self.without_next_step,
            next_step_due_by: self.next_step_due_by,
            pipeline_id: self.pipeline_id,
            contact_id: self.contact_id,
            max_value: self.max_value,
            closes_from: self.closes_from,
            closes_to: self.closes_to,
            stale: self.stale,
            tags,
            custom,
            forecast_category: self.forecast_category,
            competitor: self.competitor.clone(),
        })
    }
}
