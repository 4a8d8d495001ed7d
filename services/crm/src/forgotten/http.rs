//! The forgotten list over HTTP.

use contracts::crm::lapses::{ForgottenRules, ForgottenRulesUpdated};
use kernel::{Cursor, Limit, MemberId, Page, Permission, PipelineId, StageId};
use platform::{Json, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Forgotten, Kind, KindCount, Reason, ReasonCount, Rules};
use super::store;
use super::store::Filter;
use super::store::list::{Sort, list as find};
use crate::lists::List;

/// What the forgotten list answers.
pub fn routes() -> Routes {
    Routes::new("forgotten")
        .get(
            "/v1/forgotten",
            Permission::ReadCrm,
            "List deals, leads and follow-ups that nobody looks after, with the reasons",
            list,
        )
        .get(
            "/v1/forgotten/rules",
            Permission::ReadCrm,
            "Show after how many days something counts as forgotten",
            show_rules,
        )
        .put(
            "/v1/forgotten/rules",
            Permission::ManageCrm,
            "Say after how many days something counts as forgotten",
            keep_rules,
        )
}

/// After how many days an organisation counts something as forgotten.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ForgottenRulesView")]
struct RulesView {
    #[serde(flatten)]
    rules: Rules,
    /// Grows with each change, from 0; the ETag.
    version: i64,
}

/// Which of what is forgotten.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListForgotten {
    owner_id: Option<MemberId>,
    /// Deals, leads or follow-ups alone.
    kind: Option<Kind>,
    /// Those for this reason, among others perhaps.
    reason: Option<Reason>,
    /// Only deals of this pipeline.
    pipeline_id: Option<PipelineId>,
    /// Only deals in this stage.
    stage_id: Option<StageId>,
    #[serde(default)]
    sort: Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

/// What nobody looks after.
#[derive(Debug, Serialize, JsonSchema)]
struct ForgottenList {
    #[serde(flatten)]
    page: Page<Forgotten>,
    /// How many there are in all, of the kind, owner and stage asked for and whatever the reason.
    total: i64,
    /// How many for each reason, counted so; those that stand for none are left out. One deal or lead may count for several.
    counts: Vec<ReasonCount>,
    /// How many of each kind, for the owner and stage asked for; those of which there is none are left out.
    kinds: Vec<KindCount>,
    /// The days behind it.
    rules: RulesView,
}

impl ListForgotten {
    fn filter(&self) -> Filter {
        let Self { owner_id, kind, reason, pipeline_id, stage_id, .. } = *self;
        Filter { owner_id, kind, reason, pipeline_id, stage_id }
    }
}

impl List for ListForgotten {
    type Item = Forgotten;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<Forgotten>> {
        let (rules, _) = store::rules(db).await?;
        find(db, rules, self.filter(), self.sort, cursor, limit).await
    }
}

async fn list(mut db: Read, Query(query): Query<ListForgotten>) -> Result<Reply<ForgottenList>> {
    let (rules, version) = store::rules(&mut db).await?;
    let store::Counts { total, reasons, kinds } = store::counts(&mut db, rules, query.filter()).await?;
    let page = query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?;
    Ok(Reply::plain(ForgottenList { page, total, counts: reasons, kinds, rules: RulesView { rules, version } }))
}

async fn show_rules(mut db: Read) -> Result<Reply<RulesView>> {
    let (rules, version) = store::rules(&mut db).await?;
    Ok(Reply::of(version, RulesView { rules, version }))
}

async fn keep_rules(mut tx: Tx, Json(rules): Json<Rules>) -> Result<Reply<RulesView>> {
    let rules = rules.check()?;
    store::lock_rules(&mut tx).await?;
    let (_, before) = store::rules(&mut tx).await?;
    tx.require_match(before)?;
    let version = before + 1;
    store::keep_rules(&mut tx, rules, version).await?;
    let Rules { stale_after_days, quiet_after_days } = rules;
    let forgotten_rules = ForgottenRules { org_id: tx.org, stale_after_days, quiet_after_days };
    tx.publish(version, &ForgottenRulesUpdated { forgotten_rules })?;
    tx.reply(version, RulesView { rules, version }).await
}
