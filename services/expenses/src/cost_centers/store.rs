//! The SQL of cost centres.

use std::collections::HashMap;

use contracts::expenses::CostCenter as Image;
use kernel::{CostCenterId, Limit, Name, ShortCode};
use platform::problem::OnConstraint;
use platform::{Db, Problem, Result};
use uuid::Uuid;

use super::model::{CostCenter, CostCenterError};

struct Row {
    cost_center_id: Uuid,
    code: String,
    name: String,
    active: bool,
    version: i64,
}

impl TryFrom<Row> for CostCenter {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let image = Image {
            cost_center_id: CostCenterId::from_uuid(row.cost_center_id),
            code: ShortCode::new(row.code).map_err(Problem::internal)?,
            name: Name::new(row.name).map_err(Problem::internal)?,
            active: row.active,
        };
        Ok(Self { image, version: row.version })
    }
}

fn taken(cost_center: &CostCenter) -> impl FnOnce() -> Problem + use<> {
    let code = cost_center.image.code.clone();
    move || CostCenterError::CodeTaken(code).into()
}

/// Writes a new cost centre.
pub async fn insert(db: &mut Db, cost_center: &CostCenter) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &cost_center.image);
    sqlx::query!(
        "insert into cost_centers (org_id, cost_center_id, code, name, active, version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)",
        org,
        image.cost_center_id.as_uuid(),
        image.code.as_str(),
        image.name.as_str(),
        image.active,
        cost_center.version,
        now
    )
    .execute(db.conn())
    .await
    .on_constraint("cost_centers_code_key", taken(cost_center))?;
    Ok(())
}

/// A cost centre, for reading.
pub async fn get(db: &mut Db, id: CostCenterId) -> Result<Option<CostCenter>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        "select cost_center_id, code, name, active, version from cost_centers where org_id = $1 and cost_center_id = $2",
        org,
        id.as_uuid()
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(CostCenter::try_from).transpose()
}

/// A cost centre, for changing.
pub async fn lock(db: &mut Db, id: CostCenterId) -> Result<Option<CostCenter>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        "select cost_center_id, code, name, active, version from cost_centers
          where org_id = $1 and cost_center_id = $2 for update",
        org,
        id.as_uuid()
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(CostCenter::try_from).transpose()
}

/// Writes a changed cost centre.
pub async fn save(db: &mut Db, cost_center: &CostCenter) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &cost_center.image);
    sqlx::query!(
        "update cost_centers set code = $3, name = $4, active = $5, version = $6, updated_at = $7
          where org_id = $1 and cost_center_id = $2 and version = $6::bigint - 1",
        org,
        image.cost_center_id.as_uuid(),
        image.code.as_str(),
        image.name.as_str(),
        image.active,
        cost_center.version,
        now
    )
    .execute(db.conn())
    .await
    .on_constraint("cost_centers_code_key", taken(cost_center))?;
    Ok(())
}

/// Cost centres by code, from behind one.
pub async fn list(db: &mut Db, after: Option<&str>, active: Option<bool>, limit: Limit) -> Result<Vec<CostCenter>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Row,
        "select cost_center_id, code, name, active, version from cost_centers
          where org_id = $1 and ($2::text is null or code > $2) and ($3::boolean is null or active = $3)
          order by code limit $4",
        org,
        after,
        active,
        limit.fetch()
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(CostCenter::try_from).collect()
}

/// Those of these cost centres that there are, and whether they are open.
pub async fn known(db: &mut Db, ids: &[Uuid]) -> Result<HashMap<CostCenterId, bool>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        "select cost_center_id, active from cost_centers where org_id = $1 and cost_center_id = any($2)",
        org,
        ids
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (CostCenterId::from_uuid(row.cost_center_id), row.active)).collect())
}
