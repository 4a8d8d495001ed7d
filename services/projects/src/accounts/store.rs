//! The rows of the copy, and whom an account stands for.

use std::collections::HashMap;

use contracts::crm::Account;
use kernel::{AccountId, Name};
use platform::{Db, Result};
use uuid::Uuid;

/// Keeps what an account event says: its name, and which account it ended in. `seq` is its place among the events of the
/// account; one that comes after a newer one changes nothing.
pub async fn keep(db: &mut Db, account: &Account, into: Option<AccountId>, seq: i64) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into accounts as known (org_id, account_id, name, merged_into, account_seq) values ($1, $2, $3, $4, $5)
         on conflict (org_id, account_id) do update
           set name = excluded.name, merged_into = excluded.merged_into, account_seq = excluded.account_seq
         where known.account_seq < excluded.account_seq",
        org,
        account.account_id.as_uuid(),
        account.name.as_str(),
        into.map(AccountId::as_uuid),
        seq,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Whom those of these accounts stand for that ended in another one, with its name.
pub async fn standing(db: &mut Db, accounts: &[AccountId]) -> Result<HashMap<AccountId, (AccountId, Name)>> {
    if accounts.is_empty() {
        return Ok(HashMap::new());
    }
    let org = db.org.as_uuid();
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.as_uuid()).collect();
    let rows = sqlx::query!(
        r#"select standing.account_id as "account_id!: AccountId", last.account_id as "stands_for!: AccountId",
                  last.name as "name!: Name"
             from accounts_standing($1, $2) standing
             join accounts last on last.org_id = $1 and last.account_id = standing.stands_for"#,
        org,
        &ids,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.account_id, (row.stands_for, row.name))).collect())
}

/// An account and all that ended in it, directly or by others.
pub async fn family(db: &mut Db, head: AccountId) -> Result<Vec<AccountId>> {
    let org = db.org.as_uuid();
    let family = sqlx::query_scalar!(
        r#"select id as "id!: AccountId" from account_family($1, $2) as family(id)"#,
        org,
        head.as_uuid()
    )
    .fetch_all(db.conn())
    .await?;
    Ok(family)
}
