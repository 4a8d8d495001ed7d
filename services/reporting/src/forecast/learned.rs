//! The sample behind the odds that were learned for a stage, over HTTP.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Currency, Cursor, Limit, Money, Page, StageId};
use platform::{Path, Problem, Query, Read, Reply, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::question::Asked;
use super::store::figures::basis;
use super::store::learned::{self, Row};

/// As of when.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SampleAsked {
    /// Any past instant; now when left out.
    as_of: Option<DateTime<Utc>>,
    /// Deals of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// A closed deal that odds were learned from.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LearnedDeal {
    /// The deal.
    pub deal_id: Uuid,
    /// Its name, when known.
    pub name: Option<String>,
    /// Who would have bought.
    pub account_id: Option<Uuid>,
    /// Their name, when known.
    pub account_name: Option<String>,
    /// Who worked on it.
    pub owner_id: Option<Uuid>,
    /// Their name, when known.
    pub owner_name: Option<String>,
    /// Whether it was won; else it was lost.
    pub won: bool,
    /// When it closed.
    pub closed_on: NaiveDate,
    /// Its value.
    pub value: Money,
}

impl LearnedDeal {
    fn of(row: Row) -> Result<Self> {
        let currency = Currency::from_code(&row.currency).map_err(Problem::internal)?;
        Ok(Self {
            deal_id: row.deal_id,
            name: row.name,
            account_id: row.account_id,
            account_name: row.account_name,
            owner_id: Some(row.owner_id).filter(|id| !id.is_nil()),
            owner_name: row.owner_name,
            won: row.won,
            closed_on: row.closed_on,
            value: Money::new(row.value, currency).map_err(Problem::internal)?,
        })
    }
}

/// The deals behind the sample of a stage, last closed first: as many as its odds say were closed, and won.
pub async fn list(
    mut db: Read,
    Path(stage): Path<StageId>,
    Query(asked): Query<SampleAsked>,
) -> Result<Reply<Page<LearnedDeal>>> {
    let scope = Asked { as_of: asked.as_of, ..Asked::default() }.scope(&mut db).await?;
    if !basis(&mut db, &scope).await?.stages.iter().any(|one| one.stage_id == stage.as_uuid()) {
        return Err(Problem::not_found("stage"));
    }
    let limit = asked.limit.unwrap_or_default();
    let after = asked.cursor.map(|cursor| cursor.decode()).transpose();
    let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
    let rows = learned::list(&mut db, &scope, stage.as_uuid(), after, limit.fetch()).await?;
    let page = Page::from_rows(rows, limit, |row| (row.closed_on, row.deal_id));
    let items = page.items.into_iter().map(LearnedDeal::of).collect::<Result<_>>()?;
    Ok(Reply::plain(Page { items, next_cursor: page.next_cursor }))
}
