//! What was forecast week by week, over HTTP.

use chrono::{DateTime, NaiveDate, Utc};
use exports::List;
use kernel::{Cursor, Limit, Money, Month, Page, PipelineId, TeamId};
use platform::{Problem, Query, Read, Reply, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Judged, MissingRate, Weighted};
use super::question::{Asked, Whose};
use super::store::snapshots;

/// Which snapshots.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SnapshotsAsked {
    /// What was forecast for this month; for all months to come when left out.
    month: Option<Month>,
    /// Whose deals; `none` for nobody's.
    owner_id: Option<Whose>,
    /// Of whose members, as they are now.
    team_id: Option<TeamId>,
    /// Of which pipeline.
    pipeline_id: Option<PipelineId>,
    /// Weeks of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// What was forecast when a week began.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SnapshotView {
    /// The Monday the week begins with.
    pub week_on: NaiveDate,
    /// The moment it is of: the beginning of that day in the organisation's time zone.
    pub as_of: DateTime<Utc>,
    /// How many open deals.
    pub deals: i64,
    /// Their value.
    pub value: Money,
    /// The value of those that were committed.
    pub commit: Money,
    /// The value of those that were best case.
    pub best_case: Money,
    /// By the odds of their stages.
    pub by_stage: Weighted,
    /// By learned odds.
    pub by_learned: Weighted,
    /// By the odds people gave them.
    pub by_people: Judged,
    /// Deals that were in none of these, because their currency had no rate then.
    pub missing_rates: Vec<MissingRate>,
}

impl List for SnapshotsAsked {
    type Item = SnapshotView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<SnapshotView>> {
        let Self { month, team_id, pipeline_id, .. } = *self;
        let after: Option<NaiveDate> = cursor.map(|cursor| cursor.decode()).transpose().map_err(not_ours)?;
        let asked = Asked { owner_id: self.owner_id.clone(), team_id, pipeline_id, ..Asked::default() };
        let scope = asked.scope(db).await?;
        let month = month.map(Month::first_day);
        let mut rows = snapshots::list(db, &scope, month, after, limit.fetch()).await?;
        let weeks: Vec<NaiveDate> = rows.iter().map(|row| row.week_on).collect();
        for (week_on, _, unvalued) in snapshots::unvalued(db, &scope, &weeks)
            .await?
            .into_iter()
            .filter(|(_, of, _)| month.is_none_or(|month| month == *of))
        {
            if let Some(row) = rows.iter_mut().find(|row| row.week_on == week_on) {
                add(&mut row.missing_rates, unvalued.named()?)?;
            }
        }
        Ok(Page::from_rows(rows, limit, |row| row.week_on))
    }
}

/// Answers `GET /v1/forecast/snapshots`: the newest week first.
pub(super) async fn list(mut db: Read, Query(asked): Query<SnapshotsAsked>) -> Result<Reply<Page<SnapshotView>>> {
    Ok(Reply::plain(asked.page(&mut db, asked.cursor.clone(), asked.limit.unwrap_or_default()).await?))
}

/// Adds deals without a rate to those of their currency.
fn add(all: &mut Vec<MissingRate>, more: MissingRate) -> Result<()> {
    match all.iter_mut().find(|one| one.currency == more.currency) {
        Some(one) => {
            one.deals += more.deals;
            one.value = one.value.checked_add(more.value).map_err(Problem::internal)?;
        }
        None => all.push(more),
    }
    Ok(())
}

fn not_ours(error: kernel::CursorError) -> Problem {
    Problem::field("cursor", error.to_string())
}
