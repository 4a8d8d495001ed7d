//! What the ids in lists are called.

use std::collections::BTreeMap;

use kernel::{AccountId, Name};
use platform::{Db, Result};
use uuid::Uuid;

/// Names of accounts.
pub async fn accounts(db: &mut Db, ids: &[Uuid]) -> Result<BTreeMap<AccountId, Name>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select account_id as "id: AccountId", name as "name: Name" from accounts
            where org_id = $1 and account_id = any($2)"#,
        org,
        ids,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
