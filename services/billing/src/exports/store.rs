//! What things in files are called.

use std::collections::HashMap;

use platform::{Db, Result};
use uuid::Uuid;

/// Names of customers and projects, and numbers of invoices.
pub async fn names(db: &mut Db, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select customer_id as "id!", name as "name!" from customers where org_id = $1 and customer_id = any ($2)
           union all select project_id, name from projects where org_id = $1 and project_id = any ($2)
           union all select invoice_id, number from invoices
                      where org_id = $1 and invoice_id = any ($2) and number is not null"#,
        org,
        ids,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
