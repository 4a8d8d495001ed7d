//! Cost centres over HTTP.

use exports::List;
use kernel::{CostCenterId, Cursor, Limit, Name, Page, Permission, ShortCode};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::CostCenter;
use super::store;

/// The addresses of cost centres.
pub fn routes() -> Routes {
    Routes::new("cost centres")
        .post("/v1/cost-centers", Permission::ManageCostCenters, "Opens a cost centre", open)
        .get("/v1/cost-centers", Permission::ReadExpenses, "Cost centres by code", list)
        .get("/v1/cost-centers/{cost_center_id}", Permission::ReadExpenses, "A cost centre", get)
        .patch(
            "/v1/cost-centers/{cost_center_id}",
            Permission::ManageCostCenters,
            "Renames a cost centre, closes it or opens it again",
            change,
        )
}

/// A new cost centre.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OpenCostCenter {
    /// Short code, unique.
    code: ShortCode,
    /// Name.
    name: Name,
}

/// What changes; the rest stays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ChangeCostCenter {
    /// Short code, unique.
    code: Option<ShortCode>,
    /// Name.
    name: Option<Name>,
    /// False closes it.
    active: Option<bool>,
}

/// Which cost centres.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListCostCenters {
    /// Only open or only closed ones.
    active: Option<bool>,
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// A cost centre.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CostCenter")]
pub struct CostCenterView {
    /// Its id.
    cost_center_id: CostCenterId,
    /// Short code.
    code: ShortCode,
    /// Name.
    name: Name,
    /// False once closed.
    active: bool,
    /// Changes so far; the ETag.
    version: i64,
}

impl From<CostCenter> for CostCenterView {
    fn from(CostCenter { image, version }: CostCenter) -> Self {
        let contracts::expenses::CostCenter { cost_center_id, code, name, active } = image;
        Self { cost_center_id, code, name, active, version }
    }
}

async fn open(mut tx: Tx, Json(body): Json<OpenCostCenter>) -> Result<Created<CostCenterView>> {
    let (cost_center, opened) = CostCenter::open(CostCenterId::new(), body.code, body.name);
    store::insert(&mut tx, &cost_center).await?;
    tx.publish(cost_center.version, &opened)?;
    let address = format!("/v1/cost-centers/{}", cost_center.image.cost_center_id);
    tx.created(address, cost_center.version, cost_center.into()).await
}

async fn get(mut db: Read, Path(id): Path<CostCenterId>) -> Result<Reply<CostCenterView>> {
    let cost_center = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("cost centre"))?;
    Ok(Reply::of(cost_center.version, cost_center.into()))
}

async fn change(
    mut tx: Tx,
    Path(id): Path<CostCenterId>,
    Json(body): Json<ChangeCostCenter>,
) -> Result<Reply<CostCenterView>> {
    let mut cost_center = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("cost centre"))?;
    tx.require_match(cost_center.version)?;
    let changed = cost_center.change(body.code, body.name, body.active);
    store::save(&mut tx, &cost_center).await?;
    tx.publish(cost_center.version, &changed)?;
    tx.reply(cost_center.version, cost_center.into()).await
}

impl List for ListCostCenters {
    type Item = CostCenterView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<CostCenterView>> {
        let after: Option<String> = cursor
            .map(|cursor| cursor.decode())
            .transpose()
            .map_err(|error| Problem::field("cursor", error.to_string()))?;
        let rows = store::list(db, after.as_deref(), self.active, limit).await?;
        let page = Page::from_rows(rows, limit, |row| row.image.code.as_str().to_owned());
        Ok(page.map(CostCenterView::from))
    }
}

async fn list(mut db: Read, Query(asked): Query<ListCostCenters>) -> Result<Reply<Page<CostCenterView>>> {
    Ok(Reply::plain(asked.page(&mut db, asked.cursor.clone(), asked.limit.unwrap_or_default()).await?))
}
