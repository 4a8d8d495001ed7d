//! The table of API keys.

use chrono::{DateTime, Utc};
use kernel::{ApiKeyId, Name, RoleSet};
use platform::Db;
use platform::problem::{Problem, Result};
use sqlx::types::Json;

use crate::access::Fingerprint;

/// An API key, without its secret.
#[derive(Debug)]
pub struct ApiKey {
    /// Its id.
    pub api_key_id: ApiKeyId,
    /// What it is for.
    pub name: Name,
    /// What it may do.
    pub roles: RoleSet,
    /// Who made it: `member:<id>` or `api_key:<id>`.
    pub created_by: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the hour.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Adds a key.
pub async fn insert(db: &mut Db, key: &ApiKey, fingerprint: &Fingerprint) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into api_keys (org_id, api_key_id, name, roles, key_hash, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        org,
        key.api_key_id.as_uuid(),
        key.name.as_str(),
        Json(&key.roles) as _,
        fingerprint.as_slice(),
        key.created_by,
        key.created_at,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Keys in the order they were made, after the one with the id `after`; at most `most`.
pub async fn list(db: &mut Db, after: Option<ApiKeyId>, most: i64) -> Result<Vec<ApiKey>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select api_key_id, name, roles as "roles: Json<RoleSet>", created_by, created_at, last_used_at, revoked_at
             from api_keys where org_id = $1 and ($2::uuid is null or api_key_id > $2)
            order by api_key_id limit $3"#,
        org,
        after.map(ApiKeyId::as_uuid),
        most,
    )
    .fetch_all(db.conn())
    .await?;
    let key = |row: (uuid::Uuid, String, RoleSet)| -> Result<(ApiKeyId, Name, RoleSet)> {
        Ok((ApiKeyId::from_uuid(row.0), Name::new(row.1).map_err(Problem::internal)?, row.2))
    };
    rows.into_iter()
        .map(|row| {
            let (api_key_id, name, roles) = key((row.api_key_id, row.name, row.roles.0))?;
            Ok(ApiKey {
                api_key_id,
                name,
                roles,
                created_by: row.created_by,
                created_at: row.created_at,
                last_used_at: row.last_used_at,
                revoked_at: row.revoked_at,
            })
        })
        .collect()
}

/// Revokes a key; answers its fingerprint, or none when there is no such key. A second time changes nothing.
pub async fn revoke(db: &mut Db, id: ApiKeyId) -> Result<Option<Vec<u8>>> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let revoked = sqlx::query_scalar!(
        "update api_keys set revoked_at = coalesce(revoked_at, $3)
          where org_id = $1 and api_key_id = $2 returning key_hash",
        org,
        id.as_uuid(),
        now,
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(revoked)
}
