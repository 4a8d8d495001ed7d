//! What things in files are called.

use std::collections::HashMap;

use platform::{Db, Result};
use uuid::Uuid;

/// Names of members and projects, and of cost centres with their codes.
pub async fn names(db: &mut Db, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select member_id as "id!", name as "name!" from members where org_id = $1 and member_id = any ($2)
           union all select project_id, name from projects where org_id = $1 and project_id = any ($2)
           union all select cost_center_id, code || ' ' || name from cost_centers
                      where org_id = $1 and cost_center_id = any ($2)"#,
        org,
        ids,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
