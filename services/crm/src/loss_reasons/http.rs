//! Loss reasons over HTTP.

use chrono::NaiveDate;
use contracts::crm::LossReason;
use kernel::{Cursor, Limit, LossReasonId, MemberId, Money, Name, Page, Permission, PipelineId};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::Reason;
use super::store::{self, Counted};
use crate::lists::{self, List};
use crate::patch::given;

/// What loss reasons answer.
pub fn routes() -> Routes {
    use Permission::{ManageCrm, ReadCrm};
    Routes::new("loss-reasons")
        .get("/v1/loss-reasons", ReadCrm, "List the reasons deals are lost for", list)
        .post("/v1/loss-reasons", ManageCrm, "Add a loss reason", add)
        .patch("/v1/loss-reasons/{loss_reason_id}", ManageCrm, "Change or archive a loss reason", update)
        .get("/v1/losses", ReadCrm, "Lost deals by reason: how many, and how much", losses)
}

/// A new loss reason.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AddReason {
    name: Name,
    /// Its place; after the others when left out.
    position: Option<i16>,
}

/// Changes of a loss reason: what is left out stays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UpdateReason {
    #[serde(default, deserialize_with = "given")]
    name: Option<Name>,
    #[serde(default, deserialize_with = "given")]
    position: Option<i16>,
    /// True takes it out of use; deals that were lost for it keep it.
    #[serde(default, deserialize_with = "given")]
    archived: Option<bool>,
}

/// A loss reason.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LossReasonView {
    #[serde(flatten)]
    reason: LossReason,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Reason> for LossReasonView {
    fn from(reason: Reason) -> Self {
        Self { reason: reason.image, version: reason.version }
    }
}

/// Which reasons.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListReasons {
    /// True: archived ones too.
    #[serde(default)]
    archived: bool,
}

/// Loss reasons in their order.
#[derive(Debug, Serialize, JsonSchema)]
struct LossReasons {
    items: Vec<LossReasonView>,
}

impl List for ListReasons {
    type Item = LossReasonView;

    async fn page(&self, db: &mut Read, _: Option<Cursor>, _: Limit) -> Result<Page<LossReasonView>> {
        let mut reasons = store::list(db).await?;
        if reasons.is_empty() {
            reasons = Reason::defaults_of(db.org).map_err(Problem::internal)?;
        }
        let shown = reasons.into_iter().filter(|reason| self.archived || !reason.image.archived);
        Ok(lists::whole(shown.map(LossReasonView::from).collect()))
    }
}

async fn list(mut db: Read, Query(query): Query<ListReasons>) -> Result<Reply<LossReasons>> {
    let items = query.page(&mut db, None, Limit::MAX).await?.items;
    Ok(Reply::plain(LossReasons { items }))
}

async fn add(mut tx: Tx, Json(body): Json<AddReason>) -> Result<Created<LossReasonView>> {
    let others = super::ensure(&mut tx).await?;
    let last = others.iter().map(|reason| reason.image.position).max().unwrap_or(0);
    let (reason, created) = Reason::add(body.name, body.position.unwrap_or(last.saturating_add(1)));
    store::save(&mut tx, &reason).await?;
    tx.publish(reason.version, &created)?;
    let address = format!("/v1/loss-reasons/{}", reason.image.loss_reason_id);
    tx.created(address, reason.version, reason.into()).await
}

async fn update(
    mut tx: Tx,
    Path(id): Path<LossReasonId>,
    Json(body): Json<UpdateReason>,
) -> Result<Reply<LossReasonView>> {
    super::ensure(&mut tx).await?;
    let mut reason = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("loss reason"))?;
    tx.require_match(reason.version)?;
    super::tell_first(&mut tx, &reason)?;
    let old = reason.image.clone();
    let updated = reason.update(LossReason {
        name: body.name.unwrap_or(old.name),
        position: body.position.unwrap_or(old.position),
        archived: body.archived.unwrap_or(old.archived),
        ..old
    });
    store::save(&mut tx, &reason).await?;
    tx.publish(reason.version, &updated)?;
    tx.reply(reason.version, reason.into()).await
}

/// Which lost deals count.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListLosses {
    /// Lost on this day or later.
    from: Option<NaiveDate>,
    /// Lost on this day or earlier.
    to: Option<NaiveDate>,
    /// Of this owner.
    owner_id: Option<MemberId>,
    /// Of this pipeline.
    pipeline_id: Option<PipelineId>,
}

/// Lost deals of one reason.
#[derive(Debug, Serialize, JsonSchema)]
struct LostDeals {
    /// The reason; none for deals that only say it in words.
    loss_reason_id: Option<LossReasonId>,
    /// Its name.
    name: Option<Name>,
    /// How many deals.
    deals: i64,
    /// Their value without VAT, in each currency.
    values: Vec<Money>,
}

/// Lost deals of one reason and one currency.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LostInCurrency {
    /// The reason; none for deals that only say it in words.
    loss_reason_id: Option<LossReasonId>,
    /// Its name.
    name: Option<Name>,
    /// How many deals.
    deals: i64,
    /// Their value without VAT.
    value: Money,
}

/// Lost deals by reason.
#[derive(Debug, Serialize, JsonSchema)]
struct LossReport {
    /// The reasons in their order; those without one last.
    items: Vec<LostDeals>,
}

impl List for ListLosses {
    type Item = LostInCurrency;

    async fn page(&self, db: &mut Read, _: Option<Cursor>, _: Limit) -> Result<Page<LostInCurrency>> {
        let Self { from, to, owner_id, pipeline_id } = *self;
        let rows = store::losses(db, &Counted { from, to, owner_id, pipeline_id }).await?;
        let item = |row: store::Losses| {
            let value = Money::new(row.value, row.currency).map_err(Problem::internal)?;
            let (loss_reason_id, name, deals) = (row.loss_reason_id, row.name, row.deals);
            Ok(LostInCurrency { loss_reason_id, name, deals, value })
        };
        Ok(lists::whole(rows.into_iter().map(item).collect::<Result<_>>()?))
    }
}

async fn losses(mut db: Read, Query(query): Query<ListLosses>) -> Result<Reply<LossReport>> {
    let mut items: Vec<LostDeals> = Vec::new();
    for row in query.page(&mut db, None, Limit::MAX).await?.items {
        match items.last_mut().filter(|last| last.loss_reason_id == row.loss_reason_id) {
            Some(last) => {
                last.deals += row.deals;
                last.values.push(row.value);
            }
            None => items.push(LostDeals {
                loss_reason_id: row.loss_reason_id,
                name: row.name,
                deals: row.deals,
                values: vec![row.value],
            }),
        }
    }
    Ok(Reply::plain(LossReport { items }))
}
