//! What things in files are called.

use std::collections::HashMap;

use platform::{Db, Result};
use uuid::Uuid;

/// Names of people, also by the members they are, and of projects.
pub async fn names(db: &mut Db, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select person_id as "id!", name as "name!" from people where org_id = $1 and person_id = any ($2)
           union all select member_id, name from people where org_id = $1 and member_id = any ($2)
           union all select project_id, name from projects where org_id = $1 and project_id = any ($2)"#,
        org,
        ids,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
