//! The settings of an organisation; defaults while it has decided nothing.

use kernel::{Decimal, Percent};
use platform::{Db, Problem, Result};

/// The share of a contract that a project may cost when the organisation has not decided, in percent.
const DEFAULT_SHARE: Decimal = Decimal::from_parts(60, 0, 0, false, 0);

/// What an organisation has decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Part of a contract's value that its project may cost.
    pub cost_budget_share: Percent,
    /// Changes so far; 0 while the defaults hold.
    pub version: i64,
}

/// The settings of the organisation.
pub async fn get(db: &mut Db) -> Result<Settings> {
    let org = db.org.as_uuid();
    let row = sqlx::query!("select cost_budget_share, version from settings where org_id = $1", org)
        .fetch_optional(db.conn())
        .await?;
    let (share, version) = row.map_or((DEFAULT_SHARE, 0), |row| (row.cost_budget_share, row.version));
    Ok(Settings { cost_budget_share: Percent::new(share).map_err(Problem::internal)?, version })
}

/// Keeps settings; false when somebody else has changed them meanwhile.
pub async fn save(db: &mut Db, share: Decimal, version: i64) -> Result<bool> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let saved = sqlx::query!(
        "insert into settings as kept (org_id, cost_budget_share, version, updated_at) values ($1, $2, $3, $4)
         on conflict (org_id) do update
           set cost_budget_share = excluded.cost_budget_share, version = excluded.version, updated_at = excluded.updated_at
         where kept.version = excluded.version - 1",
        org,
        share,
        version,
        now
    )
    .execute(db.conn())
    .await?;
    Ok(saved.rows_affected() == 1)
}
